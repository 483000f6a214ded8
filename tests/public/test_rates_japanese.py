"""What applies, in Japanese: each shape of an answer, what is English in it, and where its links lead."""

import re

import pytest
import time_machine
from django.utils import translation

from negotiations.public.rates.duties import amount_text, duty_text
from negotiations.public.rates.told import told
from negotiations.tariffs.codes import CodeError, digits
from negotiations.tariffs.duty import Amount, Unknown, amount, understand
from tests import make
from tests.public.duties import CAR, SHOES, a_story, ask, change, rule, some_partners

pytestmark = pytest.mark.django_db
NOT_HELD = "（MFN税率への上乗せ。MFN税率は本記録にない）"
ON_SHOES = "アメリカ合衆国は日本原産の品目6403.99.60に"


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture
def story(db):
    return a_story()


@pytest.fixture
def economies(db):
    return some_partners()


def asked(client, code=CAR, on="2025-08-10", economy="JP", by="US", **more):
    """The page of an answer in Japanese."""
    return client.get("/ja/rates/", {"by": by, "economy": economy, "code": code, "on": on, **more})


def sentence(client, *args, **query) -> str:
    response = asked(client, *args, **query)
    assert response.context["shown"], response.context["asked"].errors
    return response.context["shown"].sentence


def part(page: str, heading: str) -> str:
    return page.split(f'<h2 id="{heading}">', 1)[1].split("</section>", 1)[0]


# Shapes --------------------------------------------------------------------------------------------------------------


def test_an_ad_valorem_duty_on_top_of_the_base_duty_has_a_total(client, story):
    change(make.make_measure("US tariff schedule"), "2025-01-01", "2.5%", rate_basis="mfn", codes=["8703"])
    assert sentence(client) == (
        "2025年8月10日、アメリカ合衆国は日本原産の品目8703.23.01に25%の追加関税を課していた"
        "（MFN税率2.5%への上乗せ、合計27.5%）。"
    )
    section = part(asked(client).text, "total-heading")
    assert re.findall(r"<td>(.*?)</td>", section) == ["25%", "+ 2.5%", "= 27.5%"]
    assert "追加関税25%" in section


def test_an_all_in_floor_says_what_holds_where_the_base_duty_is_higher(client, story):
    assert sentence(client, on="2025-09-20") == (
        "2025年9月20日、アメリカ合衆国は日本原産の品目8703.23.01に、MFN税率込みで合計15%"
        "（MFN税率の方が高い場合はMFN税率）の関税を課していた。"
    )
    section = part(asked(client, on="2025-09-20").text, "total-heading")
    assert "MFN税率込みの下限15%" in section
    assert "MFN税率の方が高い場合はMFN税率" in section


def test_duties_that_cannot_be_added_stand_beside_each_other_with_the_reason(client, story):
    fentanyl = make.make_measure("US fentanyl duty")
    change(fentanyl, "2025-03-04", "20%", economy_scope="listed", scope_economies=[story.china])
    assert sentence(client, SHOES, "2025-04-10", "CN") == (
        "2025年4月10日、アメリカ合衆国は中国原産の品目6403.99.60に「US baseline duty」の追加関税10%、"
        "「US fentanyl duty」の追加関税20%を課していた。合計は一つの数値では示せない。理由："
        "「US baseline duty」、「US fentanyl duty」の重複適用について定めたルールは記録にない。"
    )
    assert "合計を示せない理由：" in part(asked(client, SHOES, "2025-04-10", "CN").text, "total-heading")


def test_duties_that_a_rule_adds_have_a_sum(client, story):
    fentanyl = make.make_measure("US fentanyl duty")
    change(fentanyl, "2025-03-04", "20%", economy_scope="listed", scope_economies=[story.china])
    rule("adds", [fentanyl], [story.baseline], since="2025-03-04")
    assert sentence(client, SHOES, "2025-04-10", "CN") == (
        "2025年4月10日、アメリカ合衆国は中国原産の品目6403.99.60に、2件の追加関税（10%、20%、計30%）を課していた"
        f"{NOT_HELD}。"
    )


def test_what_is_exempt_or_excluded_says_so_and_why(client, story):
    change(story.baseline, "2025-06-01", action="exempted", codes=["6403.99.60"])
    section = part(asked(client, SHOES, "2025-06-10").text, "not-heading")
    assert "</svg>適用除外</span>" in section
    section = part(asked(client, on="2025-04-09").text, "not-heading")
    assert "発効中だが、「US duty on automobiles」が適用されるため、次のルールにより適用されない：" in section
    assert "ルール：" in section


def test_a_condition_of_the_record_stays_in_its_words_and_is_marked_as_english(client, story):
    condition = "for goods that qualify under the USMCA"
    listed = {"economy_scope": "listed", "scope_economies": [story.china]}
    fentanyl = make.make_measure("US fentanyl duty")
    change(fentanyl, "2025-03-04", "20%", **listed)
    change(fentanyl, "2025-03-07", action="exempted", condition=condition, **listed)
    response = asked(client, SHOES, "2025-03-10", "CN")
    assert response.context["shown"].sentence.endswith(f"。ただし、適用除外（条件：{condition}）。")
    marked = f'適用除外（条件：<span lang="en">{condition}</span>）'
    assert f"ただし、{marked}。</h1>" in response.text
    assert f"<p>{marked}</p>" in part(response.text, "applies-heading")


def test_nothing_on_record(client, story):
    assert sentence(client, SHOES, "2025-01-10") == (
        "2025年1月10日、アメリカ合衆国が日本原産の品目6403.99.60に課す追加関税の記録はない。"
    )
    page = asked(client, SHOES, "2025-01-10").text
    assert "この品目に適用される関税は記録にない。" in page
    assert "合算する関税はない。" in page


def test_what_is_announced_is_not_yet_in_force(client, story):
    said = sentence(client, SHOES, "2025-04-03")
    assert "で発効中と記録されているものはない（「US reciprocal duty」：2025年4月9日" in said
    assert said.endswith("に発効予定）。")


def test_a_day_to_come_is_said_as_planned(client, story):
    assert (
        sentence(client, SHOES, "2025-12-24")
        == f"2025年12月24日、{ON_SHOES}24%の追加関税を課す予定{NOT_HELD}。"
    )
    assert (
        sentence(client, SHOES, "2025-10-01")
        == f"2025年10月1日、{ON_SHOES}24%の追加関税を課している{NOT_HELD}。"
    )


def test_goods_that_codes_cannot_tell_leave_the_whole_open(client, story):
    change(make.make_measure("US duty on steel"), "2025-03-12", "25%", goods_scope="described", goods="Steel")
    response = asked(client)
    assert response.context["shown"].sentence.endswith(
        "合計は一つの数値では示せない。理由：「US duty on steel」の適用の有無は判断できない"
        "（対象品目が文言でのみ示されている）。"
    )
    assert '<q lang="en" dir="auto">Steel</q>' in part(response.text, "may-heading")


@pytest.mark.parametrize(
    ("duty", "basis", "said"),
    [
        ("see Annex I", "additional", "「US odd duty」の税率は文言でのみ記録されている：“see Annex I”。"),
        ("5%", "preferential", "代わりに特恵税率の適用を申請できる場合がある：「US odd duty」。"),
        ("5%", "in_quota", "「US odd duty」は、関税割当の枠が消化済みかどうかによる。"),
        (
            "max 15% all-in",
            "ceiling",
            "「US odd duty」：関税はMFN税率によって決まるが、そのMFN税率は本記録にない。",
        ),
    ],
)
def test_a_duty_that_has_no_figure_says_why(client, economies, duty, basis, said):
    change(make.make_measure("US odd duty"), "2025-02-01", duty, rate_basis=basis)
    assert sentence(client, SHOES, "2025-02-02").endswith(said)


def test_a_duty_that_is_free_is_charged_as_nothing(client, economies):
    change(make.make_measure("US odd duty"), "2025-02-01", "Free")
    assert sentence(client, SHOES, "2025-02-02") == (
        f"2025年2月2日、{ON_SHOES}、MFN税率（本記録にない）に上乗せする関税を課していなかった"
        "（「US odd duty」は追加関税（無税））。"
    )


def test_a_quota_is_said_within_and_beyond(client, economies):
    change(make.make_measure("US odd duty"), "2025-02-01", "Free in quota, 25% out of quota")
    assert "「US odd duty」の追加関税（枠内無税、枠外25%）を課していた" in sentence(
        client, SHOES, "2025-02-02"
    )


# The other clock -----------------------------------------------------------------------------------------------------


def test_an_answer_of_the_past_record_says_that_todays_is_another(client, db):
    japan, shoes = make.make_economy(), make.make_measure("US duty on shoes")
    with time_machine.travel("2025-04-03T12:00:00Z"):
        change(shoes, "2025-04-03", "25%", economies=[japan])
    with time_machine.travel("2025-09-05T09:30:00Z"):
        entry = change(shoes, "2025-08-07", "15%", rate_basis="floor", action="amended", headline="It is 15%")
    response = asked(client, SHOES, known="2025-09-01")
    assert "25%の追加関税を課していた" in response.context["shown"].sentence
    assert "2025年9月1日" in response.text.split('class="small dim instant"', 1)[1].split("</p>", 1)[0]
    other = response.text.split('class="other-clock"', 1)[1].split("</p>", 1)[0]
    assert "現在の記録では回答が異なる。" in other
    assert "MFN税率込みで合計15%" in other
    key = entry.publication.key
    assert f'その後の公開：<a href="/ja/entries/{key}/editions/1/?known=2025-09-01">' in other
    assert '<bdi lang="en">It is 15%</bdi></a>（<time' in other
    assert "known" not in response.context["reading"].now.url
    before = part(asked(client, SHOES).text, "before-heading")
    assert "本記録の回答は次のとおり：2025年8月10日、" in before


# Links, forms and messages -------------------------------------------------------------------------------------------


def test_every_page_that_an_answer_leads_to_is_in_japanese_and_at_its_clock(client, story):
    page = asked(client, on="2025-04-09", known="2025-10-01")
    main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
    links = {link for link in re.findall(r'href="(/[^"]*)"', main) if not link.startswith("/rates.json")}
    assert links
    assert {link for link in links if not link.startswith("/ja/")} == set()
    timeless = ("/ja/glossary/", "/ja/methodology/")
    assert {one for one in links if "known=2025-10-01" not in one and not one.startswith(timeless)} == set()
    assert 'href="/rates.json?by=US&amp;economy=JP&amp;code=8703.23.01&amp;on=2025-04-09' in main
    assert '<form method="get" action="/ja/rates/"' in main
    assert '<input type="hidden" name="known" value="2025-10-01">' in main


def test_the_clocks_survive_the_way_back_to_the_empty_form(client, story):
    page = asked(client, on="2025-04-09", known="2025-10-01").text
    back = re.search(r'<p class="crumbs"><a href="([^"]*)">税率</a>', page)[1].replace("&amp;", "&")
    empty = client.get(back)
    assert 'value="2025-04-09"' in empty.text
    assert '<input type="hidden" name="known" value="2025-10-01">' in empty.text
    for example in empty.context["examples"]:
        assert example.url.startswith("/ja/rates/?")
        assert "known=2025-10-01" in example.url
        assert example.text.endswith("関税")


def test_what_cannot_be_asked_says_what_to_write_instead(client, story):
    errors = asked(client, "870323011", "never", "XX", "JP").context["asked"].errors
    assert (
        errors["economy"] == "「XX」は、本記録にある国・地域ではありません。JPなど、一覧から選んでください。"
    )
    assert errors["code"] == "870323011は9桁ですが、品目番号は偶数桁です。0870.32.30.11ではありませんか。"
    assert errors["by"] == "日本が課す措置の記録はありません。一覧から選んでください。"
    page = asked(client, "cars").text
    assert "「cars」は品目番号ではありません。" in page
    assert "修正するまで回答は表示されません。" in page


def test_what_a_machine_reads_is_english_whoever_asked_before(client, story):
    query = {"by": "US", "economy": "JP", "code": CAR, "on": "2025-04-09"}
    before = client.get("/rates.json", query).text
    asked(client, on="2025-04-09")
    assert client.get("/rates.json", query).text == before
    assert "On 9 April 2025 the United States charged" in before
    assert ask(client).context["shown"].sentence.startswith("On 10 August 2025")


# What the arithmetic says --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["cars", "123456789012", "870"])
def test_every_reason_against_a_code_is_said_in_japanese(code):
    with pytest.raises(CodeError) as refused:
        digits(code)
    assert told(str(refused.value)) == str(refused.value)
    with translation.override("ja"):
        assert re.search(r"品目番号.*(さい|です|か)。$", told(str(refused.value)))


@pytest.mark.parametrize(
    ("duty", "base", "held"),
    [
        ("15% all-in", None, "MFN税率"),
        ("max 15% all-in", "2.5%", "15%"),
        ("Free in quota, 25% out of quota", None, "割当"),
        ("10% MIN 4.4¢/kg", None, "10%と4.4¢/kgのどちらが高いかは"),
    ],
)
def test_every_reason_against_an_amount_is_said_in_japanese(duty, base, held):
    found = amount(understand(duty), understand(base) if base else None)
    assert isinstance(found, Unknown)
    assert told(found.reason) == found.reason
    with translation.override("ja"):
        said = told(found.reason)
    assert held in said
    assert said.endswith("。")


@pytest.mark.parametrize(
    ("duty", "basis", "said"),
    [
        ("12.50%", "additional", "12.50%"),
        ("Free", "mfn", "無税"),
        ("15% all-in", "floor", "15%"),
        ("15% all-in", "additional", "MFN税率込みで15%以上"),
        ("max 15% all-in", "additional", "MFN税率込みで15%以下"),
        ("Free in quota, 25% out of quota", "additional", "枠内無税、枠外25%"),
        ("10% MIN 4.4¢/kg", "mfn", "10%（ただし4.4¢/kg以上）"),
        ("The duty provided in the applicable subheading + 25%", "additional", "MFN税率 + 25%"),
        ("$1.50 each", "mfn", "$1.50／個"),
        ("25% on the non-US content", "additional", "25% on the non-US content"),
    ],
)
def test_a_duty_is_said_in_japanese_as_far_as_it_is_understood(duty, basis, said):
    assert duty_text(duty, basis) == duty
    with translation.override("ja"):
        assert duty_text(duty, basis) == said


def test_an_amount_of_nothing_is_free():
    assert amount_text(Amount()) == "Free"
    with translation.override("ja"):
        assert amount_text(Amount()) == "無税"
