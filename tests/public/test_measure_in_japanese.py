"""Pages of measures, authorities and product lists in Japanese, beside English content and English files."""

import re

import pytest
import time_machine
from django.utils import translation

from negotiations.models.nouns import ProductList
from negotiations.public.charts import step_chart
from negotiations.public.labels import Label
from negotiations.public.measure_words import Piece, goods_words, part_words, plain, woven
from negotiations.tariffs.scope import Economies, Goods, Scope
from tests.public import test_charts as drawing
from tests.public.measures import Record, change, rule

pytestmark = pytest.mark.django_db
CARS = "/ja/measures/us-duty-on-automobiles/"


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    yield from Record.printed(django_db_blocker)


@pytest.fixture
def record(printed, db):
    return printed.fresh()


def main(response) -> str:
    """What a page says between its masthead and its footer."""
    return response.text.partition("<main")[2].partition("</main>")[0]


def seen(response) -> str:
    """The same as a reader sees it: without tags, white space as it shows."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main(response)))


def links(response) -> set[str]:
    return set(re.findall(r'<a [^>]*?href="(/[^"]*)"', main(response)))


# Lists -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "2025年10月1日時点：4措置（5区分）"),
        ("?status=in_force&on=2025-04-10", "2025年4月10日時点で発効中：1措置"),
        ("?status=in_force&status=threatened", "2025年10月1日時点で発効中または示唆：4措置（5区分）"),
        ("?from=2025-04-01&to=2025-04-30", "2025年4月1日から2025年4月30日までの変更：3件"),
        ("?from=2025-04&to=2025-04", "2025年4月の変更：3件"),
        ("?from=2025", "2025年以降の変更：9件"),
    ],
)
def test_the_heading_is_a_japanese_sentence(client, record, query, heading):
    assert client.get(f"/ja/measures/{query}").context["results_heading"] == heading


def test_the_list_says_japanese_words_around_english_content(client, record):
    response = client.get("/ja/measures/?on=2025-05-10")
    text = response.text
    for word in ("措置", "税率", "法的根拠", "発効中", "一時停止中", "徴収なし", "絞り込み"):
        assert word in text
    assert '<a href="/ja/measures/us-duty-on-automobiles/?on=2025-05-10" lang="en">US duty on auto' in text
    assert '<span lang="en">Passenger cars</span>' in text
    assert "欧州連合を除くすべて" in seen(response) or "European Unionを除くすべて" in seen(response)


def test_every_link_of_a_list_stays_in_japanese_at_its_clocks(client, record):
    for query in ("", "&view=matrix", "&view=multiples"):
        for link in links(client.get(f"/ja/measures/?on=2025-05-10&known=2099-01-01{query}")):
            if not link.startswith("/measures.csv"):
                assert link.startswith("/ja/"), link
            assert "known=2099-01-01" in link or link.startswith("/ja/glossary/"), link


def test_the_matrix_and_the_changes_are_in_japanese(client, record):
    matrix = seen(client.get("/ja/measures/?view=matrix&on=2025-10-01"))
    for word in ("自らの措置", "対象外", "その他すべて", "示唆"):
        assert word in matrix
    change(record.films, "2025-09-20", "50%", announced="2025-09-01")
    change(record.films, "2025-09-10", action="never_implemented", effective_from="", announced="2025-09-10")
    changes = seen(client.get("/ja/measures/?from=2025-06&to=2025-09&by=US"))
    for word in ("再発効", "50%、適用されず", "2025年9月4日発表"):
        assert word in changes


def test_a_wrong_question_is_answered_in_japanese(client, record):
    text = client.get("/ja/measures/?from=2025-05&to=2025-04&by=QQ").text
    assert "終了日が開始日より前です。" in text
    assert "「QQ」は記録にありません。" in text
    assert "入力内容を直すと結果が表示されます。" in text


# One measure, authorities, product lists ---------------------------------------------------------------------


def test_a_measure_is_told_in_japanese_with_its_chart(client, record):
    change(record.cars, "2025-09-21", action="struck_down", condition="for the plaintiffs")
    rule("excludes", [record.cars], [record.reciprocal])
    response = client.get(CARS)
    text = seen(response)
    for word in (
        "税率の推移",
        "適用の経過",
        "各文書の進捗",
        "訴訟",
        "対抗措置・反応",
        "他の関税との関係",
        "現在有効なもの",
    ):
        assert word in text
    assert '条件：<span lang="en">for the plaintiffs</span>' in response.text
    assert "税関通知" in text
    (desc,) = re.findall(r'<desc id="rates-wide-desc">(.*?)</desc>', response.text)
    assert desc.startswith("文書に記載された法定税率")
    assert "2025年3月26日に開始：25%、発効予定。" in desc
    assert ">今日</text>" in response.text
    assert ">4月</text>" in response.text
    assert '<data value="15">15%</data>' in response.text


def test_an_authority_and_its_countdown_are_in_japanese(client, record):
    record.security.duration_days = 150
    record.security.save()
    response = client.get("/ja/authorities/section-232/")
    assert "これに基づく措置" in seen(response)
    listed = client.get("/ja/authorities/?on=2025-04-10")
    assert 'href="/ja/authorities/section-232/?on=2025-04-10" lang="en"' in listed.text
    assert "法的根拠" in seen(listed)


def test_a_product_list_is_in_japanese(client, record):
    annex = ProductList.objects.create(
        slug="annex-i", name="Annex I", system="hts", codes="87032201\n87032301", code_count=2
    )
    change(record.cars, "2025-06-01", action="exempted", goods_scope="listed", product_lists=[annex])
    response = client.get("/ja/products/annex-i/?known=2099-01-01")
    assert "第87類" in seen(response)
    assert "2コード" in seen(response)
    assert 'href="/products/annex-i.csv?known=2099-01-01"' in response.text


def test_files_are_in_english_whatever_was_read_before(client, record):
    addresses = (
        "/measures.csv?on=2025-05-10",
        "/measures.csv?from=2025",
        "/measures/us-duty-on-automobiles.csv",
    )
    before = [client.get(address).content for address in addresses]
    for address in ("/ja/measures/?on=2025-05-10", "/ja/measures/?from=2025", CARS):
        client.get(address)
    assert [client.get(address).content for address in addresses] == before
    assert b"All but European Union" in before[0] or b"All but the European Union" in before[0]


# Words -------------------------------------------------------------------------------------------------------

LABELS = {
    id: Label(id, "economy", "Economy", name.lower(), name, name, f"/economies/{id}/", None)
    for id, name in {1: "Japan", 2: "United Kingdom", 3: "South Korea"}.items()
}


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), "対象：すべての国・地域"),
        (Scope(Economies("listed", frozenset({1, 2, 3}))), "対象：Japan、South Korea、United Kingdom"),
        (
            Scope(Economies("except", frozenset({2})), condition="for the plaintiffs"),
            "対象：United Kingdomを除くすべて、条件：for the plaintiffs",
        ),
    ],
)
def test_a_part_is_a_sentence_of_its_own_order_without_articles(scope, words):
    with translation.override("ja"):
        assert plain(part_words(scope, LABELS)) == words


def test_goods_are_told_around_the_words_of_the_document():
    with translation.override("ja"):
        goods = Goods("described", frozenset({"8703"}), excepted=frozenset({"8704"}))
        assert goods_words(goods, {}, "Cars", "en")[0] == Piece("Cars", lang="en")
        assert plain(goods_words(goods, {}, "Cars", "en")) == "Cars（8703）（8704を除く）"


def test_links_stand_at_their_places_in_whatever_order():
    link = Piece("Japan", "/economies/JP/")
    assert woven("%(b)s without %(a)s.", {"a": [link], "b": [Piece("25%")]}) == [
        Piece("25%"),
        Piece(" without "),
        link,
        Piece("."),
    ]


@pytest.mark.parametrize("steps", [drawing.SPRING, drawing.CROWDED, drawing.AHEAD])
def test_japanese_words_fit_into_a_drawing_and_cover_nothing(steps):
    with translation.override("ja"):
        made = drawing.chart(steps)
        drawing.assert_fits(made)
        drawing.assert_clear(made)
        assert made.description.startswith("2025年4月")


def test_a_drawing_keeps_no_words_of_another_language():
    with translation.override("ja"):
        drawing.chart(drawing.SPRING)
    assert drawing.chart(drawing.SPRING).plots[0].today_text == "today"
    assert (
        step_chart([drawing.SIDES[0]], id="c", title="", unit="", today=drawing.TODAY).now.words
        == "125%, in force"
    )
