"""Lists of product codes: by chapter, what replaces what, which changes use them, and all codes in a file."""

import csv
from io import StringIO

import pytest

from negotiations.models.nouns import ProductList
from tests import make
from tests.public.duties import change
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


def make_list(slug="annex-ii", **values) -> ProductList:
    codes = values.pop("codes", "72011000\n87032201\t2.5%\n87032301")
    return ProductList.objects.create(
        slug=slug,
        codes=codes,
        code_count=len(codes.splitlines()),
        **{"name": f"List {slug}", "system": "hts", "nomenclature": "HTS 2025", **values},
    )


def use(*lists, **values):
    """A published change that exempts the goods of some lists."""
    return change(
        make.make_measure(), "2025-04-05", action="exempted", goods_scope="listed", product_lists=lists, **values
    )  # fmt: skip


@pytest.fixture
@remembered
def annex(db):
    found = make_list()
    use(found)
    return found


def test_codes_stand_by_chapter_with_their_counts(client, annex):
    response = client.get("/products/annex-ii/")
    told = [(one["chapter"], one["count"]) for one in response.context["chapters"]]
    assert told == [("72", 1), ("87", 2)]
    assert "3 codes" in response.text
    assert '<li><code>8703.22.01</code> <span class="small">2.5%</span></li>' in response.text
    assert "HTS 2025" in response.text


def test_a_long_list_shows_the_first_codes_and_leads_to_the_file(client, db):
    codes = [
        f"{chapter}{heading:02d}{line:02d}00"
        for chapter in (84, 85)
        for heading in range(60)
        for line in range(50)
    ]
    use(make_list("annex-long", codes="\n".join(codes)))
    response = client.get("/products/annex-long/")
    shown = [len(one["codes"]) for one in response.context["chapters"]]
    assert shown == [200, 0]
    assert "6,000 codes" in response.text
    assert "all of them in the file" in response.text
    assert len(response.content) < 60_000
    assert len(client.get("/products/annex-long.csv").getvalue().splitlines()) == 6001


def test_a_later_version_is_told_on_both_pages(client, annex):
    use(make_list("annex-ii-september", replaces=annex))
    old, new = client.get("/products/annex-ii/").text, client.get("/products/annex-ii-september/").text
    assert "A later version takes its place:" in old
    assert 'href="/products/annex-ii-september/"' in old
    assert 'href="/products/annex-ii/"' in new


def test_the_changes_that_use_it_are_listed(client, annex):
    other = use(make_list("another"), headline="Uses another list")
    text = client.get("/products/annex-ii/").text
    assert "action" not in text
    assert "US duty on automobiles: exempted from 2025-04-05" in text
    assert other.headline not in text


def test_a_page_leads_to_the_file_of_the_same_record(client, annex):
    text = client.get("/products/annex-ii/?known=2099-01-01").text
    assert text.count('href="/products/annex-ii.csv?known=2099-01-01"') == 1
    assert 'href="/measures/?known=2099-01-01"' in text


def test_the_file_has_every_code_with_its_duty_and_licence(client, annex, settings):
    response = client.get("/products/annex-ii.csv")
    rows = list(csv.DictReader(StringIO(response.getvalue().decode())))
    assert [(row["code"], row["digits"], row["duty"]) for row in rows] == [
        ("7201.10.00", "72011000", ""),
        ("8703.22.01", "87032201", "2.5%"),
        ("8703.23.01", "87032301", ""),
    ]
    assert {row["licence"] for row in rows} == {settings.LICENCE}
    assert {row["list"] for row in rows} == {"List annex-ii"}
    assert all(row["known"] for row in rows)


def test_a_list_that_nobody_published_has_neither_page_nor_file(client, annex):
    make_list("secret")
    assert client.get("/products/secret/").status_code == 404
    assert client.get("/products/secret.csv").status_code == 404
    assert client.get("/products/annex-ii.csv?known=2020-01-01").status_code == 404
    assert client.get("/products/annex-ii.csv?known=never").status_code == 400
