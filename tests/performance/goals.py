"""What was measured, beside the goals P1 to P19: the arithmetic of the report, without measuring anything.

`results[part][database][size]` is what the part of that name found (`var/bench/results.json`).
"""

from collections.abc import Callable, Iterator
from statistics import median

from tests.performance.report import Figure

type Found = dict
type Results = dict[str, dict[str, dict[str, Found]]]
type Values = list[float]


def figures(results: Results) -> list[Figure]:
    """Every goal in order; one without a figure was not measured."""
    return [figure for goal in GOALS for figure in goal(results)]


def against_datasette(
    results: Results, id: str, what: str, size: int, sort: str, theirs: str, limits
) -> Iterator[Figure]:
    """How many times as many requests a second as Datasette, which knows SQLite alone."""
    for on, found in _each(results, "timeline", size):
        ours, datasette = found["ours"][sort], found.get("datasette", {}).get(theirs)
        ratio, said = [], ""
        if datasette:
            ratio = [_median(ours, "rate") / _median(datasette, "rate")]
            said = _against(ours, datasette)
        yield Figure(id, what, ratio, *limits, unit="x", more=True, said=said, on=on)


def p1(results: Results) -> Iterator[Figure]:
    yield from against_datasette(
        results, "P1", "page with facets, 10k, to Datasette", 10_000, "page", "page", (30, 150)
    )


def p2(results: Results) -> Iterator[Figure]:
    yield from against_datasette(results, "P2", "the same at 100k", 100_000, "page", "page", (250, 1000))


def p3(results: Results) -> Iterator[Figure]:
    what = "two filters and facets, 100k, to Datasette"
    yield from against_datasette(results, "P3", what, 100_000, "filters", "filters", (50, 100))


def p4(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "timeline", 10_000):
        ours = _median(found["ours"]["page"], "processor")
        for middleware, limits in (("minimal", (40, 8)), ("standard", (None, None))):
            hello = _median(found[f"hello-{middleware}"]["page"], "processor")
            what = (
                f"processor time of P1's page, to a {'bare' if middleware == 'minimal' else 'standard'} hello"
            )
            yield Figure(
                "P4",
                what,
                [ours / hello],
                *limits,
                unit="x",
                said=f"{ours:.2f} against {hello:.2f} ms",
                on=on,
            )


def cold(results: Results) -> Iterator[Figure]:
    for size in (10_000, 100_000):
        for on, found in _each(results, "timeline", size):
            what = f"page of cards that were never shown, {_short(size)}"
            yield Figure("", what, [found["cold"]["processor"]], unit="ms", said="of processor", on=on)


def p5(results: Results) -> Iterator[Figure]:
    what = "word search, newest first, 100k, to Datasette"
    yield from against_datasette(results, "P5", what, 100_000, "search", "search", (8, 20))
    what = "the same, Datasette with facets as we have"
    yield from against_datasette(results, "", what, 100_000, "search", "search_facets", (None, None))


def p6(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "wagtail", 10_000):
        ours, theirs = _median(found["ours"], "rate"), _median(found["wagtail"], "rate")
        said = _against(found["ours"], found["wagtail"])
        yield Figure(
            "P6",
            "page with facets to Wagtail's list without, 10k",
            [ours / theirs],
            4,
            15,
            "x",
            True,
            said,
            on,
        )


def p7(results: Results) -> Iterator[Figure]:
    limits = {"page": (1.5, 1.2), "search": (1.5, 1.2), "phrase": (None, None), "filters": (12, 4)}
    names = {
        "page": "no filter",
        "search": "two common words",
        "phrase": "a phrase",
        "filters": "two filters",
    }
    for on, sizes in results.get("timeline", {}).items():
        numbers = sorted(map(int, sizes))
        least, most = sizes[str(numbers[0])]["ours"], sizes[str(numbers[-1])]["ours"]
        if len(numbers) < 2:
            continue
        for sort, limit in limits.items():
            if numbers[-1] < 1_000_000:  # the goal is about a million
                limit = (None, None)
            small, large = _median(least[sort], "processor"), _median(most[sort], "processor")
            what = f"growth {_short(numbers[0])} to {_short(numbers[-1])}: {names[sort]}"
            said = f"{small:.2f} to {large:.2f} ms of processor"
            yield Figure("P7", what, [large / small], *limit, unit="x", said=said, on=on)


def p8(results: Results) -> Iterator[Figure]:
    for on, sizes in results.get("timeline", {}).items():
        for size in sorted(map(int, sizes)):
            ours = sizes[str(size)]["ours"]
            first, deep = _median(ours["first"], "processor"), _median(ours["deep"], "processor")
            said = f"{first:.2f} and {deep:.2f} ms of processor"
            yield Figure(
                "P8", f"deep page to the first, {_short(size)}", [deep / first], 2, 1.2, "x", False, said, on
            )


def p9(results: Results) -> Iterator[Figure]:
    for on, sizes in results.get("timeline", {}).items():
        counts = {size: found["queries"] for size, found in sizes.items()}
        most = max(count for queries in counts.values() for count in queries.values())
        each = next(iter(counts.values()))
        said = ", ".join(f"{name} {max(q[name] for q in counts.values())}" for name in each)
        yield Figure("P9", "queries of a timeline page, at most", [most], 5, 3, "", said=said, on=on)


def p10(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "hot", 10_000):
        rate, static, long = (
            _median(found["proxy-8"], "rate"),
            _median(found["static-8"], "rate"),
            found["long"],
        )
        sizes = found["sizes"]
        said = (
            f"{rate:,.0f} against {static:,.0f} req/s; {_sent(sizes['proxy'])} and {_sent(sizes['static'])}"
        )
        yield Figure("P10", "hot page, proxy to static file", [rate / static], 0.9, 1, "x", True, said, on)
        yield Figure("P10", "the same: at least", [rate], 10_000, 10_000, "req/s", True, on=on)
        said = f"{long['requests']:,.0f} requests in {long['seconds']:g} s"
        yield Figure("P10", "the same: errors", [long["errors"]], 0, 0, "", said=said, on=on)


def p11(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "hot", 10_000):
        for connections, limits in ((8, (0.10, 0.15)), (1, (0.30, 0.40))):
            rate = _median(found[f"django-{connections}"], "rate")
            static = _median(found[f"static-{connections}"], "rate")
            said = f"{rate:,.0f} against {static:,.0f} req/s; {_sent(found['sizes']['django'])}"
            what = f"hot page, Django to static file, c={connections}"
            yield Figure("P11", what, [rate / static], *limits, unit="x", more=True, said=said, on=on)


def p12(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "embed", 10_000):
        ours, theirs = found["ours-25"], found["timelinejs-25"]
        said = f"TimelineJS {_median(theirs, 'bytes') / 1024:.1f} KB"
        yield Figure(
            "P12", "embed of 25 entries", [_median(ours, "bytes") / 1024], 12, 7, "KB", said=said, on=on
        )
        plain = found["without_script"]
        said = f"TimelineJS {_median(theirs, 'requests'):g}; {plain['shown']} entries without script"
        said += f", {plain['hosts']} host"
        yield Figure("P12", "the same: requests", [_median(ours, "requests")], 2, 1, "", said=said, on=on)


def p13(results: Results) -> Iterator[Figure]:
    limits = {"bytes": (0.35, 0.27), "rendered": (0.4, 0.27), "main_thread": (0.25, 0.15)}
    names = {
        "bytes": "bytes",
        "rendered": "time until it is painted",
        "main_thread": "work of the main thread",
    }
    for on, found in _each(results, "embed", 10_000):
        for name, limit in limits.items():
            ours, theirs = _median(found["ours-50"], name), _median(found["timelinejs-50"], name)
            said = f"{ours:,.0f} against {theirs:,.0f} {'bytes' if name == 'bytes' else 'ms'}"
            what = f"embed of 50 to TimelineJS: {names[name]}"
            yield Figure("P13", what, [ours / theirs], *limit, unit="x", said=said, on=on)


def p14(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "hot", 10_000):
        sizes = found["first_view"]
        said = ", ".join(
            f"{path.rsplit('/', 1)[-1].split('.')[0] or path} {size / 1024:.1f}"
            for path, size in sizes.items()
        )
        yield Figure(
            "P14",
            "first view of a timeline page",
            [sum(sizes.values()) / 1024],
            45,
            32,
            "KB",
            said=said,
            on=on,
        )


def p15(results: Results) -> Iterator[Figure]:
    yield Figure("P15", "Lighthouse, median of five", [], said="make lighthouse prints it")


def p16(results: Results) -> Iterator[Figure]:
    for on, size, found in _largest(results, "publishing"):
        said = f"slowest: {', '.join(dict.fromkeys(found['slowest']))}"
        what = f"publish to visible everywhere, {_short(size)}"
        yield Figure("P16", what, found["visible"], 2, 1, "s", said=said, on=on)
        yield Figure("P16", f"publishing one entry, {_short(size)}", found["publish"], 300, 100, on=on)


def p17(results: Results) -> Iterator[Figure]:
    for on, size, found in _largest(results, "memory"):
        said = f"{found['before']:.0f} before the first page, {found['loaded']:.0f} after it ({found['first']:.1f} s)"
        limits = (600, 300) if size >= 1_000_000 else (None, None)
        yield Figure(
            "P17", f"memory of a worker, {_short(size)}", [found["after"]], *limits, "MB", said=said, on=on
        )


def p18(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "tariffs", 0):
        said = f"the first of a process {found['first'][0]:,.0f} ms"
        yield Figure("P18", "one /rates.json answer", found["json"], 50, 15, said=said, on=on)
        yield Figure("P18", "the same as a page", found["page"], 50, 15, on=on)


def p19(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "bulk", 100_000):
        measured = [found["seconds"]] if found else []
        said = f"{found['processor']:.0f} s of processor" if found else "the record was there already"
        yield Figure("P19", "make_bulk_record --entries 100000", measured, 300, 60, "s", said=said, on=on)


def files(results: Results) -> Iterator[Figure]:
    for on, found in _each(results, "files", 100_000):
        yield Figure("Q06", "CSV of 100,000 entries: first byte", found["first"], 1000, 300, on=on)
        yield Figure("Q06", "the same: more memory, at most", [found["more"]], 50, 25, "MB", on=on)
        yield Figure("Q06", "another answer after a client hung up", found["freed"], 1000, 300, on=on)
        yield Figure(
            "", f"the whole file, {found['bytes'] / 1e6:.0f} MB", [found["seconds"]], unit="s", on=on
        )
        yield Figure("", "an Atom feed of the same record", found["feed"], on=on)
        yield Figure("", "the same entries as XLSX", [found["xlsx_seconds"]], unit="s", on=on)


def _largest(results: Results, part: str) -> Iterator[tuple[str, int, Found]]:
    for on, sizes in results.get(part, {}).items():
        size = max(map(int, sizes))
        yield on, size, sizes[str(size)]


def _sent(size: dict) -> str:
    return f"{size['bytes'] / 1024:.1f} KB {size['encoding'] or 'as it is'}"


def _each(results: Results, part: str, size: int) -> Iterator[tuple[str, Found]]:
    for on, sizes in results.get(part, {}).items():
        if str(size) in sizes:
            yield on, sizes[str(size)]


def _median(runs: list[dict], name: str) -> float:
    return median(run[name] for run in runs)


def _against(ours: list[dict], theirs: list[dict]) -> str:
    rates = f"{_median(ours, 'rate'):,.0f} against {_median(theirs, 'rate'):,.3g} req/s"
    return f"{rates}; {_median(ours, 'processor'):,.3g} against {_median(theirs, 'processor'):,.3g} ms of processor"


def _short(size: int) -> str:
    return f"{size // 1_000_000}M" if size >= 1_000_000 else f"{size // 1000}k"


GOALS: list[Callable[[Results], Iterator[Figure]]] = [
    p1, p2, p3, p4, cold, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, files,
]  # fmt: skip
