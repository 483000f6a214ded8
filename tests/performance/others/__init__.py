"""What we are measured against: its packages live in an environment of their own, var/bench-venv."""

import subprocess
import sys
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[3]
_ENVIRONMENT = _REPOSITORY / "var" / "bench-venv"
_PINS = _REPOSITORY / "requirements-bench.txt"


def install() -> str:
    """Bring the environment to what requirements-bench.txt pins; '' where that is done, else why it could not be."""
    stamp = _ENVIRONMENT / "installed.txt"
    if stamp.exists() and stamp.read_text() == _PINS.read_text():
        return ""
    print("Installing what requirements-bench.txt pins (once)", flush=True)
    pip = [_ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "-qq", "--no-input", "--require-hashes"]
    for command in ([sys.executable, "-m", "venv", "--clear", _ENVIRONMENT], [*pip, "-r", _PINS]):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            return (run.stderr.strip().splitlines() or ["no reason was given"])[-1]
    stamp.write_text(_PINS.read_text())
    return ""
