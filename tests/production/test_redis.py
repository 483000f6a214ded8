"""Redis keeps counts and who is there. Away, slow, emptied or full: reading and editing go on as before."""

import re
from itertools import count

import pytest

from tests.production.editor import Editor

_serial = count(1)


@pytest.fixture(scope="session")
def editors(running_stack):
    return Editor(running_stack, "ana_at_the_desk"), Editor(running_stack, "rui_at_the_desk")


def away(stack):
    stack.redis.stop()


def slow(stack):
    stack.redis.command_line("CLIENT", "PAUSE", "3000")


def hanging(stack):
    stack.redis.pause()


def emptied(stack):
    stack.redis.command_line("FLUSHALL")


def full(stack):
    stack.redis.command_line("CONFIG", "SET", "maxmemory", "1", "maxmemory-policy", "noeviction")


@pytest.mark.parametrize(
    "trouble", [away, slow, hanging, emptied, full], ids=lambda trouble: trouble.__name__
)
def test_reading_and_editing_work_while_redis_is(stack, editors, trouble):
    ana, rui = editors
    draft = stack.press.draft("A round to edit").key
    ana.sees(draft)

    trouble(stack)

    for path in ("/", "/timeline/", "/api/v1/entries?limit=1", "/timeline.json"):
        assert stack.get(path, base=stack.public[0].url).status == 200
    assert rui.get("/admin/").status == 200
    headline = f"Edited while Redis was {trouble.__name__}"
    assert rui.save(draft, headline=headline).status == 302
    assert headline in rui.get(f"/admin/negotiations/round/{draft}/change/").text
    assert isinstance(rui.sees(draft), list)


def test_editors_see_each_other_and_the_table_holds_nothing_of_it(stack, editors):
    ana, rui = editors
    draft = stack.press.draft("A round for two").key

    stack.wait_until(lambda: (ana.sees(draft), rui.sees(draft))[1] == ["ana_at_the_desk"])
    assert ana.sees(draft) == ["rui_at_the_desk"]
    kept = stack.primary.execute("SELECT about FROM negotiations_presence")
    assert (f"entry:{draft}",) not in kept
    assert int(stack.redis.command_line("TTL", f":1:presence:entry:{draft}")) > 0


def test_presence_is_back_after_redis_was_away_without_a_restart(stack, editors):
    ana, rui = editors
    draft = stack.press.draft("A round that is seen again").key
    stack.redis.stop()
    assert ana.sees(draft) == []

    stack.redis.start()

    stack.wait_until(lambda: (ana.sees(draft), rui.sees(draft))[1] == ["ana_at_the_desk"])


def test_an_outage_is_one_line_in_the_log_and_counted(stack):
    process = stack.public[1]
    ask = lambda: stack.get(f"/api/v1/entries?limit={next(_serial)}", base=process.url)  # noqa: E731
    stack.wait_until(lambda: ask().status == 200)
    failures = re.compile(r"^tradewatch_cache_failures_total (\S+)", re.M)
    before = float(failures.search(stack.get("/metrics", base=process.url).text)[1])
    lines = len([line for line in process.log if "The cache is away" in line])

    stack.redis.stop()
    for _ in range(20):
        assert ask().status == 200

    assert len([line for line in process.log if "The cache is away" in line]) == lines + 1
    assert float(failures.search(stack.get("/metrics", base=process.url).text)[1]) > before


def test_the_limit_of_the_api_holds_over_all_processes(stack):
    """Each process counts into the same Redis, under a key that names no address."""
    stack.redis.command_line("FLUSHALL")

    def counted() -> bool:
        for process in stack.public:
            assert stack.get("/api/v1/entries?limit=1", base=process.url).status == 200
        keys = stack.redis.command_line("--raw", "KEYS", "*api-*").split()
        return max(int(stack.redis.command_line("GET", key)) for key in keys) >= 2

    stack.wait_until(counted)
    assert "127.0.0.1" not in stack.redis.command_line("--raw", "KEYS", "*")
