"""What benchmarks run under: the settings of production, with a key for the occasion and files in var/bench."""

import os
import secrets

os.environ |= {"DEBUG": "", "ALLOWED_HOSTS": "127.0.0.1,testserver", "SITE_URL": "http://127.0.0.1"}
os.environ["SECRET_KEY"] = os.environ.get("BENCH_KEY") or secrets.token_urlsafe(50)
for name in ("CACHE_URL", "DATABASE_REPLICA_URL", "WEBSUB_HUB", "METRICS_ALLOW"):
    os.environ.pop(name, None)

from tradewatch.settings import *  # noqa: E402, F403
from tradewatch.settings import VAR_DIR  # noqa: E402

BENCH = VAR_DIR / "bench"
STATIC_ROOT = BENCH / "static"

# Publishing is measured without a second person and a second factor: neither is a matter of time.
SECOND_FACTOR_REQUIRED = False

# "Uncached" means that every answer is worked out anew; the parts about hot pages keep as many as production does.
if not os.environ.get("BENCH_HOT"):
    HOT_PAGES = 0
    MIDDLEWARE = [name for name in MIDDLEWARE if name != "tradewatch.hot_pages.HotPages"]  # noqa: F405
