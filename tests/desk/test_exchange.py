"""The record out of one instance and into an empty one: the same site, and nothing that was damaged."""

from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from negotiations.desk.checking import faults
from negotiations.desk.exchange import layout, loading, writing
from negotiations.desk.exchange.opening import Export, Refused
from negotiations.guards import expected_guards, lifted, standing_guards
from negotiations.models.printed import Edition, Press, Redaction
from tests import make
from tests.conftest import forget
from tests.desk.exchanged import SECRET, make_record
from tests.public.site import fixed_addresses, printed_addresses

# Now, while what was withdrawn later still stood, and between later printings.
KNOWN = ("", "2025-05-02", "2025-05-06T00:00:00Z")
FOR_MACHINES = """
/timeline.atom /timeline.json /timeline.csv /timeline.ics /api/v1/entries /api/v1/changes /api/v1/corrections
/api/v1/people /api/v1/measures /api/v1/negotiations
""".split()


def empty() -> None:
    """An instance with nothing in it."""
    with lifted(connection):
        call_command("flush", interactive=False, verbosity=0)
    forget()


def crawl(client) -> dict[str, tuple]:
    """Every public address at several instants: status, headers and bytes."""
    found = {}
    for address in fixed_addresses() + printed_addresses() + FOR_MACHINES:
        for known in KNOWN:
            url = f"{address}{'&' if '?' in address else '?'}known={known}" if known else address
            response = client.get(url)
            content = b"".join(response) if response.streaming else response.content
            found[url] = (response.status_code, dict(response.headers), content)
    return found


def may_differ(address: str) -> bool:
    """The allow-list: a past list embedded under a filter no longer keeps the places of what is gone, for what was
    withdrawn is exported without what it could be filtered by."""
    return (
        address.startswith("/embed/") and "known=" in address and ("?" in address.partition("known=")[0][:-1])
    )


def tree(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "export"


@pytest.mark.django_db(transaction=True)
def test_an_imported_record_is_the_same_site_byte_for_byte(client, folder, tmp_path):
    make_record()
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False):
        before = crawl(client)
        writing.export(folder)
        assert [*faults()] == []
        empty()
        loading.load(folder)
        forget()
        assert [*faults()] == []
        assert standing_guards(connection) == expected_guards(connection.vendor)
        after = crawl(client)
        assert before.keys() == after.keys()
        assert len(before) > 500
        different = [address for address in before if before[address] != after[address]]
        assert [address for address in different if not may_differ(address)] == []
        writing.export(tmp_path / "again")
        assert tree(tmp_path / "again") == tree(folder)
    economy, speaker = make.make_economy("Peru", "PE"), make.make_person("New Person")
    make.publish(make.make_quote(headline="Life goes on", speaker=speaker, economies=[economy]))
    assert [*faults()] == []
    japan = make.make_economy()
    make.publish(make.make_quote(headline="Under a name that came with the record", economies=[japan]))
    japan.refresh_from_db()
    assert japan.publication.editions.count() == 2
    assert [*faults()] == []


@pytest.mark.django_db
def test_no_word_of_what_is_closed_is_exported(folder):
    make_record()
    writing.export(folder)
    assert len(tree(folder)) > 20
    for path, content in tree(folder).items():
        assert SECRET.encode() not in content, path
        assert b"clerk" not in content, path


@pytest.mark.django_db
def test_drafts_and_editors_are_not_exported(folder, tmp_path):
    make_record()
    writing.export(folder)
    make.make_quote(headline="A draft", topics=[make.make_topic("A topic of a draft")])
    writing.export(tmp_path / "again")
    assert tree(tmp_path / "again") == tree(folder)


@pytest.mark.django_db(transaction=True)
def test_what_was_closed_is_on_record_as_redacted(folder):
    make_record()
    writing.export(folder)
    empty()
    loading.load(folder)
    reasons = set(Redaction.objects.values_list("reason", flat=True))
    assert reasons == {layout.WHEN_EXPORTED, layout.BEFORE_EXPORT}
    assert set(Edition.objects.filter(redaction__isnull=False).values_list("body", "note")) == {("{}", "")}


@pytest.mark.django_db
def test_a_record_that_is_not_empty_takes_nothing_in(folder):
    make.publish(make.make_quote())
    writing.export(folder)
    with pytest.raises(CommandError, match="not empty"):
        call_command("import_record", str(folder))


@pytest.mark.django_db(transaction=True)
def test_a_desk_that_is_not_empty_takes_nothing_in(folder):
    make.publish(make.make_quote())
    writing.export(folder)
    empty()
    make.make_topic()
    with pytest.raises(CommandError, match="not empty"):
        call_command("import_record", str(folder))


@pytest.mark.django_db(transaction=True)
def test_an_empty_record_goes_out_and_in(folder):
    writing.export(folder)
    assert loading.load(folder) == 0
    assert [*faults()] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mark", ["is_sample", "is_synthetic"])
def test_a_record_that_is_not_real_stays_marked(folder, mark):
    make.publish(make.make_quote())
    Press.objects.update(**{mark: True})
    writing.export(folder)
    empty()
    loading.load(folder)
    assert getattr(Press.objects.get(), mark)


@pytest.mark.django_db
def test_a_folder_with_something_else_is_left_alone(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(CommandError, match="something else"):
        call_command("export_record", str(folder))
    assert tree(folder) == {"letter.txt": b"dear"}


@pytest.mark.django_db
def test_an_export_can_be_repeated_into_its_folder(folder):
    make.publish(make.make_quote())
    call_command("export_record", str(folder), stdout=StringIO())
    before = tree(folder)
    call_command("export_record", str(folder), stdout=StringIO())
    assert tree(folder) == before


@pytest.mark.django_db
def test_an_export_that_is_broken_off_has_no_manifest(folder, monkeypatch):
    make.publish(make.make_quote())
    writing.export(folder)

    def fail(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(layout.UpkeepLine, "text", fail)
    with pytest.raises(KeyboardInterrupt):
        writing.export(folder)
    assert not (folder / layout.MANIFEST).exists()
    with pytest.raises(Refused, match="missing"):
        Export(folder)
