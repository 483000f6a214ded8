"""Product lists: imported from files, and fixed once readers know them."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from negotiations.desk import nouns
from negotiations.desk.steps import Refused
from negotiations.models.nouns import ProductList
from tests.make import make_measure_change, publish

pytestmark = pytest.mark.django_db
DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


def run(path, name="Annex I", **options) -> str:
    out = StringIO()
    call_command(
        "import_products", str(path), "--list", name, *options.pop("args", ()), stdout=out, **options
    )
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(text, name="codes.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_codes_are_read_with_or_without_points_and_a_lost_zero_is_put_back_and_reported(file):
    said = run(file("code,duty\n8703.22.01,2.5%\n2071100,Free\n"))
    assert ProductList.objects.get().codes == "02071100\tFree\n87032201\t2.5%"
    assert "Line 3: 2071100 had lost its leading zero; read as 02071100." in said
    assert "Annex I (annex-i) holds 2 codes." in said


def test_the_column_of_the_codes_is_found_without_a_header(file):
    run(file("1,10071000,Seed Corn\n2,10079000,Non-seed Corn\n"))
    assert ProductList.objects.get().codes.split() == ["10071000", "10079000"]


def test_importing_the_same_file_again_changes_nothing(file):
    path = file("8703\n8704\n")
    run(path)
    version = ProductList.objects.get().version
    assert "held already 2 codes" in run(path)
    assert ProductList.objects.get().version == version


def test_one_line_that_is_no_code_stops_everything(file):
    with pytest.raises(CommandError, match="Line 3"):
        run(file("code\n8703\ncars\n"))
    assert not ProductList.objects.exists()


@pytest.mark.parametrize("text", ["", "code\n"])
def test_an_empty_file_is_refused_in_words(file, text):
    with pytest.raises(CommandError, match="no product codes"):
        run(file(text))


def test_a_file_that_is_not_there_or_not_text_is_refused_in_words(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("missing.csv", "binary"):
        with pytest.raises(CommandError, match="cannot be read"):
            run(tmp_path / name)


@pytest.fixture
def printed(file):
    run(file("8703\n"))
    row = ProductList.objects.get()
    publish(make_measure_change(goods_scope="listed", product_lists=[row]))
    row.refresh_from_db()
    return row


def test_readers_find_a_list_with_the_first_change_that_uses_it(printed):
    edition = printed.publication.editions.get()
    assert edition.content["codes"] == "8703"
    assert edition.content["code_count"] == 1


def test_a_list_that_readers_know_never_changes(printed, file, ana):
    with pytest.raises(CommandError, match="Make a new list that replaces it"):
        run(file("8704\n"))
    printed.codes = "8704"
    with pytest.raises(Refused, match="Make a new list"):
        nouns.save_noun(printed, ana)
    assert "held already" in run(file("8703\n"))


def test_a_new_list_replaces_the_one_that_readers_know(printed, file):
    run(file("8704\n"), "Annex I, amended", args=["--replaces", "annex-i"])
    assert ProductList.objects.get(slug="annex-i-amended").replaces == printed
    with pytest.raises(CommandError, match="no product list called"):
        run(file("8704\n"), "Another", args=["--replaces", "nothing"])


@pytest.mark.skipif(not DATA.exists(), reason="the real product lists (../shared/data) are not here")
def test_twelve_thousand_real_codes_are_read():
    said = run(DATA / "budget_lab_yale" / "s301_product_lists.csv", "Section 301")
    assert ProductList.objects.get().code_count > 10_000
    assert "codes stand there more than once" in said or "holds" in said


@pytest.mark.skipif(not DATA.exists(), reason="the real product lists (../shared/data) are not here")
@pytest.mark.parametrize(
    ("name", "count", "repaired"),
    [("china-15-percent-030425.csv", 29, 11), ("canada-march-list.csv", 1270, 0)],
)
def test_real_lists_with_and_without_headers_are_read(name, count, repaired):
    said = run(DATA / "tradewartracker" / name)
    assert ProductList.objects.get().code_count == count
    assert said.count("had lost its leading zero") == repaired
