"""What the tests run under: development values, whatever the shell has set but DATABASE_URL and CACHE_URL."""

import os

for name in """
    ALLOWED_HOSTS ARCHIVE_HOOK CONTACT DATABASE_REPLICA_URL FORWARDED_ALLOW_IPS LICENCE METRICS_ALLOW
    SECRET_KEY SITE_NAME SITE_URL TIME_ZONE TRADEWATCH_EMBED_ANCESTORS TRADEWATCH_FETCH_ALLOW TRADEWATCH_FOUR_EYES
    TRADEWATCH_SERVE WEBSUB_HUB
""".split():
    os.environ.pop(name, None)
os.environ["DEBUG"] = "1"

from tradewatch.settings import *  # noqa: E402, F403
from tradewatch.settings import DATABASES, VAR_DIR  # noqa: E402

# A file, because threads cannot share a database in memory; its own for each run, so that two runs do not meet.
default = DATABASES["default"]
if default["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    default["TEST"] = {"NAME": VAR_DIR / f"test-{os.getpid()}.sqlite3"}
    # No test cuts the power, and waiting for the disk is most of what a commit takes.
    default["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    default["TEST"] = {"NAME": f"test_tradewatch_{os.getpid()}"}
    # Tests with twenty threads wait for one of eight connections on a machine that is busy with other things.
    default["OPTIONS"]["pool"] = default["OPTIONS"]["pool"] | {"timeout": 60}

# Slow on purpose in production; here it would be most of the time of every test that signs in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A picture takes longer to draw than most tests take.
SOCIAL_IMAGES = False

# Each answer is made anew, so that a test sees what it did to the database; those that are about keeping switch it on.
HOT_PAGES = 0
MIDDLEWARE = [name for name in MIDDLEWARE if name != "tradewatch.hot_pages.HotPages"]  # noqa: F405
