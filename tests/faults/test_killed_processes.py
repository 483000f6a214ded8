"""kill -9 while an editor's work is saved, published, imported or kept: what was acknowledged is there, and no halves.

`TRADEWATCH_KILLS=100` makes it long. Each kill is followed by a look at the whole record (tests/faults/examining.py).
"""

import json
import os

from tests.faults.databases import python

KILLS = int(os.environ.get("TRADEWATCH_KILLS", "5"))
SEED = os.environ.get("TRADEWATCH_SEED", "1")


def test_killed_processes_lose_nothing_that_was_acknowledged_and_leave_nothing_half_done(url, capsys):
    arguments = ("-m", "tests.faults.killing", "--kills", str(KILLS), "--seed", SEED)
    process = python(url, *arguments, seconds=60 + 60 * KILLS)
    with capsys.disabled():
        print(f"\n{process.stdout.strip()}")
    assert process.returncode == 0, process.stderr
    figures = json.loads(process.stdout.splitlines()[-1])
    assert figures["at_random"] == KILLS
    assert (figures["lost"], figures["half_done"], figures["faults_of_the_record"]) == (0, 0, 0)
