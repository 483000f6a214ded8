"""The pages of imports: the box, the grid, the result, and taking it back."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from negotiations.desk.imports import reading
from negotiations.desk.imports.tables import Row, Table
from negotiations.models.batches import Batch
from negotiations.models.entries import Entry
from negotiations.models.kinds.round import Round
from tests import make
from tests.desk.tabular import delimited, workbook

pytestmark = pytest.mark.django_db
START, ROWS = "/admin/import/", "/admin/import/rows/"


@pytest.fixture
def client(at_desk, ana):
    make.make_economy()
    return at_desk(ana)


def rows(count=3, **last):
    found = [
        {
            "kind": "round",
            "key": f"r{n}",
            "headline": f"Round {n}",
            "when": "2025-04-16",
            "economies": "JP",
            "place": "",
        }
        for n in range(1, count + 1)
    ]
    found[-1] |= last
    return found


def sent(response) -> dict:
    """What the form of a grid would send if nobody touched it."""
    grid = response.context["grid"]
    data = {"rows": grid.table.packed(), "seen": grid.fingerprint}
    return data | {cell.id: cell.text for line in grid.lines for cell in line.cells}


def test_paste_check_mend_import_and_undo(client, ana):
    response = client.post(START, {"text": delimited(rows(3, economies="XX"), delimiter="\t")})
    assert response.status_code == 200
    assert "New 2 · Changed 0 · Error 1" in response.text
    assert not Entry.objects.exists()
    place = response.context["grid"].table.header.index("economies")
    (told,) = re.findall(rf'<input[^>]*id="c-4-{place}"[^>]*>', response.text)
    assert 'aria-invalid="true"' in told
    assert f'aria-describedby="c-4-{place}-told"' in told
    mended = sent(response) | {f"c-4-{place}": "JP"}
    response = client.post(ROWS, mended | {"import": "all"})
    assert response.status_code == 409
    assert "Look at them once more" in response.text
    assert not Entry.objects.exists()
    response = client.post(ROWS, sent(response) | {"import": "all"}, follow=True)
    assert "3 rows imported as drafts. Nothing is published." in response.text
    assert Round.objects.count() == 3
    batch = Batch.objects.get()
    assert (batch.by, batch.rows.count()) == (ana, 3)
    for headline in ("Round 1", "Round 3"):
        assert headline in response.text
    assert "Pasted rows" in client.get(START).text
    response = client.post(f"/admin/import/{batch.pk}/", {"undo": "all"}, follow=True)
    assert "was undone" in response.text
    assert not Entry.objects.exists()
    assert client.post(f"/admin/import/{batch.pk}/", {"undo": "all"}).status_code == 409


def test_rows_without_errors_can_go_ahead(client):
    response = client.post(START, {"text": delimited(rows(3, kind="meeting"))})
    assert "Import 2 rows, leave out 1" in response.text
    assert client.post(ROWS, sent(response) | {"import": "all"}).status_code == 409
    client.post(ROWS, sent(response) | {"import": "rest"})
    assert Round.objects.count() == 2


def test_a_file_and_a_workbook_are_read_like_pasted_rows(client):
    for data, name in ((delimited(rows()).encode(), "rows.csv"), (workbook(rows()), "../rows\u202e.xlsx")):
        response = client.post(START, {"text": "", "file": SimpleUploadedFile(name, data)})
        assert "New 3" in response.text
        assert response.context["grid"].table.name == name.replace("../", "").replace("\u202e", "")


def test_what_cannot_be_read_is_told_and_the_words_stay(client):
    text = "kind,headline,work_state,sumary\nround,A round,approved,x"
    response = client.post(START, {"text": text})
    assert "work_state is no column: an import makes drafts" in response.text
    assert "sumary is no column that is known. Did you mean summary?" in response.text
    assert text in response.text
    for data in ({"text": ""}, {"text": "headline"}, {"text": "\0"}, {}):
        assert client.post(START, data).status_code == 200
    both = {"text": "headline\nx", "file": SimpleUploadedFile("a.csv", b"headline\ny")}
    assert "Either paste rows or choose a file" in client.post(START, both).text
    image = SimpleUploadedFile("rows.csv", b"\x89PNG\r\n")
    assert "This is a PNG image, not a table." in client.post(START, {"file": image}).text
    assert not Entry.objects.exists()


def test_an_entry_that_changed_while_the_grid_was_open_is_shown_again(client, rui):
    client.post(ROWS, sent(client.post(START, {"text": delimited(rows())})) | {"import": "all"})
    response = client.post(START, {"text": delimited(rows(3, place="Tokyo"))})
    assert "was: empty" in response.text
    make.edit(Round.objects.get(import_key="r3"), rui, venue="White House")
    response = client.post(ROWS, sent(response) | {"import": "all"})
    assert response.status_code == 409
    assert "New 0 · Changed 1 · Unchanged 2" in response.text
    assert Round.objects.get(import_key="r3").place == ""
    client.post(ROWS, sent(response) | {"import": "all"})
    held = Round.objects.get(import_key="r3")
    assert (held.place, held.venue) == ("Tokyo", "White House")


def test_many_rows_are_paged_filtered_and_imported_after_their_number_was_typed(client):
    response = client.post(
        START, {"text": delimited([*rows(201, economies="XX"), rows(1)[0] | {"key": "more"}])}
    )
    grid = response.context["grid"]
    assert (grid.first, grid.last, grid.total) == (1, 100, 202)
    data = sent(response)
    assert len(data) < 1000
    first = client.post(ROWS, data | {"order": "errors"})
    assert first.context["grid"].lines[0].planned.number == 202
    only = client.post(ROWS, data | {"show": "Error"})
    assert [line.planned.number for line in only.context["grid"].lines] == [202]
    later = client.post(ROWS, data | {"page": "3"})
    assert later.context["grid"].first == 201
    for page in ("9" * 30, "²"):
        assert client.post(ROWS, data | {"page": page}).status_code == 200
    refused = client.post(ROWS, data | {"import": "rest"})
    assert "Type 201 beside the button" in refused.text
    assert not Entry.objects.exists()


def test_a_cell_that_is_missing_can_be_filled_in_the_grid(client):
    response = client.post(START, {"text": "headline\nA round"})
    table = response.context["grid"].table
    assert table.header == ("headline", "kind")
    response = client.post(ROWS, sent(response) | {"c-2-1": "round"})
    assert "New 1" in response.text


def test_damaged_state_is_refused(client):
    for packed in (
        "",
        "x",
        "a" * 5000,
        Table(("work_state",), ()).packed(),
        Table(("key",), (Row(2, ("\ud800",)),)).packed(),
    ):
        response = client.post(ROWS, {"rows": packed, "c-1-1": "x", "c-9999999-999": "x"}, follow=True)
        assert response.redirect_chain[0][0] == START
        assert response.status_code == 200
    assert client.get(ROWS).status_code == 302
    odd = Table(("kind", "key", "headline"), (Row(2, ("round", "a\0", "b\x1b")),)).packed()
    response = client.post(ROWS, {"rows": odd, "c-2-0": "a\0", "import": "all"})
    assert response.status_code == 409
    assert "cannot be stored" in response.text
    assert client.post(START, {"text": "headline\tkey\na\0b\tc\0"}).status_code == 200


def test_who_may_not_write_is_refused_without_a_name(at_desk, client, django_user_model):
    client.post(ROWS, sent(client.post(START, {"text": delimited(rows())})) | {"import": "all"})
    number = Batch.objects.get().pk
    stranger = at_desk(django_user_model.objects.create(username="reader", is_staff=True))
    for address in (START, ROWS, f"/admin/import/{number}/", "/admin/import/round.csv"):
        for ask in (stranger.get, stranger.post):
            response = ask(address)
            assert response.status_code == 403
            assert "Round 1" not in response.text
    for address in ("/admin/import/99999999999999999999/", "/admin/import/round.exe", "/admin/import/x.csv"):
        assert client.get(address).status_code in (400, 404)


def test_words_are_shown_as_words(client):
    mark = "<script>alert(1)</script>"
    row = rows(1)[0] | {"headline": mark, "economies": mark, "key": mark}
    file = SimpleUploadedFile(f"{mark}.csv", delimited([row]).encode())
    response = client.post(START, {"file": file})
    assert mark not in response.text
    response = client.post(
        ROWS, sent(response) | {f"c-2-{response.context['grid'].table.header.index('economies')}": "JP"}
    )
    response = client.post(ROWS, sent(response) | {"import": "all"}, follow=True)
    assert Round.objects.get().headline == mark
    for page in (response, client.get(START)):
        assert mark not in page.text


def test_empty_tables_can_be_filled_and_read_again(client):
    for kind in ("round", "quote", "measure_change", "development", "market_move", "stacking_rule"):
        text = client.get(f"/admin/import/{kind}.csv").content
        table = reading.read_bytes(text + b"x" + b"," * (text.count(b",")), "rows.csv")
        assert "headline" in table.header
        book = client.get(f"/admin/import/{kind}.xlsx")
        assert book["Content-Disposition"].startswith("attachment; filename=")
        with CalamineWorkbook.from_filelike(BytesIO(book.content)) as opened:
            assert tuple(opened.get_sheet_by_index(0).to_python()[0]) == table.header
            assert opened.sheet_names == ["Rows", "Columns"]


def test_too_large_a_request_is_refused_before_it_is_read(client):
    large = SimpleUploadedFile("rows.csv", b"a" * 13_000_000)
    assert client.post(START, {"file": large}).status_code in (400, 413)
    assert client.post(START, {"file": SimpleUploadedFile("rows.csv", b"a" * 11_000_000)}).status_code == 200
