"""A walk over every address of the desk, whoever added it: nothing opens without a role, or is sent without a token."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern

from negotiations.models.entries import Entry
from tests.make import (
    MAKERS,
    make_authority,
    make_instrument,
    make_negotiation,
    make_organisation,
    make_topic,
)

pytestmark = pytest.mark.django_db

# Pages that are for everybody who may sign in at all, and tell of nothing but one's own account.
OWN = re.compile(r"/admin/($|login/|logout/|jsi18n/|password_change/|confirm-password/|account/|r/)")
PARTS = ("preview", "approve", "nothing")


@pytest.fixture
def things():
    """Something of every sort that has a name, all of it drafts; {model: row}."""
    for make in MAKERS.values():
        make()
    for make in (make_authority, make_instrument, make_negotiation, make_organisation, make_topic):
        make()
    found = {model: model.objects.order_by("pk").first() for model in admin.site._registry}
    return {model: row for model, row in found.items() if row is not None}


def routes(patterns, before="/admin/"):
    """Every address below, with what stands for its parts: ("/admin/negotiations/round/<int:pk>/", ...)."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def addresses(things) -> list[str]:
    """Every address of the desk as somebody would type it, for a row that is there."""
    rows = {f"/admin/{model._meta.label_lower.replace('.', '/')}/": row.pk for model, row in things.items()}
    found = []
    for route in routes(admin.site.get_urls()):
        if "^" in route or "$" in route:  # the lists of an application, and what is left over
            continue
        pk = next((pk for start, pk in rows.items() if route.startswith(start)), 1)
        for part in PARTS if "<slug:" in route else [""]:
            address = re.sub(r"<slug:\w+>", part, route)
            found.append(re.sub(r"<(\w+:)?\w+>", str(pk), address))
    return [*dict.fromkeys(found), "/admin/negotiations/", "/admin/auth/", "/admin/no/such/page/"]


def names(things) -> list[str]:
    return [str(row) for model, row in things.items() if len(str(row)) > 5] + [Entry.objects.first().headline]


def test_the_walk_finds_the_pages_that_are_there(things):
    found = addresses(things)
    assert len(found) > 120
    pk = things[next(model for model in things if model.__name__ == "Round")].pk
    for page in ("change", "history", "delete", "preview", "approve"):
        assert f"/admin/negotiations/round/{pk}/{page}/" in found
    assert "/admin/account/second-factor/" in found


def test_staff_without_a_role_find_nothing_and_learn_no_name(things, django_user_model):
    browser = Client()
    browser.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    secret = names(things)
    for address in addresses(things):
        if address == "/admin/logout/":
            continue
        posted = browser.post(address, {"q": "a", "_popup": "1"}, follow=True)
        for answer in (browser.get(address, follow=True), posted):
            text = answer.content.decode(errors="replace")
            assert not [name for name in secret if name in text], address
            is_sent_away = bool(answer.redirect_chain) and answer.request["PATH_INFO"] == "/admin/"
            assert OWN.match(address) or is_sent_away or answer.status_code in (403, 404, 405), address


def test_autocomplete_and_popups_tell_staff_without_a_role_nothing(things, django_user_model):
    browser = Client()
    browser.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    for model in admin.site._registry:
        for field in model._meta.get_fields():
            if not field.is_relation:
                continue
            asked = {
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field.name,
            }
            assert browser.get("/admin/autocomplete/", {**asked, "term": ""}).status_code in (403, 404), asked
    for row in things.values():
        address = f"/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"
        answer = browser.get(address, {"_popup": "1", "_to_field": "id"}, follow=True)
        assert answer.status_code in (403, 404), address


def test_nothing_is_taken_without_the_token_of_this_browser(things, django_user_model):
    """Asked by somebody without a role, for speed: what is refused for want of one says something else."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    browser.get("/admin/account/")
    for address in addresses(things):
        answer = browser.post(address, {"csrfmiddlewaretoken": "x" * 64})
        assert answer.status_code == 403, address
        assert "This form was not accepted" in answer.content.decode(), address
    assert "This form was not accepted" in browser.post("/admin/").content.decode()


GUESSES = (
    "password__startswith",
    "created_by__password__startswith",
    "scheduled_by__password__startswith",
    "approved_by__password__startswith",
    "by__password__startswith",
    "user__password__startswith",
    "entry__created_by__password__startswith",
    "groups__user__password__startswith",
    "totpdevice__key__startswith",
)


def test_no_list_answers_guesses_about_passwords_and_keys(things, admin_user, at_desk):
    browser = at_desk(admin_user)
    for model in admin.site._registry:
        address = f"/admin/{model._meta.label_lower.replace('.', '/')}/"
        for guess in GUESSES:
            # Refused, or sent back to the list without the question, whatever the answer would be.
            answer = browser.get(address, {guess: ""})
            assert answer.status_code in (302, 400, 403, 404), (address, guess)


def test_no_form_is_addressed_by_a_secret(things, admin_user, at_desk, ana):
    browser = at_desk(admin_user)
    for field in ("password", "user__password", "key"):
        answer = browser.get(f"/admin/auth/user/{ana.pk}/change/", {"_to_field": field})
        assert answer.status_code == 400, field


@pytest.mark.parametrize("name", ["mei", "ana"])
def test_nobody_gives_themselves_more_than_they_have(name, at_desk, mei, ana, request):
    from django.contrib.auth.models import Group, Permission

    user = {"mei": mei, "ana": ana}[name]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["auth", "admin"]))
    browser, before = at_desk(user), sorted(user.get_all_permissions())
    data = {"username": name, "is_superuser": "on", "is_staff": "on", "is_active": "on"}
    groups = [str(pk) for pk in Group.objects.values_list("pk", flat=True)]
    for address in (
        f"/admin/auth/user/{user.pk}/change/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{user.pk}/password/",
        "/admin/auth/user/",
        f"/admin/auth/group/{groups[0]}/change/",
    ):
        assert browser.post(address, data | {"groups": groups}).status_code == 403, address
    user = type(user).objects.get(pk=user.pk)
    assert not user.is_superuser
    assert sorted(user.get_all_permissions()) == before
