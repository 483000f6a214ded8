"""`python -m tests.performance`: measures every part on synthetic records in var/bench, and prints the goals.

`python -m tests.performance timeline hot` measures some parts, `--sizes 1000,10000` some sizes, `--million` the
largest as well, `--on sqlite` one database; `--seconds 4` is how long each load lasts, `--minute` lets the hot page run
for the minute that its goal names. `--report` measures nothing and prints what is in var/bench/results.json.
"""

import argparse
import json
import logging
import os
import platform
import subprocess
import sys
from importlib import import_module

from tests.performance import goals, others, records, report
from tests.performance.servers import BENCH, Missing
from tests.performance.setting import Setting

# Which sizes each part is measured at: every one that is asked for, the largest, or one of its own.
EVERY, LARGEST = -1, -2
PARTS = {
    "timeline": EVERY,
    "wagtail": 10_000,
    "hot": 10_000,
    "embed": 10_000,
    "publishing": LARGEST,
    "memory": LARGEST,
    "tariffs": 0,
    "bulk": 100_000,
    "files": 100_000,
}
RESULTS = BENCH / "results.json"


def main() -> int:
    """Each part, record and database in a process of its own; what it found is kept, also when a later one fails."""
    asked = _arguments()
    if asked.report:
        return _print(asked)
    BENCH.mkdir(parents=True, exist_ok=True)
    databases = [asked.on] if asked.on else ["sqlite", "postgresql"]
    if "postgresql" in databases and (why := records.postgres()):
        print(f"PostgreSQL is left out: {why}")
        databases.remove("postgresql")
    if why := others.install():
        print(f"Datasette and Wagtail are left out: {why}")
    codes = [0]
    _collect_static()
    for part in asked.parts or PARTS:
        for database in databases:
            sizes = {EVERY: asked.sizes, LARGEST: [max(asked.sizes)]}.get(PARTS[part], [PARTS[part]])
            codes += [_run(part, database, size, asked) for size in sizes]
    _print(asked)
    return max(codes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="part", help=", ".join(PARTS))
    parser.add_argument("--sizes", default=os.environ.get("SIZES", "1000,10000,100000"))
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--on", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--minute", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    asked.sizes = [int(size) for size in asked.sizes.split(",")] + [1_000_000] * asked.million
    return asked


def _run(part: str, database: str, size: int, asked: argparse.Namespace) -> int:
    url = records.url_of(database, size)
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.performance.settings"}
    words = [part, database, str(size), str(asked.seconds), "minute" if asked.minute else ""]
    print(f"{part}, {size:,} entries, {database} ...", flush=True)
    code = "from tests.performance.__main__ import measure; measure()"
    return subprocess.run([sys.executable, "-c", code, *words], env=environment, check=False).returncode


def measure() -> None:
    """One part on one record, in the process that was started for it."""
    part, database, size, seconds, minute = sys.argv[1:]
    import django

    django.setup()
    logging.getLogger("tradewatch.access").setLevel(logging.WARNING)
    records.ready(database, int(size))
    setting = Setting(database, int(size), os.environ["DATABASE_URL"], float(seconds), bool(minute))
    try:
        found = import_module(f"tests.performance.{part}").measure(setting)
    except Missing as missing:
        print(f"{part} is left out: {missing}")
        return
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    results.setdefault(part, {}).setdefault(database, {})[size] = found
    RESULTS.write_text(json.dumps(results, indent=1))


def _collect_static() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.performance.settings"}
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)


def _print(asked: argparse.Namespace) -> int:
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    figures = goals.figures(results)
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(report.markdown(figures) if asked.markdown else report.table(figures), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
