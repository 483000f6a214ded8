"""A synthetic record: the same for the same seed, and never on top of a real one."""

import pytest
from django.core.management import CommandError, call_command

from negotiations.models.printed import Edition, Press
from tests import make

pytestmark = pytest.mark.django_db


def digests() -> list[str]:
    return list(Edition.objects.order_by("pk").values_list("digest", flat=True))


def test_made_in_two_runs_it_is_the_same_as_in_one(capsys):
    call_command("make_bulk_record", entries=20, seed=7)
    call_command("make_bulk_record", entries=50, seed=7)
    assert Press.objects.get().last_entry == 50
    assert "Added 30 synthetic entries." in capsys.readouterr().out
    call_command("make_bulk_record", entries=50, seed=7)
    assert "nothing was added" in capsys.readouterr().out


def test_a_real_record_is_refused():
    make.publish(make.make_quote())
    before = digests()
    with pytest.raises(CommandError, match="not synthetic"):
        call_command("make_bulk_record", entries=10)
    assert digests() == before


def test_a_desk_with_a_draft_is_refused():
    make.make_quote()
    with pytest.raises(CommandError, match="not synthetic"):
        call_command("make_bulk_record", entries=10)


def test_readers_can_use_it(client):
    call_command("make_bulk_record", entries=80)
    assert client.get("/timeline/").context["page"]["total"] == 80
    assert client.get("/timeline/?economy=AAX&kind=quote").status_code == 200
    assert client.get("/entries/TW-000080/").status_code == 200
    assert client.get("/").status_code == 200
