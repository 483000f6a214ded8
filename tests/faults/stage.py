"""What a record holds before something happens to it, and what it holds afterwards: `python -m tests.faults.stage`.

Prints JSON. A process of its own, because the tests here hold no connection to the databases that they break.
"""

import json
import sys
from typing import Any

import django


def session() -> str:
    """The cookie of a browser in which rui has signed in."""
    from django.conf import settings
    from django.test import Client

    from negotiations.desk.roles import Role
    from tests import make

    client = Client()
    client.force_login(make.editor("rui", Role.EDITOR))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def approved(count: str) -> list[dict[str, int]]:
    """Rounds that only wait to be published."""
    from tests.faults import jobs

    jobs.stage()
    made = [jobs.prepare_publication(f"round-{number}") for number in range(int(count))]
    return [{"pk": entry.pk, "version": entry.version} for entry in made]


def live(count: str) -> list[str]:
    """The addresses of rounds that are published."""
    from negotiations.models.entries import Entry
    from tests.faults import jobs

    for entry in approved(count):
        jobs.finish(Entry.objects.get(pk=entry["pk"]))
    return [f"/entries/TW-{number:06d}/" for number in range(1, int(count) + 1)]


def found() -> dict[str, Any]:
    """What is published, and what is wrong with the record."""
    from negotiations.desk import checking
    from negotiations.models.entries import Entry
    from negotiations.models.printed import Edition

    return {
        "faults": [str(fault) for fault in checking.faults()],
        "editions": Edition.objects.entries().count(),
        "published": sorted(Entry.objects.filter(publication__isnull=False).values_list("pk", flat=True)),
        "versions": dict(Entry.objects.values_list("pk", "version")),
        "headlines": dict(Entry.objects.values_list("pk", "headline")),
    }


def main() -> None:
    what, *arguments = sys.argv[1:]
    django.setup()
    print(
        json.dumps({"session": session, "approved": approved, "live": live, "found": found}[what](*arguments))
    )


if __name__ == "__main__":
    main()
