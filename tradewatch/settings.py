"""Settings of TradeWatch: one file, and what a deployment may choose is read from the environment on top.

`DEBUG=1`, which `make` sets, gives development values. Without it the site starts as in production, and
refuses to start on a value that is missing or unsafe.
"""

import os
import re
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any, NoReturn

import environ
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
DEVELOPMENT_KEY = "development-only: everybody can read this key, so it protects nothing"
EXAMPLE_KEY_WORDS = ("change", "development", "example", "insecure", "placeholder")

env = environ.Env()


def refuse(*reasons: str) -> NoReturn:
    """Stop the start with one line that an operator can act on; a traceback would bury it."""
    print(f"TradeWatch does not start: {'; '.join(reasons)}.", file=sys.stderr)
    sys.exit(2)


def text(name: str, default: str = "") -> str:
    """A value as it stands. Set but empty counts as not set."""
    return env.str(name, default="") or default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated value as a list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def is_network(entry: str) -> bool:
    """True for an IP address or a network such as 10.0.0.0/8."""
    try:
        ip_network(entry, strict=False)
    except ValueError:
        return False
    return True


def is_host_or_network(entry: str) -> bool:
    """True for a host name, an IP address or a network."""
    name = re.fullmatch(r"[A-Za-z0-9_.-]*[A-Za-z_-][A-Za-z0-9_.-]*", entry)
    return name is not None or is_network(entry.strip("[]"))


# What a deployment chooses ----------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
# Not read through `env`, which takes a value that begins with a dollar sign for the name of another variable.
SECRET_KEY = os.environ.get("SECRET_KEY", "") or (DEVELOPMENT_KEY if DEBUG else "")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", default=".localhost,127.0.0.1,[::1]" if DEBUG else "")

TRADEWATCH_SERVE = text("TRADEWATCH_SERVE", default="all")
# A safeguard: only a clear "no" switches it off, a typing mistake does not.
TRADEWATCH_FOUR_EYES = text("TRADEWATCH_FOUR_EYES").lower() not in {"0", "false", "no", "off"}
TRADEWATCH_EMBED_ANCESTORS = words("TRADEWATCH_EMBED_ANCESTORS", default="*")
TRADEWATCH_FETCH_ALLOW = words("TRADEWATCH_FETCH_ALLOW")
METRICS_ALLOW = words("METRICS_ALLOW")
# gunicorn's own variable: the proxies that tell who asks. gunicorn takes the scheme from them, the desk the address.
FORWARDED_ALLOW_IPS = words("FORWARDED_ALLOW_IPS")

SITE_NAME = text("SITE_NAME", default="TradeWatch")
CONTACT = text("CONTACT")
LICENCE = text("LICENCE", default="CC BY 4.0")
WEBSUB_HUB = text("WEBSUB_HUB")
ARCHIVE_HOOK = text("ARCHIVE_HOOK")
TIME_ZONE = text("TIME_ZONE", default="UTC")

DATABASE_URL = text("DATABASE_URL")
DATABASE_REPLICA_URL = text("DATABASE_REPLICA_URL")
CACHE_URL = text("CACHE_URL", default="locmemcache://")

problems = []
if not DEBUG:
    if not SECRET_KEY:
        problems.append("SECRET_KEY is missing (for development, DEBUG=1 brings one)")
    elif any(word in SECRET_KEY.lower() for word in EXAMPLE_KEY_WORDS) or len(set(SECRET_KEY)) < 5:
        problems.append("SECRET_KEY is an example, not a secret")
    elif len(SECRET_KEY) < 50:
        problems.append("SECRET_KEY is shorter than 50 characters")
    if not ALLOWED_HOSTS:
        problems.append("ALLOWED_HOSTS is empty")
    elif "*" in ALLOWED_HOSTS:
        problems.append("ALLOWED_HOSTS must name the site's hosts, not '*'")
if TRADEWATCH_SERVE not in {"all", "public", "desk"}:
    problems.append("TRADEWATCH_SERVE must be all, public or desk")
for name, url in [("DATABASE_URL", DATABASE_URL), ("DATABASE_REPLICA_URL", DATABASE_REPLICA_URL)]:
    if url and not url.startswith(("sqlite:", "postgres:", "postgresql:")):
        problems.append(f"{name} must begin with sqlite: or postgres:")
for entry in METRICS_ALLOW:
    if not is_network(entry):
        problems.append(f"METRICS_ALLOW: {entry} is neither an address nor a network")
for entry in TRADEWATCH_FETCH_ALLOW:
    if not is_host_or_network(entry):
        problems.append(f"TRADEWATCH_FETCH_ALLOW: {entry} is neither a host nor a network")
if WEBSUB_HUB and not WEBSUB_HUB.startswith(("https://", "http://")):
    problems.append("WEBSUB_HUB must begin with https://")
if ARCHIVE_HOOK and not ARCHIVE_HOOK.startswith(("https://", "http://")):
    problems.append("ARCHIVE_HOOK must begin with https://")
if problems:
    refuse(*problems)

# Absolute addresses in feeds, citations and embeds begin with this, never with the Host header of a request.
SITE_URL = text("SITE_URL").rstrip("/") or (
    "http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].removeprefix('.')}"
)

# Applications -----------------------------------------------------------------------------------------------

# A public process has no sign-in: without these it cannot show a desk screen, whatever else goes wrong.
# The tables of auth and contenttypes stay, because working rows point to them.
SERVES_DESK = TRADEWATCH_SERVE != "public"
DESK_APPS = [
    "tradewatch.apps.DeskConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
]

INSTALLED_APPS = [
    *(DESK_APPS if SERVES_DESK else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_filters",
    "reversion",
    "negotiations",
]

# Whole pages that a process keeps ready, as long as they hold (tradewatch/hot_pages.py): some 25 MB. 0: none.
HOT_PAGES = 300

# The headers come before WhiteNoise, so that static files and early refusals carry them too.
MIDDLEWARE = [
    "tradewatch.observing.Observed",
    *(["tradewatch.replicas.ReadersAskTheReplica"] if DATABASE_REPLICA_URL else []),
    *(["tradewatch.hot_pages.HotPages"] if HOT_PAGES else []),
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["django.contrib.sessions.middleware.SessionMiddleware"] if SERVES_DESK else []),
    "tradewatch.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *(
        [
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django_otp.middleware.OTPMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ]
        if SERVES_DESK
        else []
    ),
    "django_htmx.middleware.HtmxMiddleware",
    "tradewatch.outage.Outage",
]

ROOT_URLCONF = "tradewatch.urls"
WSGI_APPLICATION = "tradewatch.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(
                    [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                    if SERVES_DESK
                    else []
                ),
            ],
            # In every template, so that none forgets to say its words in the reader's language.
            "builtins": ["django.templatetags.i18n", "negotiations.templatetags.pages"],
        },
    }
]

# Data -------------------------------------------------------------------------------------------------------

# IMMEDIATE takes the write lock when a transaction begins, so writers queue for `timeout` seconds at most
# instead of failing half-way; WAL lets readers go on meanwhile. FULL waits for the disk at each commit: what was
# acknowledged survives a power cut. Django itself switches foreign keys on.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
# Two seconds: with the database away, a reader is told so at once. Who writes waits ten for a lock.
POSTGRESQL_OPTIONS = {"connect_timeout": 2, "options": "-c lock_timeout=10s"}


def database(url: str, patience: int = 2) -> dict[str, Any]:
    """One entry of DATABASES; options in the address win over ours (`?sslmode=require`).

    A request waits `patience` seconds for a connection. A pool that has none would try again after longer and longer
    times (up to minutes); told to give up after five seconds, it begins anew with the next request.
    """
    config = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        # A file that `restore` replaced is opened anew after a minute at most; Django's own server has a thread,
        # and so a connection, for every request.
        age = {"CONN_MAX_AGE": 0 if DEBUG else 60}
        return age | config | {"OPTIONS": SQLITE_OPTIONS | config.get("OPTIONS", {})}
    from tradewatch.connections import answers_soon

    pool = {"min_size": 1, "max_size": 8, "timeout": patience, "reconnect_timeout": 5, "check": answers_soon}
    return config | {"OPTIONS": POSTGRESQL_OPTIONS | {"pool": pool} | config.get("OPTIONS", {})}


if not DATABASE_URL:
    VAR_DIR.mkdir(exist_ok=True)
DATABASES = {"default": database(DATABASE_URL or f"sqlite:///{VAR_DIR / 'tradewatch.sqlite3'}")}
if DATABASE_REPLICA_URL:
    # Who has a primary beside it waits for it half as long.
    DATABASES["replica"] = database(DATABASE_REPLICA_URL, patience=1) | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["tradewatch.replicas.Router"]


def kept(url: str) -> dict[str, Any]:
    """One entry of CACHES. Redis is asked through a client that does without it while it is away (caches.py)."""
    config = env.cache_url_config(url)
    return config | (
        {"BACKEND": "tradewatch.caches.SoftRedis"} if "redis" in config["BACKEND"].lower() else {}
    )


CACHES = {"default": kept(CACHE_URL)}

# Of one address to the API: far more than a person or a copy that is kept up to date needs. None: no limit.
API_REQUESTS_PER_MINUTE = None if DEBUG else 600

# No form sends more than a table to import (10 MB): what is larger is refused before it is read.
FILE_UPLOAD_HANDLERS = [
    "tradewatch.uploads.AtMost",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Static files -----------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed names can be cached for ever, but need `collectstatic`; development and tests do without it.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Tests switch DEBUG off after this file was read; WhiteNoise would then look for collected files.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG

# Security ---------------------------------------------------------------------------------------------------

# No nonce and no unsafe-*: a page is the same bytes for every reader, so it can be cached and answered with 304.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}

CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_COOKIE_HTTPONLY = True
# A working day, in seconds; an idle hour ends a session before (desk/sessions.py).
SESSION_COOKIE_AGE = 12 * 60 * 60
SILENCED_SYSTEM_CHECKS = []
# What an editor sends is never refused for its size while it is within what its fields take: two hundred codes of a
# measure change are more than a thousand fields, and the stored text of a source has half a million characters.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes

# What readers see is printed by people who signed in with a second factor (desk/second_factor.py).
SECOND_FACTOR_REQUIRED = not DEBUG

if SERVES_DESK:
    AUTHENTICATION_BACKENDS = ["negotiations.desk.accounts.Door"]
    AXES_HANDLER = "negotiations.desk.accounts.SignIns"
    AXES_CLIENT_IP_CALLABLE = "negotiations.desk.accounts.sender"
    AXES_ENABLE_ADMIN = AXES_VERBOSE = False
    # Its middleware replaces the answer to who is locked out; here that is the answer to a wrong password.
    SILENCED_SYSTEM_CHECKS += ["axes.W002"]
    CSRF_FAILURE_VIEW = "negotiations.admin.kept_forms.csrf_failure"
    # In the session, not in a cookie of its own that no `__Host-` would protect.
    MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

if not DEBUG:
    # `__Host-` binds a cookie to this very host: no sibling can plant one, and none travels in the clear.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    # The proxy holds the certificate and sends plain HTTP away (deploy/); a second redirect here would only meet
    # health probes and trials on one machine. Whether a request came by HTTPS, gunicorn tells us: it believes
    # X-Forwarded-Proto from the addresses in its own FORWARDED_ALLOW_IPS, which is this machine unless set.
    SILENCED_SYSTEM_CHECKS += ["security.W008"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Pictures for links are made after each printing (desk/social_images.py); the tests that are about them switch it on.
SOCIAL_IMAGES = True

# Language, mail, logs ---------------------------------------------------------------------------------------

# The language of a page is in its address and nowhere else: /ja/ (tradewatch/languages.py). The desk is in English.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ja", "日本語")]
LOCALE_PATHS = [BASE_DIR / "negotiations" / "locale"]

MAILERS = {"default": {"BACKEND": f"django.core.mail.backends.{'console' if DEBUG else 'smtp'}.EmailBackend"}}

SLOW_QUERY_SECONDS = 0.5

# Everything goes to stderr, for the process manager to keep; nothing by mail, which would carry request data. JSON for
# programs, plain lines for a person who develops.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "tradewatch.logs.JsonLine"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line" if DEBUG else "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Django's own server says each request already.
        "tradewatch.access": {"level": "WARNING" if DEBUG else "INFO"},
        # Scanners try other hosts all day; each refused request would leave a traceback.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
