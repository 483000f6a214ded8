"""Pages about the site itself: what they say of the record and the desk is so, in either language."""

import json
import re

import pytest
from django.utils import translation

from negotiations.desk.roles import RIGHTS, Right
from negotiations.public import glossary, kinds, methodology
from negotiations.values import verbatim
from tests import make
from tests.make import edit, make_quote, make_round, publish, withdraw

pytestmark = pytest.mark.django_db
OURS = ("about", "methodology", "privacy", "accessibility", "data", "data/dictionary")


def figures(client) -> dict[str, str]:
    """The figures at the top of the methodology page, by what they count."""
    text = client.get("/methodology/").text
    return {
        name: re.sub("<.*?>", "", figure)
        for name, figure in re.findall(r"<div><dt>([^<]+)</dt><dd>(.*?)</dd></div>", text)[:6]
    }


def test_the_methodology_counts_what_readers_can_read(client):
    quote, gone = make_quote(), make_round()
    publish(quote)
    publish(edit(quote, text="regrettable"), change="correction", note="One word too many.")
    publish(gone)
    withdraw(gone)
    make_quote(headline="A draft")
    found = figures(client)
    assert (found["Entries"], found["Editions of them"], found["Corrections"]) == ("1", "2", "1")
    assert (found["Withdrawn entries"], found["Sources"]) == ("1", "2")


def test_an_empty_record_says_that_nothing_was_published(client):
    assert figures(client)["Generation"] == "0"
    assert "Nothing was published yet." in client.get("/methodology/").text


def test_the_methodology_tells_every_kind_with_its_statuses_and_how_many_there_are(client):
    for maker in make.MAKERS.values():
        publish(maker())
    text = client.get("/methodology/").text
    for kind in kinds.entry_kinds():
        section = text.partition(f'id="kind-{kind.name}"')[2].partition("</section>")[0]
        assert f'href="/timeline/?kind={kind.name}">1 entry<' in section
        for _value, label in kind.statuses:
            assert str(label) in section


def test_words_of_closed_lists_lead_to_the_glossary_where_it_explains_them(client):
    text = client.get("/methodology/").text
    for anchor in set(re.findall(r'"/glossary/#([^"]+)"', text)):
        assert anchor in glossary.TERMS
    assert '<a href="/glossary/#mfn">MFN applied rate</a>' in text
    assert text.count('href="/glossary/#ended"') == 1  # of measures: talks end otherwise


def test_what_is_said_of_roles_is_what_the_desk_allows(client):
    for role, (_label, may) in methodology.ROLES.items():
        # Webhooks are no matter of the record.
        assert {right.codename for right in RIGHTS[role] if right != Right.WEBHOOKS} == set(may)
    assert "withdraw and reinstate" in client.get("/methodology/").text


def test_the_limits_of_the_comparison_of_words_are_those_of_the_program(client):
    text = client.get("/methodology/").text
    assert f"up to {verbatim.MOST_LEFT_OUT:,} characters left out" in text
    assert f"at most {verbatim.MOST_PARAGRAPHS} paragraphs" in text


@pytest.mark.parametrize(
    ("on", "words"), [(True, "Nobody publishes a text that they themselves"), (False, "a desk of one")]
)
def test_whether_four_eyes_are_on_is_said_in_public(client, settings, on, words):
    settings.TRADEWATCH_FOUR_EYES = on
    text = client.get("/methodology/").text
    assert words in text
    assert ("a desk of one" in text) is not on


def test_a_licence_that_everybody_knows_is_a_link(client, settings):
    for address in ("/about/", "/methodology/", "/data/"):
        assert (
            'href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0'
            in client.get(address).text
        )
    settings.LICENCE = "All rights reserved"
    for address in ("/about/", "/methodology/", "/data/"):
        assert "under All rights reserved, with attribution" in client.get(address).text


def test_who_takes_corrections_is_named_everywhere_or_said_to_be_nobody(client, settings):
    for contact, words in [("desk@record.example", "mailto:desk@record.example"), ("", "names no contact")]:
        settings.CONTACT = contact
        for address in ("/about/", "/methodology/", "/accessibility/"):
            assert words in client.get(address).text


def test_what_the_browser_keeps_is_listed_with_its_switch(client):
    text = client.get("/privacy/").text
    for kept in ("Theme", "Density of lists", "Last visit"):
        assert f"<dt>{kept}</dt>" in text


def test_scripts_keep_nothing_but_what_is_listed_there(settings):
    scripts = [path.read_text() for path in (settings.BASE_DIR / "static" / "js").glob("*.js")]
    keys = [
        re.search(r"\bkey = 'tradewatch:([a-z-]+)'", text, re.I) for text in scripts if "localStorage" in text
    ]
    assert {key and key[1] for key in keys} == {"theme", "density", "last-visit"}


@pytest.mark.parametrize("name", OURS)
def test_a_page_about_the_site_names_its_other_language(client, settings, name):
    settings.SITE_URL = "https://record.example"
    for address in (f"/{name}/", f"/ja/{name}/"):
        text = client.get(address).text
        assert f'<link rel="canonical" href="https://record.example{address}">' in text
        assert f'hreflang="en" href="https://record.example/{name}/">' in text
        assert f'hreflang="ja" href="https://record.example/ja/{name}/">' in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("about", "このサイトについて"),
        ("methodology", "編集方針"),
        ("privacy", "プライバシー"),
        ("accessibility", "アクセシビリティ"),
        ("data", "データ"),
        ("data/dictionary", "データ辞書"),
    ],
)
def test_the_pages_are_read_in_japanese(client, name, words):
    publish(make_quote())
    text = client.get(f"/ja/{name}/").text
    assert '<html lang="ja">' in text
    assert f"<h1>{words}</h1>" in text
    main = text.partition("<main")[2].partition("</main>")[0]
    assert not re.findall(
        r'href="/(?!ja/|api/|data/[^"]*\.)[^"]*"', main
    )  # pages in Japanese, files in neither


def test_the_dictionary_and_what_files_are_is_english_on_either_page(client):
    publish(make_quote())
    said = client.get("/ja/data/").text
    assert '<td lang="en">Quotes as they stand, one row each.</td>' in said
    japanese, english = (client.get(f"{prefix}/data/dictionary/").text for prefix in ("/ja", ""))
    tables = [re.findall(r"<tbody>.*?</tbody>", text, re.DOTALL) for text in (japanese, english)]
    assert tables[0] == tables[1]


def test_a_file_says_the_same_whoever_asked_first(client):
    with translation.override("ja"):
        package = json.loads(client.get("/data/datapackage.json").content)
    assert package == json.loads(client.get("/data/datapackage.json").content)


def test_what_is_not_there_is_said_in_the_language_of_the_address(client):
    for prefix, words in (("", "Nothing at this address"), ("/ja", "このアドレスには何もありません")):
        answer = client.get(f"{prefix}/nothing/")
        assert answer.status_code == 404
        assert f"<h1>{words}</h1>" in answer.text
        assert f'href="{prefix}/timeline/"' in answer.text


def test_a_failure_is_told_in_the_language_of_the_address(client, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(methodology, "on_record", fails)
    client.raise_request_exception = False
    for prefix, words in (
        ("", "Something went wrong on our side"),
        ("/ja", "サーバー側で問題が発生しました"),
    ):
        answer = client.get(f"{prefix}/methodology/")
        assert answer.status_code == 500
        assert f"<h1>{words}</h1>" in answer.text
        assert f'href="{prefix}/"' in answer.text
        assert "secret" not in answer.text


def test_every_kind_and_list_is_told_in_japanese():
    with translation.override("ja"):
        told = methodology.kinds_told()
        texts = [kind.about for kind in told]
        texts += [one.about for kind in told for one in (*kind.lists, *methodology.shared_lists())]
    assert [text for text in texts if text.isascii()] == []
