"""What even the highest account cannot do at the desk, and what nobody learns by looking beside the door."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model

from negotiations.desk.roles import Role
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, Publication, PublicationLog
from tests import make
from tests.admin.screens import opened, url
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
PRINTED = [
    model
    for model in apps.get_app_config("negotiations").get_models()
    if model.__module__.endswith(".printed")
]


@pytest.fixture
@remembered
def entry(db):
    entry = make.make_quote()
    make.publish(entry)
    make.edit(entry, text="very regrettable")
    make.publish(entry, change="correction", note="One word.")
    return entry


def record() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (*PRINTED, Transition)]


def test_no_screen_of_the_desk_is_about_what_was_printed():
    assert not set(PRINTED) & set(admin.site._registry)


@pytest.mark.parametrize("role", ["contributor", "editor", "chief", "superuser"])
def test_nobody_changes_or_deletes_what_is_on_record(client, entry, role):
    """The journal, editions, the log: by every address that an admin would have for them, as everybody."""
    user = (
        make.editor("somebody", Role(role))
        if role != "superuser"
        else get_user_model().objects.create_superuser("root")
    )
    client.force_login(user)
    before = record()
    of = {
        Transition: Transition.objects.first(),
        Edition: Edition.objects.first(),
        Publication: Publication.objects.first(),
        PublicationLog: PublicationLog.objects.first(),
    }
    for model, row in of.items():
        name = f"/admin/negotiations/{model._meta.model_name}"
        for page in (f"{name}/{row.pk}/change/", f"{name}/{row.pk}/delete/", f"{name}/add/", f"{name}/"):
            sent = {
                "post": "yes",
                "action": "delete_selected",
                "_selected_action": [row.pk],
                "note": "x",
                "body": "{}",
            }
            answer = client.post(page, sent)
            assert answer.status_code in (302, 403, 404, 405) or page == f"{name}/", (
                page
            )  # the list can be read
    assert record() == before


def test_an_account_that_goes_leaves_its_name_on_what_it_did(entry):
    names = list(Transition.objects.order_by("pk").values_list("by_name", flat=True))
    get_user_model().objects.all().delete()
    assert list(Transition.objects.order_by("pk").values_list("by_name", flat=True)) == names
    assert "ana" in names
    assert not Transition.objects.exclude(by=None).exists()


def test_a_form_writes_only_the_row_that_it_was_opened_for(client, entry, ana):
    """Rows of somebody else's entry, sent by their number in a form of one's own (Django's CVE-2026-87975 and kin)."""
    other = make.make_quote()
    victim = other.citations.get()
    client.force_login(ana)
    mine = make.make_quote()
    form = opened(client, url(mine))
    prefix = next(name.removesuffix("-0-id") for name in form if name.endswith("-0-id") and "itation" in name)
    for sent in (
        {f"{prefix}-0-id": victim.pk, f"{prefix}-0-DELETE": "on"},
        {f"{prefix}-0-id": victim.pk, f"{prefix}-0-says": "stolen"},
        {f"{prefix}-0-entry": other.pk, f"{prefix}-0-says": "moved"},
    ):
        assert client.post(url(mine), form | sent | {"_save": "1"}).status_code in (200, 302, 400, 404, 409)
        victim.refresh_from_db()
        assert (victim.entry_id, victim.says) == (other.pk, "")
        assert other.citations.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        "created_by__password__startswith=p",
        "approved_by__email__contains=a",
        "_to_field=password",
        "_popup=1&_to_field=internal_note",
        "o=password",
        "publication__editions__body__contains=a",
        "entry__transitions__note__contains=a",
    ],
)
def test_no_list_answers_a_question_that_it_does_not_offer(client, entry, ana, query):
    client.force_login(ana)
    for kind in make.MAKERS:
        answer = client.get(f"/admin/negotiations/{kind.replace('_', '')}/?{query}")
        assert answer.status_code in (302, 400, 403) or query.startswith("o="), (kind, query)


def test_an_account_that_is_switched_off_is_out_with_its_next_request(client, entry, ana):
    client.force_login(ana)
    assert client.get(url(entry)).status_code == 200
    form = opened(client, url(entry))
    type(ana).objects.filter(pk=ana.pk).update(is_active=False)
    assert client.post(url(entry), form | {"headline": "Too late", "_save": "1"}).status_code in (302, 403)
    entry.refresh_from_db()
    assert entry.headline != "Too late"
    assert entry.headline not in client.get(url(entry), follow=True).text
