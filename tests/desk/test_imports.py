"""Rows become drafts: planned without a trace, applied as one, repeated without harm, undone as one."""

from random import Random

import pytest
from django.conf import settings

from negotiations.desk import workflow
from negotiations.desk.imports import columns
from negotiations.desk.imports.applying import NotApplied, apply
from negotiations.desk.imports.planning import plan
from negotiations.desk.imports.reading import read_text
from negotiations.desk.imports.undoing import obstacles, undo
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.saved_states import stored_fields
from negotiations.desk.steps import NotAllowed
from negotiations.models.batches import Batch
from negotiations.models.entries import Entry
from negotiations.models.kinds.development import Development
from negotiations.models.kinds.market_move import MarketMove
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.models.kinds.quote import Quote
from negotiations.models.kinds.round import Round
from negotiations.models.sources import Source
from negotiations.public.kinds import entry_kinds
from tests import make
from tests.desk.tabular import delimited, faults, imported, planned, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(ana):
    """The names that the rows point at."""
    make.make_economy()
    make.make_economy("United States", "US")
    make.make_office(make.make_person())
    make.make_topic("Exchange rates")
    make.make_negotiation("Talks")
    make.make_measure("Duty on cars")
    make.make_instrument("Proclamation", number="Proclamation 10908", slug="proclamation-10908")


ROUND = {
    "kind": "round",
    "key": "round-1",
    "when": "2025-04-16",
    "zone": "America/New_York",
    "headline": "Japan and the United States meet",
    "economies": "JP;US",
    "topics": "exchange-rates",
    "round_status": "held",
    "place": "Washington, DC.",
    "participants": "Ryosei Akazawa | office: Minister in charge of Economic Revitalization | side: JP",
    "source_url": "https://www.example.org/talks?utm_source=x",
    "source_title": "Talks in Washington",
    "source_publisher": "Example Wire",
    "source_published": "2025-04-17",
}
QUOTE = {
    "kind": "quote",
    "key": "quote-1",
    "when": "2025-04-16",
    "zone": "America/New_York",
    "headline": "Akazawa speaks to reporters",
    "quote_text": "“Extremely regrettable,” he said.\nHe repeated it.",
    "quote_language": "en",
    "speaker": "ryosei-akazawa",
    "office": "Minister in charge of Economic Revitalization",
    "source_url": "https://example.org/talks/",
    "related": "round-1 | role: said_at",
}
CHANGE = {
    "kind": "measure_change",
    "key": "change-1",
    "when": "2025-04-03",
    "zone": "America/New_York",
    "headline": "A duty on cars is imposed",
    "measure": "duty-on-cars",
    "action": "imposed",
    "rate": "25%",
    "rate_basis": "additional",
    "effective_from": "2025-04-03T00:01",
    "instrument": "Proclamation 10908",
    "products": "8703; 8704.21 | is_excluded: yes",
    "economy_scope": "all",
    "goods_scope": "listed",
}
MOVE = {
    "kind": "market_move",
    "key": "move-1",
    "when": "2025-04-17",
    "zone": "Asia/Tokyo",
    "headline": "Shares rise in Tokyo",
    "changes": "Mitsubishi Heavy Industries | 6.3 | ticker: 7011; USD/JPY | -0.5 | instrument: currency",
    "reported_against": "round-1",
}
ANSWER = {
    "kind": "development",
    "key": "answer-1",
    "when": "2025-04-18",
    "headline": "Japan answers",
    "type": "response",
    "actor": "JP",
    "response": "deferred",
}
ROWS = [QUOTE, CHANGE, MOVE, ANSWER, ROUND]  # rows may point at rows that come later


def test_rows_of_every_sort_become_complete_drafts(cast, ana):
    batch = imported(ROWS, ana)
    held = Round.objects.get(import_key="round-1")
    assert (held.headline, held.status, held.version, held.created_by) == (ROUND["headline"], "held", 1, ana)
    assert {economy.code for economy in held.economies.all()} == {"JP", "US"}
    assert held.participants.get().office.title.startswith("Minister in charge")
    assert held.citations.get().source.publisher == "Example Wire"
    said = Quote.objects.get()
    assert said.text == QUOTE["quote_text"]
    assert said.citations.get().source == held.citations.get().source  # another address of the same page
    assert said.relations.get().target == held.entry_ptr
    change = MeasureChange.objects.get()
    assert [(code.code, code.is_excluded) for code in change.goods_codes.all()] == [
        ("8703", False),
        ("8704.21", True),
    ]
    assert change.instrument.number == "Proclamation 10908"
    move = MarketMove.objects.get()
    assert [str(item) for item in move.changes.all()] == [
        "Mitsubishi Heavy Industries +6.300 %",
        "USD/JPY -0.500 %",
    ]
    assert move.reported_against == held.entry_ptr
    assert Development.objects.get().actor_economy.code == "JP"
    assert {entry.work_state for entry in Entry.objects.all()} == {"draft"}
    row = said.transitions.get()
    assert (row.action, row.by, row.note) == ("imported", ana, "rows.csv")
    assert [(row.number, row.before, row.after) for row in batch.rows.all()] == [
        (n, 0, 1) for n in range(2, 7)
    ]


def test_the_same_file_changes_nothing_a_second_time_however_it_is_written(cast, ana):
    imported(ROWS, ana)
    shuffled = ROWS.copy()
    Random(1).shuffle(shuffled)  # noqa: S311
    text = delimited(shuffled)
    variants = {
        "again": delimited(ROWS),
        "shuffled": text,
        "BOM": "\ufeff" + text,
        "CRLF": delimited(shuffled, end="\r\n"),
        "CR": text.replace("\n", "\r"),
        "semicolons": delimited(shuffled, delimiter=";"),
        "tabs": delimited(shuffled, delimiter="\t"),
        "UTF-16": text.encode("utf-16"),
        "XLSX": workbook(shuffled),
    }
    for name, data in variants.items():
        found = planned(data)
        assert found.counts == {"New": 0, "Changed": 0, "Unchanged": 5, "Error": 0}, (name, faults(found))
        assert apply(found, ana) is None
    assert set(Entry.objects.values_list("version", flat=True)) == {1}
    assert (Batch.objects.count(), Source.objects.count()) == (1, 1)


def test_planning_writes_nothing(cast, ana, connection_log):
    imported([ROUND], ana)
    with connection_log() as statements:
        planned([*ROWS, ROUND | {"key": "round-2", "economies": "XX"}])
    assert statements
    assert [sql for sql in statements if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


@pytest.fixture
def connection_log():
    """Every statement that is sent while it is open."""
    from contextlib import contextmanager

    from django.db import connection

    @contextmanager
    def log():
        found = []
        with connection.execute_wrapper(lambda run, sql, *rest: (found.append(sql), run(sql, *rest))[1]):
            yield found

    return log


def test_a_changed_row_says_what_was_and_what_will_be_and_leaves_the_rest(cast, ana, rui):
    imported([ROUND], ana)
    make.edit(Round.objects.get(), rui, venue="White House")
    changed = ROUND | {
        "when": "2025-04-17",
        "place": "",
        "topics": "-",
        "participants": "ryosei-akazawa | note: late",
    }
    found = planned([changed])
    row = found.rows[0]
    assert row.status == "Changed"
    assert list(map(str, row.differences)) == [
        "when: 2025-04-16 → 2025-04-17",
        "topics: exchange-rates → (empty)",
        "participants: ryosei-akazawa | office: ryosei-akazawa-minister-in-charge-of-economic-revitalization"
        " | side: JP → ryosei-akazawa | note: late",
    ]
    batch = apply(found, rui)
    held = Round.objects.get()
    assert (held.when, held.place, held.venue, held.topics.count()) == (
        "2025-04-17",
        "Washington, DC.",
        "White House",
        0,
    )
    there = held.participants.get()
    assert (there.note, there.side.code) == ("late", "JP")  # what the cell does not say stays
    undo(batch, ana)
    held.refresh_from_db()
    assert (held.when, held.topics.count(), held.participants.get().note) == ("2025-04-16", 1, "")
    assert held.transitions.first().action == "reverted"


def test_an_import_is_an_edit_for_four_eyes_and_voids_an_approval(cast, ana, rui):
    entry = make.make_round(headline="A round")
    make.act(entry, "submit", ana)
    make.act(entry, "approve", rui)
    imported([{"key": f"#{entry.pk}", "kind": "round", "place": "Tokyo"}], rui)
    entry.refresh_from_db()
    assert (entry.place, entry.work_state, entry.approved_digest) == ("Tokyo", "draft", "")
    assert workflow.editors_since_print(entry) == {ana.pk, rui.pk}


def test_a_published_entry_is_changed_by_its_number_and_readers_see_nothing_of_it(cast, ana):
    entry = make.make_round(headline="A round")
    edition = make.publish(entry)
    imported([{"key": "TW-000001", "place": "Tokyo"}], ana)
    entry.refresh_from_db()
    assert (entry.place, entry.work_state, entry.publication.editions.get()) == ("Tokyo", "draft", edition)


WRONG = [
    ({"kind": "meeting"}, "kind: “meeting” is no kind of entry."),
    ({"kind": ""}, "kind: A new row says what it is"),
    ({"economies": "JP;Jpan"}, "economies: The record knows no economy “Jpan”. Did you mean JP (japan)?"),
    ({"economies": ";"}, "economies: Name at least one"),
    (
        {"when": "3/4/2025"},
        "when: “3/4/2025” could be 3 April or 4 March. Write 2025-04-03 or 2025-03-04.",
    ),
    ({"when": "16/4/2025"}, "when: Write “16/4/2025” as 2025-04-16."),
    ({"when": "April 16, 2025"}, "when: Write “April 16, 2025” as 2025-04-16."),
    ({"when": "2026-02-30"}, "when: “2026-02-30” is not a day or time of the calendar."),
    ({"when": "0000-00-00"}, "when: The year 0 is outside"),
    ({"when": "1000000"}, "when: “1000000” is not a date that can be read."),
    ({"when": "2025-04-16T24:00"}, "when: “2025-04-16T24:00” is not a day or time"),
    ({"when": "May 2026"}, "when: “May 2026” is not a date that can be read."),
    ({"when": "2025-03-09T02:30"}, "when: 02:30 did not exist that day in America/New_York"),
    ({"zone": "Washington"}, "zone: “Washington” is not a time zone."),
    ({"round_status": "hold"}, "round_status: “hold” is none of the choices. Did you mean held?"),
    (
        {"round_status": "planned", "outcome": "agreement"},
        "round_status: “planned” is none of the choices.",
    ),
    ({"round_status": "tentative", "outcome": "agreement"}, "A round that was not held has no outcome"),
    ({"duration_minutes": "1.5"}, "duration_minutes: “1.5” is no whole number."),
    ({"duration_minutes": "0"}, "Write the duration in minutes, from 1 to 6000."),
    ({"headline": ""}, "headline: Give the entry a headline"),
    ({"headline": "x" * 201}, "headline: Ensure this value has at most 200 characters"),
    ({"headline": "two\nlines"}, "headline: This field holds one line."),
    ({"headline": "a\x1bb"}, "headline: Character 2 is U+001B"),
    ({"headline": "a\u2028b"}, "headline: This field holds one line."),
    ({"quote_text": "words"}, "quote_text: A round has no quote_text."),
    ({"participants": "| side: JP"}, "participants: “side: JP” gives no person."),
    (
        {"participants": "ryosei-akazawa; Ryosei Akazawa"},
        "participants: This person is already on the list.",
    ),
    ({"participants": "ryosei-akazawa | JP"}, "participants: “JP”: say which it is"),
    (
        {"source_title": "", "source_url": "https://example.org/n"},
        "source_title: This address is new: give",
    ),
    ({"source_url": "javascript:alert(1)"}, "source_url: Write an address that starts with https://"),
    ({"source_url": "https://gov.uk@evil.example/"}, "source_url: An address with a user name"),
    ({"key": "x" * 121}, "key: A key is one line of at most 120 characters."),
    ({"key": "TW-000009"}, "key: There is no entry TW-000009."),
    ({"key": "#" + "9" * 15}, "key: There is no entry #"),
    ({"related": "nowhere"}, "related: target: There is no entry “nowhere”."),
    ({"key": "itself", "related": "itself"}, "It points at row 37 (itself), which cannot be made before it."),
    ({"legal": "not_required"}, "legal: An import can ask for a legal check (needed) and never end one."),
    ({"summary": "x" * 2001}, "summary: 2,001 characters; at most 2,000 are kept here."),
]


def test_what_is_wrong_stands_at_its_cell(cast):
    found = faults(
        planned([ROUND | {"key": f"row-{number}"} | change for number, (change, _) in enumerate(WRONG, 2)])
    )
    for number, (change, reason) in enumerate(WRONG, 2):
        assert len(found[number]) == 1, (change, found[number])
        assert found[number][0].startswith(reason), found[number]


def test_a_rate_that_is_not_exact_is_refused(cast):
    rates = ["NaN", "Infinity", "1e308", "-5", "2,5", "0.1+0.2", "0.25", "25", "25% or so", "9" * 400]
    found = faults(planned([CHANGE | {"key": rate[:50], "rate": rate} for rate in rates]))
    assert [found[number][0].startswith("rate: ") for number in range(2, len(rates) + 2)] == [True] * len(
        rates
    )


def test_a_rate_keeps_its_digits(cast, ana):
    rates = ["100.0001%", "2.5%", "4.4¢/kg + 10%", "Free", "15% all-in"]
    imported([CHANGE | {"key": rate, "rate": rate} for rate in rates], ana)
    assert list(MeasureChange.objects.order_by("pk").values_list("duty", flat=True)) == rates


def test_a_number_that_is_not_exact_is_refused(cast):
    numbers = ["NaN", "1e9", "2,5", "1_0", "٣", "6.1234", "-101"]
    rows = [MOVE | {"key": text, "changes": f"USD/JPY | {text}", "reported_against": ""} for text in numbers]
    assert len(faults(planned(rows))) == len(numbers)


def test_a_date_that_a_spreadsheet_made_is_a_date_again_and_says_so(cast):
    dates = {
        "45763": "2025-04-16",
        "45763.0": "2025-04-16",
        "2025-04-16 00:00:00": "2025-04-16",
        "2025-04-16 14:30:00": "2025-04-16T14:30",
        "2025": "2025",
        "2025-Q2": "2025-34",
    }
    rows = planned([ROUND | {"key": written, "when": written} for written in dates]).rows
    for row, (written, read) in zip(rows, dates.items(), strict=True):
        assert [value for reader, value in row.values.items() if reader.name == "when"] == [read]
        assert row.notes.get("when", "") == ("" if written == read else f"Read as {read}.")


def test_a_row_without_a_key_is_not_entered_twice(cast, ana):
    row = {name: value for name, value in ROUND.items() if name != "key"}
    assert faults(planned([row, row]))[3][0].startswith("key: Row 2 has the same kind, headline and date.")
    imported([row], ana)
    assert planned([row]).counts["Unchanged"] == 1
    number = Entry.objects.get().pk
    found = planned([row | {"headline": row["headline"].upper(), "place": "Tokyo"}])
    assert faults(found)[2][0].startswith(f"key: It looks like #{number} ")
    assert imported([row | {"key": f"#{number}", "place": "Tokyo"}], ana).rows.get().before == 1
    assert imported([row | {"key": "mine", "place": "Tokyo"}], ana).rows.get().before == 0


def test_a_key_names_one_row_and_one_kind(cast, ana):
    assert faults(planned([ROUND, ROUND]))[3] == ["key: Row 2 has this key already. A key names one row."]
    imported([ROUND], ana)
    assert faults(planned([QUOTE | {"key": "round-1", "related": ""}]))[2][0].startswith(
        "key: “round-1” is the key of a round"
    )
    number = Entry.objects.get().pk
    found = planned([ROUND, {"key": f"#{number}", "place": "Tokyo"}])
    assert faults(found)[3] == ["key: Row 2 speaks of the same entry."]


def test_all_or_nothing_unless_errors_are_left_out(cast, ana):
    rows = [ROUND, QUOTE | {"speaker": "nobody"}, MOVE | {"reported_against": "quote-1"}]
    found = planned(rows)
    assert faults(found)[4] == ["It points at row 3 (quote-1), which cannot be made."]
    with pytest.raises(NotApplied, match="2 rows have errors"):
        apply(found, ana)
    assert not Entry.objects.exists()
    apply(found, ana, skip_errors=True)
    assert Entry.objects.get().import_key == "round-1"


def test_an_entry_that_changed_since_the_plan_stops_the_import(cast, ana, rui):
    imported([ROUND], ana)
    found = planned([ROUND | {"place": "Tokyo"}, QUOTE])
    make.edit(Round.objects.get(), rui, venue="White House")
    with pytest.raises(NotApplied, match=r"Row 2: rui changed it .* Nothing was imported."):
        apply(found, ana)
    assert (Entry.objects.count(), Batch.objects.count(), Round.objects.get().place) == (1, 1, ROUND["place"])
    assert planned([ROUND | {"place": "Tokyo"}, QUOTE]).fingerprint() != found.fingerprint()
    Entry.objects.all().delete()
    with pytest.raises(NotApplied, match="deleted"):
        apply(found, ana)


def test_the_same_key_from_two_imports_at_once_makes_one_entry(cast, ana, rui):
    first, second = planned([ROUND]), planned([ROUND | {"headline": "Another"}])
    apply(first, ana)
    with pytest.raises(NotApplied, match="Perhaps somebody entered the same just now"):
        apply(second, rui)
    assert Entry.objects.get().headline == ROUND["headline"]


def test_undo_leaves_the_record_as_it_was(cast, ana, rui):
    entry = make.make_round(headline="A round", place="Tokyo", source=False)
    sources = Source.objects.count()
    batch = imported(
        [*ROWS, {"key": f"#{entry.pk}", "place": "Kyoto", "source_url": ROUND["source_url"]}], ana
    )
    assert undo(batch, rui) == []
    assert Entry.objects.get() == entry.entry_ptr
    entry.refresh_from_db()
    assert (entry.place, entry.citations.count(), Source.objects.count()) == ("Tokyo", 0, sources)
    batch.refresh_from_db()
    assert (batch.undone_by_name, batch.rows.count()) == ("rui", 6)
    with pytest.raises(NotApplied, match="undone already"):
        undo(batch, ana)


def test_what_others_worked_on_since_is_named_and_stays(cast, ana, rui):
    batch = imported(ROWS, ana)
    make.edit(Round.objects.get(), rui, venue="White House")
    make.act(Quote.objects.get(), "submit", ana)
    workflow.delete_draft(MarketMove.objects.get(), ana)
    said = {kept.row.number: kept.why for kept in obstacles(batch)}
    assert said == {
        2: "It was worked on since by ana.",
        4: "It was deleted since.",
        6: "It was worked on since by rui.",
    }
    with pytest.raises(NotApplied, match="3 of its entries were worked on since"):
        undo(batch, ana)
    assert MeasureChange.objects.exists()
    undo(batch, ana, rest=True)
    assert {entry.import_key for entry in Entry.objects.all()} == {"round-1", "quote-1"}
    assert Source.objects.exists()  # the round still cites it


def test_what_was_published_since_is_not_undone(cast, ana):
    batch = imported([ROUND], ana)
    make.publish(Round.objects.get())
    assert [kept.why for kept in obstacles(batch)] == ["It was published since. Withdraw it instead."]


def test_only_those_who_may_write_import_and_undo(cast, ana, django_user_model):
    nobody = django_user_model.objects.create(username="nobody")
    with pytest.raises(NotAllowed):
        apply(planned([ROUND]), nobody)
    batch = imported([ROUND], ana)
    with pytest.raises(NotAllowed):
        undo(batch, nobody)


def test_sources_are_found_by_title_and_made_once(cast, ana):
    known = make.make_source("Report on the talks", publisher="Kyodo")
    rows = [
        ROUND
        | {"key": "a", "source_url": "", "source_title": "report on the talks", "source_publisher": "Kyodo"},
        ROUND | {"key": "b", "source_url": "", "source_title": "A printed page", "source_publisher": "NHK"},
        ROUND | {"key": "c", "source_url": "", "source_title": "A printed page", "source_publisher": "NHK"},
        ROUND | {"key": "d", "participants": "ryosei-akazawa | attested_by: https://example.org/talks"},
    ]
    found = planned(rows)
    assert found.rows[0].notes["source_title"].startswith("In the record: Kyodo")
    assert found.rows[1].notes["source_title"] == "A new source."
    apply(found, ana)
    assert Round.objects.get(import_key="a").citations.get().source == known
    assert Source.objects.count() == 3
    assert (
        Round.objects.get(import_key="d").participants.get().attested_by.get().title == "Talks in Washington"
    )
    assert faults(
        planned(
            [
                ROUND | {"key": "e", "source_url": "https://example.org/other"},
                ROUND
                | {"key": "f", "source_url": "https://example.org/other", "source_title": "Another title"},
            ]
        )
    )[3][0].startswith("source_title: An earlier row says Talks in Washington of this source")


def test_every_field_that_editors_fill_has_a_column():
    for kind in entry_kinds():
        declared = desk_kinds()[kind.name]
        known = {**columns.common(), **columns.of_kind(kind.name)}
        filled = {reader.name for column in known.values() for reader in column.readers}
        fields = {field.name for field in stored_fields(declared.model)} | {
            *declared.follow,
            "citations",
            "relations",
        }
        assert fields - filled == set(declared.not_imported)
        assert not columns.common().keys() & columns.of_kind(kind.name).keys()


def test_columns_of_the_contract_are_there():
    named = """kind key when headline summary negotiations economies topics people source_url source_title
    source_publisher source_published quote_text quote_language speaker measure action rate effective_from
    effective_until instrument products round_status note"""
    assert set(named.split()) <= columns.every().keys()


def test_pasted_cells_with_line_breaks_and_quotation_marks(cast, ana):
    text = "kind\tkey\theadline\tquote_text\n"
    text += 'quote\tq\tHe speaks\t"one ""word""\ntwo"\nquote\tr\tShe speaks\t"Yes," she said'
    apply(plan(read_text(text)), ana)
    assert [quote.text for quote in Quote.objects.order_by("pk")] == ['one "word"\ntwo', '"Yes," she said']


def test_formulas_stay_words(cast, ana):
    imported([ROUND | {"headline": "=cmd|' /C calc'!A0", "place": "+1", "venue": "@x"}], ana)
    held = Round.objects.get()
    assert (held.headline, held.place, held.venue) == ("=cmd|' /C calc'!A0", "+1", "@x")


def test_the_guide_tells_every_column():
    guide = (settings.BASE_DIR / "docs/import.md").read_text()
    for name, text in columns.every().items():
        assert f"| `{name}` | {text.replace('|', chr(92) + '|')} |" in guide


BAD = [
    "a\x1bb",
    "a\x85b",
    "a\ufffeb",
    "a\U000e0041b",
    "a\ud800b",
    "\u202e" * 300,
    "9" * 5000,
    "=" * 200,
    "|;|;\\",
]


def test_odd_characters_in_every_column_are_an_error_at_their_cell_or_kept(cast, ana):
    for kind in entry_kinds():
        for name in [*columns.SPECIAL, *columns.common(), *columns.of_kind(kind.name)]:
            row = {"kind": kind.name, "headline": "A headline", "source_title": "A title"}
            odd = [
                row | {"key": f"{kind.name} {name} {number}"} | {name: bad} for number, bad in enumerate(BAD)
            ]
            found = plan(read_text(delimited(odd)))
            for planned_row, bad in zip(found.rows, BAD, strict=True):
                assert planned_row.faults or bad in BAD[5:], (kind.name, name, bad)
            apply(found, ana, skip_errors=True)
            if name != "key":
                assert {fault.column for row in found.rows for fault in row.faults} <= {
                    name,
                    "source_title",
                    "",
                }
