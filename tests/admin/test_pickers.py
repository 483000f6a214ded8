"""Pickers: two lines for each row, found in any script; and ids that are none are an error of the form, never a 500."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from negotiations.models.entries import Entry, Story
from negotiations.models.nouns import ProductList
from tests import make

pytestmark = pytest.mark.django_db
ADD_QUOTE = "admin:negotiations_quote_add"
EMPTY_PARTS = {
    f"{part}-{field}": "0"
    for part in ("citations", "evidence", "relations")
    for field in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


@pytest.mark.parametrize("field", ["speaker", "office", "economies", "topics", "people", "negotiations"])
@pytest.mark.parametrize("value", ["x", "-1", "9" * 40, "1.5", "\x00", "999999", "１"])
def test_an_id_that_is_none_is_an_error_at_its_field(client, ana, field, value):
    client.force_login(ana)
    make.make_person()
    response = client.post(
        reverse(ADD_QUOTE), {"headline": "Words", "language": "en", field: value, **EMPTY_PARTS}
    )
    if response.status_code != 400:  # a number beyond every database's is refused before the form is read
        assert response.status_code in (200, 409)
        assert "Words" in response.text
    assert not Entry.objects.exists()


def ask(client, model, field, term="", **more):
    """What the picker of a field offers: [(text, second line)]."""
    address = reverse("admin:autocomplete")
    given = {"app_label": "negotiations", "model_name": model, "field_name": field, "term": term}
    answer = client.get(address, given | more)
    assert answer.status_code == 200, answer.status_code
    return [(row["text"], row["second"]) for row in answer.json()["results"]]


@pytest.fixture
def desk(client, ana):
    client.force_login(ana)
    return client


def test_a_second_line_tells_names_apart(desk):
    japan = make.make_economy(name_ja="日本")
    office = make.make_organisation(short_name="CAS", economy=japan)
    person = make.make_person(name_original="赤澤亮正")
    make.make_office(person, organisation=office, economy=japan, held_from=date(2024, 10, 1))
    talks = make.make_negotiation()
    talks.parties.set([japan, make.make_economy("United States", "US")])
    make.make_negotiation("Cars", parent=talks)
    make.make_measure(authority=make.make_authority(economy=japan, statute="Trade Expansion Act"))
    make.make_source(source_kind="speech")
    make.make_instrument(number="EO 14257", issued="2025-04-02")
    make.make_topic(description="Duties at the border. " * 20)
    ProductList.objects.create(name="Annex II", slug="annex-ii", system="hts", code_count=1037)
    story = Story.objects.create(name="First round")
    entry = make.make_round(headline="They meet", story=story)
    offered = {
        ("quote", "speaker"): "Minister in charge of Economic Revitalization, Japan",
        ("quote", "office"): "Ryosei Akazawa · Cabinet Secretariat · from 1 October 2024",
        ("office", "organisation"): "CAS · Japan",
        ("quote", "economies"): "JP · 日本",
        ("measurechange", "measure"): "United States · Section 232",
        ("measure", "authority"): "Japan · Trade Expansion Act",
        ("measurechange", "instrument"): "EO 14257 · 2 April 2025 · Other",
        ("quote", "topics"): "Duties at the border. Duties at the border. Duties at the border.…",
        ("productlist", "replaces"): "HTS (US) · 1,037 codes",
        ("quote", "story"): "1 entry",
        ("evidence", "entry"): "Round · 16 April 2025 · draft",
    }
    for (model, field), second in offered.items():
        assert ask(desk, model, field)[0][1] == second, field
    assert (
        "Kyodo, “Report on the talks”, 2025-04-17",
        "Kyodo · 17 April 2025 · Speech or transcript",
    ) in ask(desk, "citation", "source")
    assert dict(ask(desk, "quote", "negotiations")) == {
        "Cars": "track of United States – Japan tariff talks",
        "United States – Japan tariff talks": "Japan, United States",
    }
    make.publish(entry)
    assert ask(desk, "evidence", "entry") == [("They meet", "Round · 16 April 2025 · TW-000001 live")]


def test_somebody_is_what_they_were_on_the_day_of_the_entry(desk):
    person = make.make_person("Scott Bessent")
    make.make_office(person, "Investor", held_until=date(2025, 1, 28))
    make.make_office(
        person, "Secretary of the Treasury", held_from=date(2025, 1, 28), held_until=date(2026, 1, 1)
    )
    for on, second in (
        ("2024-05", "Investor"),
        ("2025-04-16T14:30", "Secretary of the Treasury"),
        ("2026-02-01", "Secretary of the Treasury, until 1 January 2026"),
    ):
        assert ask(desk, "quote", "speaker", on=on) == [("Scott Bessent", second)]
    for nonsense in ("", "soon", "2025-13-45", "9" * 50):
        assert ask(desk, "quote", "speaker", on=nonsense)


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("赤澤", "José Akazawa (赤澤亮正)"),
        ("akazawa", "José Akazawa (赤澤亮正)"),
        ("jose", "José Akazawa (赤澤亮正)"),
        ("Josè", "José Akazawa (赤澤亮正)"),
        ("ＡＫＡＺＡＷＡ", "José Akazawa (赤澤亮正)"),
        ("Josef", ""),
    ],
)
def test_people_are_found_in_any_script_width_and_accent(desk, term, found):
    make.make_person("José Akazawa", name_original="赤澤亮正")
    make.make_person("Scott Bessent")
    assert [text for text, _ in ask(desk, "quote", "speaker", term)] == ([found] if found else [])


def test_an_exact_code_comes_first_then_what_begins_so(desk):
    for name, code in (("Australia", "AU"), ("Belarus", "BY"), ("United States", "US"), ("Usbekistan", "UZ")):
        make.make_economy(name, code)
    assert [text for text, _ in ask(desk, "quote", "economies", "us")] == [
        "United States",
        "Usbekistan",
        "Australia",
        "Belarus",
    ]
    make.make_organisation("Trade Representative", short_name="USTR")
    assert [text for text, _ in ask(desk, "office", "organisation", "ustr")] == ["Trade Representative"]
    make.make_instrument("Adjusting imports", number="Proclamation 10908")
    assert ask(desk, "measurechange", "instrument", "10908")


def test_more_rows_ask_no_more_questions(desk):
    def questions():
        found = []
        for model, field in (("quote", "speaker"), ("quote", "office"), ("evidence", "entry")):
            with CaptureQueriesContext(connection) as asked:
                ask(desk, model, field, on="2025-04-16")
            found.append(len(asked))
        return found

    def add(n):
        economy = make.make_economy(f"Land {n}", f"L{'ABC'[n]}")
        make.make_office(make.make_person(f"Person {n}"), economy=economy)
        make.make_round()

    add(0)
    before = questions()
    add(1)
    add(2)
    assert questions() == before


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"app_label": "nothing"}, 403),
        ({"model_name": "nothing"}, 403),
        ({"field_name": "nothing"}, 403),
        ({"field_name": "text"}, 403),
        ({"field_name": "checked_text"}, 403),
        ({"field_name": "created_by"}, 403),
        ({"term": "a\x00"}, 400),
        ({"on": "\x07"}, 400),
        ({"page": "x"}, 404),
        ({"page": "9" * 30}, 404),
    ],
)
def test_probing_finds_nothing(desk, changes, status):
    given = {"app_label": "negotiations", "model_name": "quote", "field_name": "speaker", "term": ""}
    answer = desk.get(reverse("admin:autocomplete"), given | changes)
    assert answer.status_code == status
    assert "results" not in answer.text


def test_who_may_see_nothing_is_offered_nothing(client, django_user_model):
    make.make_person()
    given = {"app_label": "negotiations", "model_name": "quote", "field_name": "speaker", "term": "Ak"}
    assert client.get(reverse("admin:autocomplete"), given).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    answer = client.get(reverse("admin:autocomplete"), given)
    assert (answer.status_code, "Akazawa" in answer.text) == (403, False)
