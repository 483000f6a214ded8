"""Whatever is pasted into any field of any form: an error at the form, never a page of error 500."""

import pytest
from django.contrib import admin
from django.forms import CharField

from negotiations.models.kinds.round import Round
from negotiations.models.nouns import Noun
from negotiations.models.sources import Source
from tests.admin.screens import add_url, errors, list_url, opened, save, url
from tests.make import MAKERS, make_measure_change, make_quote, make_source

pytestmark = pytest.mark.django_db
NOUNS = [*Noun.__subclasses__(), Source]
BAD = {"NUL": "a\x00b", "escape": "a\x1bb", "C1": "a\x85b", "noncharacter": "a\ufffeb", "tag": "a\U000e0041b"}


def _texts(response) -> list[str]:
    """The names of every text field that a form and its parts offer."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [*inline.formset.forms, inline.formset.empty_form]
    return [
        form.add_prefix(name).replace("__prefix__", "0")
        for form in forms
        for name, field in form.fields.items()
        if isinstance(field, CharField) and name not in ("token", "version")
    ]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_control_characters_in_every_text_of_an_entry(at_desk, ana, kind, bad):
    entry, client = MAKERS[kind](), at_desk(ana)
    data = opened(client, url(entry))
    counts = {name: "1" for name in data if name.endswith("-TOTAL_FORMS") and data[name] == "0"}
    names = _texts(client.get(url(entry)))
    assert len(names) > 10
    response = client.post(url(entry), data | counts | dict.fromkeys(names, bad))
    assert response.status_code == 200
    assert "cannot be stored" in errors(response) or "Null characters" in errors(response)
    entry.refresh_from_db()
    assert entry.version == 1


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_control_characters_in_every_text_of_a_name(at_desk, ana, model):
    client = at_desk(ana)
    data = opened(client, add_url(model))
    names = _texts(client.get(add_url(model)))
    for bad in BAD.values():
        response = client.post(add_url(model), data | dict.fromkeys(names, bad))
        assert response.status_code == 200, bad
        assert not model.objects.exists()


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_control_characters_in_a_note(at_desk, ana, rui, bad):
    entry = make_quote()
    save(at_desk(ana), url(entry), "_submit")
    entry.refresh_from_db()
    response = at_desk(rui).post(url(entry, "return"), {"version": entry.version, "note": bad})
    assert response.status_code == 200
    entry.refresh_from_db()
    assert entry.work_state == "in_review"


def test_a_headline_of_5000_characters(at_desk, ana):
    response = save(at_desk(ana), add_url(Round), headline="x" * 5000)
    assert response.status_code == 200
    assert "at most 200 characters" in errors(response)
    assert "x" * 5000 in response.content.decode()


@pytest.mark.parametrize(
    "when",
    ["0000-00-00", "2026-02-30", "2026-01-01T24:00", "2026-01-01T10:60", "1000000", "May 2026", "x" * 40],
)
def test_a_date_that_is_none(at_desk, ana, when):
    response = save(at_desk(ana), add_url(Round), headline="A round", when=when)
    assert response.context["adminform"].form.errors["when"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "https://gov.uk@evil.example/"]
)
def test_an_address_that_is_no_plain_link(at_desk, ana, address):
    response = save(at_desk(ana), add_url(Source), title="A source", address=address)
    assert response.context["adminform"].form.errors["address"]


@pytest.mark.parametrize("model", [*admin.site._registry], ids=lambda model: model.__name__)
def test_control_characters_in_the_address_of_a_list(at_desk, admin_user, model):
    client = at_desk(admin_user)
    for query in ("q=%00", "q=a%1Bb", "%00=1", "p=%EF%BF%BE", "work_state__exact=%00"):
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/?{query}"
        assert client.get(address).status_code == 400, address


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 3000,
        "q=%27%22%5C%25_",
        "p=99999999999999999999",
        "negotiations__id__exact=" + "9" * 30,
        "e=1",
        "o=-99.x",
        "public=nonsense",
    ],
)
def test_an_odd_address_of_a_list_is_answered(at_desk, ana, query):
    assert at_desk(ana).get(f"{list_url(Round)}?{query}").status_code in (200, 302)


def test_nobody_probes_passwords_through_a_list(at_desk, ana):
    assert at_desk(ana).get(f"{list_url(Round)}?created_by__password__startswith=p").status_code == 400


@pytest.mark.parametrize("id", ["%00", "9" * 30, "-1", "a", "1%27"])
@pytest.mark.parametrize("page", ["change", "history", "delete", "preview", "approve"])
def test_an_odd_id_is_not_found(at_desk, ana, id, page):
    assert at_desk(ana).get(f"/admin/negotiations/round/{id}/{page}/").status_code in (302, 400, 404)


def test_an_id_that_no_database_holds_in_a_form(at_desk, ana):
    entry = make_measure_change()
    assert save(at_desk(ana), url(entry), amends="9" * 30).status_code in (200, 400)


def test_markup_in_words_is_shown_as_words(at_desk, ana):
    mark = "<script>alert(1)</script>"
    entry = make_quote(headline=mark, text=mark, claim=mark, source=make_source(mark, publisher=mark))
    client = at_desk(ana)
    save(client, url(entry), text=f"{mark}{mark}")
    for address in (
        url(entry),
        url(entry, "history"),
        url(entry, "submit"),
        url(entry, "preview"),
        list_url(type(entry)),
        "/admin/",
    ):
        assert mark not in client.get(address).content.decode(), address
