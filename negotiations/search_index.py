"""The full-text index of printed words: FTS5 on SQLite, a GIN index on PostgreSQL, with the same hits on both.

Words reach it as letters and digits that neither database cuts or stems (`written`), so that what a search finds is
decided by `values.search_words` alone.
"""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from negotiations.models.printed import SearchText
from negotiations.values.search_words import Term, words

_TABLE = SearchText._meta.db_table
_INDEX = f"{_TABLE}_fts"


def written(texts: Iterable[str]) -> str:
    """The words of several texts as the index takes them; between two texts no phrase can stand."""
    return " z ".join(" ".join(_token(word.text) for word in words(text)) for text in texts)


def matching(terms: Sequence[Term], connection) -> list[BitMap]:
    """For each term the ids of all editions, past and present, that hold it. One query."""
    if connection.vendor == "sqlite":
        query = f"SELECT %s, rowid FROM {_INDEX} WHERE {_INDEX} MATCH %s"
        asked = [f'"{_tokens(term, " ")}"{" *" if term.is_open else ""}' for term in terms]
    else:
        holds = "to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
        query = f"SELECT %s::integer, edition_id FROM {_TABLE} WHERE {holds}"
        asked = [_tokens(term, " <-> ") + (":*" if term.is_open else "") for term in terms]
    found: list[list[int]] = [[] for _ in terms]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([query] * len(terms)), [v for pair in enumerate(asked) for v in pair]
        )
        for number, id in cursor.fetchall():
            found[number].append(id)
    return [BitMap(ids) for ids in found]


def _tokens(term: Term, between: str) -> str:
    return between.join(_token(word) for word in term.words)


def install(schema_editor) -> None:
    """Make the index. Triggers keep that of SQLite in step; SQLite's own words for it."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(f"CREATE INDEX {_INDEX} ON {_TABLE} USING gin (to_tsvector('simple', words))")
        return
    schema_editor.execute(
        f"CREATE VIRTUAL TABLE {_INDEX} USING fts5"
        f"(words, content='{_TABLE}', content_rowid='edition_id', tokenize='ascii')"
    )
    gone = f"INSERT INTO {_INDEX}({_INDEX}, rowid, words) VALUES ('delete', OLD.edition_id, OLD.words);"
    come = f"INSERT INTO {_INDEX}(rowid, words) VALUES (NEW.edition_id, NEW.words);"
    for action, does in (("INSERT", come), ("DELETE", gone), ("UPDATE", gone + come)):
        schema_editor.execute(
            f"CREATE TRIGGER {_INDEX}_{action.lower()} AFTER {action} ON {_TABLE} BEGIN {does} END"
        )


def remove(schema_editor) -> None:
    """Take the index away."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(f"DROP INDEX IF EXISTS {_INDEX}")
        return
    for action in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_INDEX}_{action}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {_INDEX}")


def _token(word: str) -> str:
    """A word in letters and digits, such that the beginning of the word is the beginning of the token."""
    return f"w{word.encode().hex()}"
