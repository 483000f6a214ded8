"""An export that was damaged, or made by somebody who means harm: refused in one line, and nothing is written."""

import hashlib
import json
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from negotiations.desk.exchange import layout, loading, writing
from negotiations.models.printed import Edition, Facet, Press, Publication, PublicationLog, Redaction
from negotiations.public.kinds.base import canonical, digest
from tests.desk.exchanged import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sound(django_db_setup, django_db_blocker, tmp_path_factory):
    """An export of the whole record, made once."""
    target = tmp_path_factory.mktemp("sound") / "export"
    with django_db_blocker.unblock(), transaction.atomic():
        make_record()
        writing.export(target)
        transaction.set_rollback(True)
    return target


@pytest.fixture
def copy(sound, tmp_path):
    """One to break."""
    return shutil.copytree(sound, tmp_path / "export")


def seal(folder) -> None:
    """Make the manifest fit the files again, as somebody would who means it."""
    manifest = json.loads((folder / layout.MANIFEST).read_text())
    for one in manifest["files"]:
        content = (folder / one["path"]).read_bytes()
        one["bytes"], one["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    (folder / layout.MANIFEST).write_text(json.dumps(manifest))


def edit(folder, path, number, /, **values) -> None:
    """Change values in one line of a file and seal it."""
    rows = (folder / path).read_bytes().split(b"\n")
    line = json.loads(rows[number - 1]) | values
    rows[number - 1] = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
    (folder / path).write_bytes(b"\n".join(rows))
    seal(folder)


def refusal(folder) -> str:
    """What the command says, on one line, and that nothing was written."""
    with pytest.raises(CommandError) as caught:
        call_command("import_record", str(folder))
    for model in (Publication, Edition, Facet, PublicationLog, Redaction, Press):
        assert not model.objects.exists()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def body(**values) -> dict:
    text = canonical(values)
    return {"body": text, "digest": digest(text)}


@pytest.mark.parametrize("path", [*layout.RECORD, "data/quotes.csv", "data/LICENCE.txt"])
def test_a_changed_byte_is_found_in_every_file(copy, path):
    content = (copy / path).read_bytes()
    (copy / path).write_bytes(content[:-2] + b"x" + content[-1:])
    assert refusal(copy) == f"{path}: is not the file that the manifest lists."


@pytest.mark.parametrize("path", [layout.MANIFEST, *layout.RECORD, "data/quotes.csv"])
def test_a_missing_file_is_named(copy, path):
    (copy / path).unlink()
    assert refusal(copy) == f"{path}: is missing."


@pytest.mark.parametrize("path", [layout.MANIFEST, *layout.RECORD, "data/quotes.csv"])
def test_a_link_is_not_followed(copy, path, tmp_path):
    (copy / path).rename(tmp_path / "elsewhere")
    (copy / path).symlink_to(tmp_path / "elsewhere")
    assert refusal(copy) == f"{path}: is not a plain file of the export."


def test_a_folder_that_is_a_link_is_not_followed(copy, tmp_path):
    (copy / "record").rename(tmp_path / "elsewhere")
    (copy / "record").symlink_to(tmp_path / "elsewhere")
    assert "is not a plain file of the export" in refusal(copy)


@pytest.mark.parametrize(
    "path",
    ["../secret", "/etc/passwd", "record/../../secret", "data/.hidden", "other/a", "data/a/b", "data/a\n"],
)
def test_a_path_that_leads_elsewhere_is_refused(copy, path):
    manifest = json.loads((copy / layout.MANIFEST).read_text())
    manifest["files"].append({"path": path, "bytes": 0, "sha256": "0" * 64})
    (copy / layout.MANIFEST).write_text(json.dumps(manifest))
    assert refusal(copy).startswith("MANIFEST.json: files.")


def test_a_later_format_is_refused_by_its_number(copy):
    manifest = json.loads((copy / layout.MANIFEST).read_text())
    (copy / layout.MANIFEST).write_text(json.dumps(manifest | {"format": 2}))
    assert refusal(copy) == "MANIFEST.json: has format 2; this software reads format 1."


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b"{" * 100_000, b"x" * 2_000_000])
def test_a_manifest_that_is_none_is_refused(copy, content):
    (copy / layout.MANIFEST).write_bytes(content)
    assert refusal(copy).startswith("MANIFEST.json: ")


def test_a_line_without_end_is_not_read(copy, monkeypatch):
    monkeypatch.setattr(layout, "LINE_AT_MOST", 5000)
    path = copy / layout.EDITIONS
    path.write_bytes(path.read_bytes() + b" " * 6000)
    seal(copy)
    assert "is longer than any line of a record" in refusal(copy)


DAMAGE = {
    "a body that does not fit its hash": ({"body": "{}"}, "does not fit its hash"),
    "a body in another form": ({"body": '{ "a":1}', "digest": digest('{ "a":1}')}, "cannot be read as a"),
    "a body of another shape": (body(a=1), "cannot be read as a"),
    "a body that nests for ever": ({"body": "[" * 9999, "digest": digest("[" * 9999)}, "cannot be read as a"),
    "no body": ({"body": None}, "is closed without a word"),
    "a publication that is not there": ({"publication": 99999}, "does not exist"),
    "a number that is left out": ({"number": 3}, "is edition 3 where 1 should stand"),
    "a printing that is left out": ({"printing": 9}, "is printing 9 where"),
    "a later schema": ({"schema_version": 99}, "cannot be read as a"),
    "a time before the one before it": ({"published_at": "2001-01-01T00:00:00Z"}, "was not published after"),
    "a time that was not written so": (
        {"published_at": "2025-05-01 12:00:00+00:00"},
        "as an export writes it",
    ),
    "a time without a zone": ({"published_at": "2025-05-01T12:00:00"}, "published_at: "),
    "an unknown change": ({"change": "rewritten"}, "change: "),
    "another change than the first": ({"change": "minor"}, "is edition 1 and says"),
    "an unknown field": ({"draft": "text"}, "draft: "),
    "half a character": ({"note": "\ud800"}, ""),
    "closed without a withdrawal": (
        {"body": None, "closed": "when_exported", "closed_at": "2025-05-01T12:00:00Z"},
        "was not withdrawn",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_printing_is_refused_with(copy, name):
    values, said = DAMAGE[name]
    if name == "half a character":
        raw = (copy / layout.EDITIONS).read_bytes().replace(b'"note":""', b'"note":"\\ud800"', 1)
        (copy / layout.EDITIONS).write_bytes(raw)
        seal(copy)
        number = 1
    else:
        number = 2
        edit(copy, layout.EDITIONS, number, **values)
    told = refusal(copy)
    assert told.startswith(f"record/editions.jsonl, line {number}: ")
    assert said in told


def test_two_values_of_one_name_are_refused(copy):
    path = copy / layout.EDITIONS
    path.write_bytes(path.read_bytes().replace(b'"note":""', b'"note":"x","note":""', 1))
    seal(copy)
    assert refusal(copy) == "record/editions.jsonl, line 1: is not written as an export writes it."


def test_a_reference_to_nothing_is_refused(copy):
    lines = [json.loads(line) for line in (copy / layout.EDITIONS).read_bytes().split(b"\n") if line]
    line = next(one for one in lines if one["body"] and '"ref":' in one["body"])
    content = json.loads(line["body"].replace('"ref":', '"ref":99'))
    edit(copy, layout.EDITIONS, line["printing"], **body(**content))
    assert "which does not exist" in refusal(copy)


def test_words_of_what_was_withdrawn_are_refused(copy):
    lines = [json.loads(line) for line in (copy / layout.EDITIONS).read_bytes().split(b"\n") if line]
    gone = next(one for one in lines if one["closed"] == "when_exported")
    bare = {"closed": None, "closed_at": None, "sort_key": None, "first_day": None, "last_day": None}
    edit(copy, layout.EDITIONS, gone["printing"], **bare, **body(a=1))
    assert refusal(copy).endswith("holds words of what was withdrawn.")


@pytest.mark.parametrize(
    ("number", "values", "said"),
    [
        (2, {"id": 1}, "does not come after the id before it"),
        (2, {"kind": "secret"}, "names the kind secret"),
        (2, {"key": "../x"}, "key: "),
        (2, {"number": 1}, "is no entry"),
        (2, {"closed_at": "2025-05-01T12:00:00Z"}, "words of what was withdrawn"),
        (2, {"redirect_to": 99999}, "leads to something that is not there"),
        (2, {"redirect_to": 2}, "leads to something"),
    ],
)
def test_a_publication_that_printing_could_not_have_made_is_refused(copy, number, values, said):
    path = copy / layout.PUBLICATIONS
    if "redirect_to" in values and values["redirect_to"] == 2:
        values = {"redirect_to": json.loads(path.read_bytes().split(b"\n")[number - 1])["id"]}
    edit(copy, layout.PUBLICATIONS, number, **values)
    assert said in refusal(copy)


@pytest.mark.parametrize("name", ["last_entry", "last_source", "last_log"])
def test_a_counter_that_does_not_fit_is_refused(copy, name):
    edit(copy, layout.PRESS, 1, **{name: 1})
    assert refusal(copy).startswith("record/press.json, line 1: ")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://x\u0000", "https://" + "x" * 1000])
def test_an_address_that_is_none_is_refused(copy, address):
    edit(copy, layout.UPKEEP, 1, archive_address=address)
    assert refusal(copy).startswith("record/upkeep.jsonl, line 1: ")


def test_a_file_that_changes_while_it_is_read_writes_nothing(copy, monkeypatch):
    whole = loading.check

    def change(export):
        found = whole(export)
        path = copy / layout.EDITIONS
        path.write_bytes(path.read_bytes().replace(b"2025-05", b"2026-05"))
        return found

    monkeypatch.setattr(loading, "check", change)
    assert "is not the file that the manifest lists" in refusal(copy)
