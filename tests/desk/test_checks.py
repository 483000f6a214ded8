"""What an editor is shown beside the form: what holds an entry back, what may be wrong, what is well."""

from datetime import date

import pytest

from negotiations.desk.checks import Level, checks
from negotiations.desk.kinds import desk_kinds
from negotiations.models.sources import StoredText
from negotiations.public.kinds import entry_kinds
from negotiations.values.scripts import may_be
from tests import make

pytestmark = pytest.mark.django_db


def told(entry, level=Level.WARN) -> dict:
    """The messages of one level by the field that they lead to."""
    fresh = type(entry).objects.get(pk=entry.pk)
    return {check.field: check.message for check in checks(fresh) if check.level == level}


def kept_source(**values):
    """A source that nothing is wrong with."""
    return make.make_source(
        f"Report {next(make.serial)}",
        **{
            "address": "",
            "issued": "2025-04-17",
            "archive_address": "https://archive.example.org/1",
            **values,
        },
    )


def good_quote(**values):
    return make.make_quote(
        **{
            "source": values.pop("source", None) or kept_source(),
            "summary": "He said so to reporters.",
            "verbatim": "verbatim",
            "verbatim_checked_on": date(2025, 4, 18),
            "office": make.make_office(held_from=date(2024, 10, 1)),
            **values,
        }
    )


def test_a_good_entry_has_nothing_to_look_at():
    found = checks(type(entry := good_quote()).objects.get(pk=entry.pk))
    assert {check.level for check in found} == {Level.PASS}
    assert "No cited link is dead." in {check.title for check in found}


def test_rules_that_are_broken_hold_it_back_and_come_first():
    entry = make.make_quote(text="", zone="", source=False)
    blocks = told(entry, Level.BLOCK)
    assert set(blocks) == {"zone", "citations", "text"}
    assert checks(type(entry).objects.get(pk=entry.pk))[0].level == Level.BLOCK


def test_sources_are_looked_at():
    source = kept_source(address="https://example.org/1", archive_address="")
    entry = good_quote(source=source)
    assert "no archived copy" in told(entry)["citations"]
    StoredText.objects.create(source=source, text="The article.")
    assert told(entry) == {}
    source.link_status = "dead"
    source.save()
    assert "the link is dead" in told(entry)["citations"]
    source.link_status, source.is_retracted = "live", True
    source.save()
    assert "retracted" in told(entry)["citations"]


def test_dates_are_compared_with_those_of_the_sources():
    assert "older than the date" in told(good_quote(source=kept_source(issued="2025-04-01")))["when"]
    assert "when" not in told(good_quote(when="2025-04-17", source=kept_source(issued="2025-04-16")))
    assert "dated to the day" in told(good_quote(when="2025-04", source=kept_source()))["when"]
    assert "when" not in told(good_quote(when="2025-03", source=kept_source()))


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"summary": ""}, "summary", "no summary"),
        ({"economies": []}, "economies", "No economy is named"),
        ({"headline": "赤沢大臣が記者団に語る"}, "language", "The headline does not look like “en”."),
        ({"summary": "TODO: who was there?"}, "summary", "Readers would see “TODO”."),
        ({"claim": "The deficit is ???"}, "claim", "Readers would see “???”."),
        ({"verbatim": "not_checked"}, "verbatim", "Nobody compared"),
        ({"text": "極めて遺憾"}, "text_language", "The text does not look like “en”."),
        ({"office": make.make_office}, "office", "Nothing says since when"),
        (
            {"translation": "極めて遺憾", "translation_language": "ja", "translation_origin": "publisher"},
            "translated_by",
            "Say who translated",
        ),
    ],
)
def test_a_quote_is_looked_at(values, field, words):
    if callable(values.get("office")):
        values = {"office": values["office"](title="Adviser")}
    found = told(good_quote(**values))
    assert words in found[field], found


def test_words_of_the_desk_in_its_own_note_are_no_fault():
    assert told(good_quote(internal_note="TODO: ask again")) == {}


def test_the_same_thing_twice_is_noticed():
    one = good_quote(headline="Akazawa calls the tariffs regrettable")
    assert told(one) == {}
    two = good_quote(headline="Akazawa calls tariffs regrettable", text="something else")
    assert "“Akazawa calls the tariffs regrettable” is of the same days" in told(two)["headline"]
    for entry in (one, two):
        make.publish(entry)
    assert "headline" not in told(two)  # they were told apart
    three = good_quote(headline="To the press in Tokyo", when="2025-05-02")
    assert "has the same words" in told(three)["text"]


def test_a_change_of_a_duty_names_its_document_its_goods_and_its_rate():
    found = told(make.make_measure_change(duty="", rate_basis=""))
    assert {"instrument", "goods", "duty"} <= set(found)


def test_a_round_tells_what_became_of_it():
    assert "The day has passed" in told(make.make_round(status="tentative"))["status"]
    assert {"participants", "outcome"} <= set(told(make.make_round()))
    named = told(make.make_round(people=[make.make_person()]))
    assert named["participants"] == "Ryosei Akazawa: which office did they hold then?"


@pytest.mark.parametrize("kind", [kind.name for kind in entry_kinds()])
def test_every_kind_is_checked_in_a_dozen_queries_and_says_what_it_checks(
    kind, django_assert_max_num_queries
):
    made = make.MAKERS[kind]()
    model = desk_kinds()[kind].model
    own = [field.name for field in model._meta.local_fields if field.many_to_one]
    with django_assert_max_num_queries(12):
        found = checks(model.objects.select_related("publication", *own).get(pk=made.pk))
    assert all(check.title or check.message for check in found)
    assert all(check.title for check in found if check.level == Level.PASS)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("極めて遺憾", "ja", True),
        ("極めて遺憾", "en", False),
        ("Kiwamete ikan", "ja-Latn", True),
        ("extremely regrettable", "ja", False),
        ("Toyota の CEO", "ja", True),
        ("المفاوضات", "ar", True),
        ("25% 15%", "ja", True),
        ("", "xx", True),
        ("Müller über Zölle", "de", True),
    ],
)
def test_a_script_tells_whether_words_may_be_in_a_language(text, language, expected):
    assert may_be(text, language) is expected
