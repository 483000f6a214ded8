"""What benchmarks run under: the settings of tests, as in production where that costs time."""

from tests.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["testserver"]
