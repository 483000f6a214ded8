"""What every kind declares, checked for each without naming one."""

import pytest
from django.template.loader import get_template
from django.utils.translation import override

from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry
from negotiations.public import kinds
from negotiations.public.parameters import WORDS
from tests import make

ENTRY_KINDS = [kind.name for kind in kinds.entry_kinds()]


@pytest.mark.parametrize("name", ENTRY_KINDS)
def test_a_kind_has_a_desk_model_a_form_and_a_card(name):
    from django.contrib import admin

    declared = desk_kinds()[name]
    assert issubclass(declared.model, Entry)
    assert admin.site.is_registered(declared.model)
    assert get_template(f"cards/{name}.html")
    assert get_template(f"cards/{name}.html#full")


@pytest.mark.parametrize("name", ENTRY_KINDS)
def test_a_kind_has_a_maker_for_tests_so_that_every_walk_includes_it(name):
    assert name in make.MAKERS


@pytest.mark.parametrize("name", ENTRY_KINDS)
@pytest.mark.django_db
def test_what_a_kind_prints_can_be_searched_filtered_and_read(client, name):
    entry = make.MAKERS[name]()
    edition = make.publish(entry)
    kind = kinds.get(name)
    body = kind.read(edition.content, edition.schema_version)
    assert entry.headline in kind.search_text(body)
    assert {"kind", "source"} <= {value.name for value in kind.all_facets(body)}
    for event in kind.calendar(body):
        assert event.when.earliest
        assert event.status in ("CONFIRMED", "TENTATIVE", "CANCELLED")
    assert kind.jsonld_type != "Thing"
    for address in ("/timeline/", "/entries/TW-000001/", "/embed/timeline/", "/entries/TW-000001.json"):
        assert entry.headline in client.get(address).text


@pytest.mark.parametrize("name", ENTRY_KINDS)
def test_a_kinds_import_columns_lead_to_fields_that_it_has(name):
    declared = desk_kinds()[name]
    for fields in declared.import_columns.values():
        for field in (fields,) if isinstance(fields, str) else fields:
            assert declared.model._meta.get_field(field)


def test_the_status_filter_knows_the_words_of_every_kind():
    words = dict(WORDS["status"]())
    for kind in kinds.entry_kinds():
        for value, label in kind.statuses:
            assert words[value] == label


def test_a_kind_is_called_and_its_statuses_are_said_in_the_readers_language():
    for kind in kinds.all_kinds().values():
        assert (kind.shown_title, kind.shown_plural) == (kind.title, kind.plural)
        english = kind.statuses
        with override("ja"):
            assert kind.shown_title != kind.title
            assert kind.shown_plural != kind.plural
            for (value, word), (other, said) in zip(kind.statuses, english, strict=True):
                assert (value, word) != (other, said)
                assert value == other


def test_a_citation_names_facts_in_the_words_of_people():
    change, quote = kinds.get("measure_change"), kinds.get("quote")
    assert change.facts_named("other duties") == ["stacking"]
    assert change.facts_named("the goods by code") == ["goods"]
    assert change.facts_named("the day") == change.facts_named("the hour") == ["effective"]
    assert change.facts_named("today") == change.facts_named("since June") == []
    assert quote.facts_named("the wording") == ["words"]


def test_every_field_that_is_published_by_a_kind_has_a_type_that_readers_can_be_told():
    for kind in kinds.all_kinds().values():
        assert kind.schema.model_json_schema()["properties"]
