"""What nobody may write here, in Python, in templates and in scripts; each rule is shown to catch what it is about."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = [*(ROOT / "negotiations").rglob("*.py"), *(ROOT / "tradewatch").rglob("*.py")]
TEMPLATES = [
    path for path in (ROOT / "templates").rglob("*.*") if path.suffix in {".html", ".txt", ".svg", ".xml"}
]
SCRIPTS = [*(ROOT / "static" / "js").glob("*.js"), *(ROOT / "static" / "admin-desk").glob("*.js")]
STYLES = [*(ROOT / "static").rglob("*.css")]

# What ruff refuses (pyproject.toml), and the code by which it says so.
REFUSED = {
    "from django.utils.safestring import mark_safe": "TID251",
    "from django.utils import safestring\nsafestring.mark_safe(words)": "TID251",
    "from django.utils.safestring import SafeText": "TID251",
    "from django.views.decorators.csrf import csrf_exempt": "TID251",
    "from django.views.decorators.cache import cache_page": "TID251",
    "from django.middleware.cache import UpdateCacheMiddleware": "TID251",
    "from django.db.models.expressions import RawSQL": "TID251",
    "from django.template import Template": "TID251",
    "from django.template import Engine": "TID251",
    "from django.shortcuts import redirect": "TID251",
    "from django.core.mail import send_mail": "TID251",
    "import smtplib": "TID251",
    "import urllib.request": "TID251",
    "from urllib.request import urlopen": "TID251",
    "import urllib3": "TID251",
    "import requests": "TID251",
    "import httpx": "TID251",
    "import http.client": "TID251",
    "import socket": "TID251",
    "import subprocess": "TID251",
    "import os\nos.system(words)": "TID251",
    "import os\nos.popen(words)": "TID251",
    "import pickle": "TID251",
    "import marshal": "TID251",
    "import shelve": "TID251",
    "import yaml": "TID251",
    "from xml.etree import ElementTree": "TID251",
    "eval(words)": "S307",
    "exec(words)": "S102",
    "rows.extra(where=[words])": "S610",
    'cursor.execute(f"SELECT * FROM t WHERE a = {words}")': "S608",
    "import hashlib\nhashlib.md5(words)": "S324",
    "import random\nrandom.random()": "S311",
    'import tempfile\nopen("/tmp/words")': "S108",
}
# The exceptions that somebody looked at: a file, and what of it is refused elsewhere.
REVIEWED = {
    "negotiations/admin/previews.py": {"TID251"},
    "negotiations/desk/backup/restoring.py": {"S608"},
    "negotiations/desk/bulk.py": {"S311", "S608"},
    "negotiations/desk/capture/reading.py": {"S603", "TID251"},
    "negotiations/desk/checks.py": {"S105"},
    "negotiations/public/api/front.py": {"TID251"},
    "negotiations/public/embeds/frames.py": {"S308", "TID251"},
    "negotiations/public/jsonld.py": {"S308", "TID251"},
    "negotiations/public/rates/papers.py": {"S101"},
    "negotiations/public/rates/quoting.py": {"S308", "TID251"},
    "negotiations/public/rates/rows.py": {"S101"},
    "negotiations/templatetags/lists.py": {"S308", "TID251"},
    "negotiations/templatetags/sentences.py": {"S308", "TID251"},
    "tradewatch/caches.py": {"TID251"},
}
NAMED_IN_PYPROJECT = {
    "negotiations/desk/outgoing/{addresses,client}.py",
    "negotiations/guards.py",
    "negotiations/search_index.py",
    "negotiations/values/when.py",
    "tests/desk/test_reader_role.py",
    "tests/test_guards.py",
    "tests/**",
}


@pytest.mark.parametrize("code", REFUSED, ids=lambda code: code.splitlines()[-1])
def test_ruff_refuses(code):
    assert REFUSED[code] in _codes(code, "negotiations/public/somewhere.py")


def test_ruff_lets_what_is_like_it_pass():
    good = 'from django.utils.html import format_html\n\nformat_html("<b>{}</b>", words)\n'
    assert not {code for code in _codes(good, "negotiations/public/somewhere.py") if code[0] in "ST"}
    assert "TID251" not in _codes("import socket\n", "negotiations/desk/outgoing/addresses.py")


def _codes(code: str, name: str) -> set[str]:
    asked = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--output-format",
        "concise",
        "--stdin-filename",
        name,
        "-",
    ]
    answer = subprocess.run(asked, input=code, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode in (0, 1), answer.stderr
    return set(re.findall(r":\d+:\d+: ([A-Z]+\d+)", answer.stdout))


def test_every_exception_was_reviewed():
    found = {}
    for path in PRODUCT:
        for line in path.read_text().splitlines():
            if comment := re.search(r"# (?:noqa|nosec|type: ignore\[attr)(.*)", line):
                codes = {
                    code for code in re.findall(r"\b[A-Z]+\d+\b", comment[1]) if code.startswith(("S", "TID"))
                }
                if codes - {"SIM105", "SIM115"}:
                    found.setdefault(str(path.relative_to(ROOT)), set()).update(codes - {"SIM105", "SIM115"})
                assert comment[1].strip(" :"), f"{path}: a bare exception hides everything"
    assert found == REVIEWED
    table = (
        (ROOT / "pyproject.toml").read_text().split("[tool.ruff.lint.per-file-ignores]\n")[1].split("\n[")[0]
    )
    assert set(re.findall(r'^"([^"]+)" = ', table, re.MULTILINE)) == NAMED_IN_PYPROJECT


# What ruff has no rule for: each takes a tree and yields the lines that break it. ----------------------------------


def spreads_what_was_sent(tree: ast.AST):
    """`filter(**request.GET)`, also through dict() or .items(): a stranger would choose the field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg is None and _reads_request(node.value):
            yield node.value.lineno


def asks_in_raw_sql(tree: ast.AST):
    """`Model.objects.raw(...)` and `RawSQL`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("raw", "extra")
        ):
            yield node.lineno


def calls_itself_safe(tree: ast.AST):
    """`SafeString(words)`, and classes that say of themselves that they are HTML."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in ("SafeString", "SafeText"):
            yield node.lineno
        if isinstance(node, ast.FunctionDef) and node.name == "__html__":
            yield node.lineno


def leads_where_it_was_told(tree: ast.AST):
    """A redirect to what the request itself says."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and _name(node.func).startswith("HttpResponse")
            and "Redirect" in _name(node.func)
            and any(_reads_request(argument) for argument in node.args)
        ):
            yield node.lineno


def tells_a_secret(tree: ast.AST):
    """A log line or a print that names a password, a key or a token."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (
            _name(node.func) == "print"
            or (isinstance(node.func, ast.Attribute) and "log" in _name(node.func.value).lower())
        ):
            named = {_name(part) for argument in node.args for part in ast.walk(argument)}
            if any(re.search(r"password|secret|(^|_)token$|api_key", name.lower()) for name in named):
                yield node.lineno


def sets_a_cookie(tree: ast.AST):
    """`response.set_cookie`, a session, or CSRF's own cookie: readers get none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in (
            "set_cookie",
            "set_signed_cookie",
            "session",
            "COOKIES",
        ):
            yield node.lineno
        if isinstance(node, ast.alias) and node.name in ("get_token", "ensure_csrf_cookie"):
            yield node.lineno


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _reads_request(node: ast.AST) -> bool:
    """True where a value is what was sent, as it was sent."""
    inside = list(ast.walk(node))
    reads = any(
        isinstance(part, ast.Attribute) and part.attr in ("GET", "POST", "META", "headers") for part in inside
    )
    named = {_name(part.func) for part in inside if isinstance(part, ast.Call)}
    return reads and not named & {"reverse", "admin_url", "urlencode", "form_url"}


BROKEN = [
    (spreads_what_was_sent, "rows.filter(**request.GET)"),
    (spreads_what_was_sent, "rows.filter(**dict(request.GET.items()))"),
    (spreads_what_was_sent, "Model(**request.POST.dict())"),
    (asks_in_raw_sql, "Edition.objects.raw(words)"),
    (calls_itself_safe, "SafeString(words)"),
    (calls_itself_safe, "class Words:\n    def __html__(self):\n        return self.words"),
    (leads_where_it_was_told, 'HttpResponseRedirect(request.GET["next"])'),
    (leads_where_it_was_told, 'HttpResponsePermanentRedirect(request.META.get("HTTP_REFERER", "/"))'),
    (leads_where_it_was_told, 'HttpResponseRedirect("https:" + request.POST.get("to"))'),
    (tells_a_secret, 'logger.info("new password %s", password)'),
    (tells_a_secret, "print(settings.SECRET_KEY)"),
    (tells_a_secret, 'log.warning(f"{webhook.secret}")'),
    (sets_a_cookie, 'response.set_cookie("seen", "1")'),
    (sets_a_cookie, 'request.session["seen"] = 1'),
    (sets_a_cookie, "from django.middleware.csrf import get_token"),
]
# Lines that were looked at: (rule, file): what stands there.
LOOKED_AT = {
    (
        tells_a_secret,
        "negotiations/management/commands/create_editor.py",
    ): "the new password, shown to its operator once",
}


@pytest.mark.parametrize(("rule", "code"), BROKEN, ids=lambda part: getattr(part, "__name__", None))
def test_a_rule_of_ours_catches_what_it_is_about(rule, code):
    assert list(rule(ast.parse(code)))


@pytest.mark.parametrize("rule", list(dict.fromkeys(rule for rule, _ in BROKEN)))
def test_the_product_keeps_our_rules(rule):
    for path in PRODUCT:
        name = str(path.relative_to(ROOT))
        if rule is sets_a_cookie and not name.startswith(
            ("negotiations/public/", "negotiations/templatetags/")
        ):
            continue
        found = list(rule(ast.parse(path.read_text())))
        assert not found or (rule, name) in LOOKED_AT, f"{name}: line {found}"


# Templates ---------------------------------------------------------------------------------------------------------

IN_TEMPLATES = {
    "safe filter": r"\|\s*safe(seq)?\b",
    "unescaped block": r"autoescape\s+off",
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "inline style": r"<style\b|\bstyle=",
    "handler": r"<[a-z][^>]*\son[a-z]+\s*=|hx-on",
    "script address": r"(href|src|action)\s*=\s*[\"']?\s*(javascript|data|vbscript):",
    "another site": r"(src|href|action|srcset|poster)=[\"'](https?:)?//",
    "debugging": r"{%\s*(debug|filter force)",
}
# What each template may hold of it, and why.
MAY_STAND = {
    ("llms.txt", "unescaped block"): "plain text, sent as text/plain",
    ("parts/social.html", "inline script"): "JSON-LD, which runs nowhere; public/jsonld.py escapes it",
    ("embed/base.html", "inline style"): "our own sheets, allowed by their hashes",
}
CAUGHT = {
    "safe filter": ["{{ words|safe }}", "{{ words | safeseq|join:', ' }}"],
    "unescaped block": ["{% autoescape off %}"],
    "inline script": ["<script>go()</script>", '<script type="module">go()</script>'],
    "inline style": ["<style>p {}</style>", '<p style="color: red">'],
    "handler": ['<p onclick="go()">', '<p hx-on:click="go()">', "<body onload=go()>"],
    "script address": ['<a href="javascript:go()">', "<a href='data:text/html,x'>"],
    "another site": ['<script src="https://cdn.example/x.js">', '<img src="//cdn.example/x.png">'],
    "debugging": ["{% debug %}"],
}


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in CAUGHT.items() for code in codes])
def test_a_rule_for_templates_catches_what_it_is_about(rule, code):
    assert re.search(IN_TEMPLATES[rule], code, re.IGNORECASE)


@pytest.mark.parametrize("rule", IN_TEMPLATES)
def test_the_templates_keep_our_rules(rule):
    assert len(TEMPLATES) > 100
    for path in TEMPLATES:
        name = str(path.relative_to(ROOT / "templates"))
        found = re.findall(IN_TEMPLATES[rule], path.read_text(), re.IGNORECASE)
        assert not found or (name, rule) in MAY_STAND, f"{name}: {found}"


def test_no_script_of_ours_runs_words_or_asks_another_site():
    assert len(SCRIPTS) > 8
    for path in SCRIPTS:
        text = path.read_text()
        for word in ("eval(", "new Function", "insertAdjacentHTML", "document.write", "srcdoc"):
            assert word not in text, f"{path.name}: {word}"
        # Reading it is fine, writing it is not.
        assert not re.search(r"\.(inner|outer)HTML\s*(\+?=)(?!=)", text), path.name
        assert not re.search(r"(fetch|import|sendBeacon|WebSocket)\(\s*[\"'`](https?:)?//", text), path.name


def test_no_style_asks_another_site():
    for path in STYLES:
        assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//", path.read_text()), path.name
