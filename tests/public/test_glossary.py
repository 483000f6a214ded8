"""The glossary: one set of words for readers, for docs/glossary.md and for the links in templates."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.utils import translation

from negotiations.public.glossary import GROUPS, TERMS, markdown, states
from negotiations.values.vocabulary import Action, InstrumentKind, MeasureState, RateBasis

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"


@pytest.fixture
def html(client, db) -> str:
    return client.get("/glossary/").text


@pytest.fixture
def japanese(client, db) -> str:
    return client.get("/ja/glossary/").text


def places(html: str) -> list[str]:
    return re.findall(r'<div id="([\w-]+)"><dt>', html)


def linked() -> dict[str, str]:
    """Every term that a template leads to, with the template."""
    forms = (r"terms\.html#term\" with slug=\"([^\"]+)\"", r"/glossary/#([\w-]+)\"")
    return {
        slug: path.name
        for path in TEMPLATES.rglob("*.html")
        for form in forms
        for slug in re.findall(form, path.read_text())
    }


def test_every_term_that_a_template_leads_to_is_there():
    assert linked()
    assert {slug: name for slug, name in linked().items() if slug not in TERMS} == {}


def test_every_term_has_its_place_on_the_page(html):
    ids = places(html)
    assert ids == list(TERMS)
    assert Counter(re.findall(r' id="(.*?)"', html)).most_common(1)[0][1] == 1


def test_terms_refer_to_terms():
    for term in TERMS.values():
        assert set(term.see) <= TERMS.keys() - {term.slug}, term.slug


def test_a_term_is_explained_once():
    terms = [term for group in GROUPS.values() for term in group]
    assert len(terms) == len(TERMS) == len({term.name for term in terms})


def test_texts_are_sentences_that_begin_in_lower_case():
    for term in TERMS.values():
        assert term.text.endswith("."), term.slug
        assert term.text[0].islower(), term.slug
        assert len(term.text) <= 260, term.slug


def test_the_page_and_the_documentation_say_the_same():
    document = (ROOT / "docs/glossary.md").read_text()
    assert markdown() in document, "put glossary.markdown() in place of the terms under “The field”"
    names = re.findall(r"^\*\*(.+?)\*\* –", document, re.MULTILINE)
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("choices", [MeasureState, RateBasis, InstrumentKind])
def test_what_readers_see_in_lists_is_explained(choices):
    assert {value for value in choices.values if value != "other"} <= TERMS.keys()


def test_states_and_rates_have_the_names_of_the_vocabulary():
    for choice in [*MeasureState, *RateBasis]:
        assert TERMS[choice.value].name == choice.label.split(" (")[0]


def test_every_state_stands_in_the_table_with_its_sign(html):
    table = html.split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r'data-status="(\w+)"', table) == [state["term"].shape for state in states()]
    for state in MeasureState:
        assert f"</svg>{state.label}</span>" in table


def test_every_action_brings_some_state_about():
    actions = {action for state in states() for action in state["actions"]}
    assert actions == {action.label for action in Action}


def test_what_is_announced_without_a_day_is_not_scheduled():
    found = {str(state["term"].slug): state["actions"] for state in states()}
    assert "Imposed" in found["scheduled"]
    assert "Imposed" not in found["announced"]
    assert found["announced"] == ["Announced", "Signed", "Published"]


def test_letters_and_subjects_lead_to_places_on_the_page(html):
    main = html.split("<main")[1]
    ids = set(re.findall(r' id="(.*?)"', main))
    assert set(re.findall(r'href="#(.*?)"', main.replace('<use href="#', ""))) <= ids


def test_a_term_is_a_link_to_its_place():
    from django.template import engines

    source = '{% include "parts/terms.html#term" with slug="mfn" text="MFN" only %}'
    made = engines["django"].from_string(source).render()
    assert made == '<a class="term" href="/glossary/#mfn">MFN</a>'


def test_the_footer_leads_to_the_glossary(client, db):
    assert '<a href="/glossary/">Glossary</a>' in client.get("/about/").text


def test_the_glossary_is_read_at_any_instant(client, db):
    assert client.get("/glossary/?known=2025-05-01").status_code == 200
    assert client.get("/glossary/?known=nonsense").status_code == 200


# In Japanese ---------------------------------------------------------------------------------------------------------


def test_the_japanese_glossary_has_the_same_anchors_by_subject(japanese):
    assert places(japanese) == [term.slug for terms in GROUPS.values() for term in terms]
    assert "<h1>用語集</h1>" in japanese
    assert 'class="letters"' not in japanese
    headings = re.findall(r'<h2 id="letter-\d+" class="section">(.*?)</h2>', japanese)
    assert headings == re.findall(r"<dt>([^<]+)</dt>", japanese.split("<dl", 1)[1].split("</dl>", 1)[0])
    assert headings[0] == "税率の種類"


def test_every_term_is_named_and_explained_in_japanese(db):
    with translation.override("ja"):
        for term in TERMS.values():
            assert re.search(r"[ぁ-ん]", term.meaning), term.slug
            assert term.meaning.endswith("。"), term.slug
            assert term.title != term.name or term.name.isupper(), term.slug


def test_terms_have_one_japanese_name_each():
    with translation.override("ja"):
        titles = Counter(term.title for term in TERMS.values())
    assert [title for title, times in titles.items() if times > 1] == []


def test_what_documents_call_a_term_stands_beside_it_in_english(japanese):
    assert (
        '<a href="#mfn">MFN実行税率</a> <span class="english" lang="en">MFN applied rate</span>' in japanese
    )
    assert '<a href="#stacking">重複適用</a>' in japanese
    assert '<a href="#hts">HTS</a></dt>' in japanese


def test_states_and_rates_have_the_japanese_names_of_the_vocabulary():
    with translation.override("ja"):
        for choice in [*MeasureState, *RateBasis]:
            assert TERMS[choice.value].title == choice.label


def test_letters_are_those_of_english_again_after_a_reader_of_japanese(client, japanese):
    page = client.get("/glossary/").text
    assert places(page) == list(TERMS)
    assert 'class="letters"' in page
    assert 'class="english"' not in page


def test_places_on_the_japanese_page_are_there(japanese):
    main = japanese.split("<main")[1]
    ids = set(re.findall(r' id="(.*?)"', main))
    assert set(re.findall(r'href="#(.*?)"', main.replace('<use href="#', ""))) <= ids
