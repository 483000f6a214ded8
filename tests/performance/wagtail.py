"""Our page with facets beside Wagtail's list of ten thousand pages without, on the same server and PostgreSQL."""

import json
import os
import subprocess
from contextlib import ExitStack
from random import Random

from negotiations.models.printed import Edition
from tests.performance import addresses
from tests.performance.load import load, must_answer, once, told
from tests.performance.records import database_named
from tests.performance.servers import BENCH, OTHERS_PYTHON, REPOSITORY, Missing, gunicorn, ours
from tests.performance.setting import Setting

ROUNDS = 3
_SITE = "tests.performance.others.wagtailsite"


def measure(setting: Setting) -> dict:
    """Both ask for pages of the list at random, one at a time and eight at a time, in turn."""
    if setting.database != "postgresql":
        raise Missing("the goal is about PostgreSQL")
    python = OTHERS_PYTHON / "python"
    if not python.exists():
        raise Missing("Wagtail is not installed (make bench installs it)")
    environment = {"DATABASE_URL": database_named("wagtail"), "PYTHONPATH": str(REPOSITORY)}
    file = BENCH / "stories.json"
    file.write_text("\n".join(map(json.dumps, _stories())))
    subprocess.run([python, "-m", f"{_SITE}.fill", file], check=True, env=os.environ | environment)
    random = Random("pages")  # noqa: S311 (nothing here is secret)
    theirs = [f"/?page={random.randrange(1, setting.size // 25)}" for _ in range(addresses.EACH)]
    found: dict = {}
    with ExitStack() as servers:
        mine = servers.enter_context(ours(setting.url))
        other = servers.enter_context(gunicorn(f"{_SITE}.wsgi", "wagtail", python=python, **environment))
        runs = {"ours": (mine, addresses.timeline()["page"]), "wagtail": (other, theirs)}
        for server, every in runs.values():
            must_answer(server, every)
            once(server, every)
        for _ in range(ROUNDS):
            for name, (server, every) in runs.items():
                found.setdefault(name, []).append(told(load(server, every, setting.seconds)))
                at_once = told(load(server, every, setting.seconds, connections=8))
                found.setdefault(f"{name}-8", []).append(at_once)
    return found


def _stories() -> list[dict]:
    entries = Edition.objects.current().entries().order_by("publication__number")
    found = []
    for kind, body in entries.values_list("publication__kind", "body"):
        said = json.loads(body)
        found.append(
            {
                "date": said["when"]["edtf"],
                "kind": kind,
                "headline": said["headline"],
                "summary": said["summary"],
            }
        )
    return found
