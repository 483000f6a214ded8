"""`python -m tests.performance`: measures each part on a synthetic record of its own in var/, and prints what it found.

`python -m tests.performance tariffs` measures one part.
"""

import os
import platform
import subprocess
import sys
from importlib import import_module
from pathlib import Path

VAR = Path(__file__).resolve().parents[2] / "var"
PARTS = ("tariffs", "files")


def main() -> int:
    """Each part in a process of its own, since each has a database of its own."""
    print(f"SQLite, Python {platform.python_version()}, {os.cpu_count()} cores", flush=True)
    codes = [
        subprocess.run([sys.executable, "-m", __package__, part], check=False).returncode for part in PARTS
    ]
    return max(codes)


def measure(part: str) -> None:
    """Make the record of one part, and print its figures."""
    VAR.mkdir(exist_ok=True)
    file = VAR / f"bench-{part}.sqlite3"
    file.unlink(missing_ok=True)
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{file}",
        "DJANGO_SETTINGS_MODULE": "tests.performance.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from tests.performance import report

    module = import_module(f"tests.performance.{part}")
    call_command("migrate", verbosity=0)
    module.make_record()
    print(f"\n{module.__doc__.splitlines()[0]}\n{report.table(module.figures())}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(sys.argv[1])
    else:
        sys.exit(main())
