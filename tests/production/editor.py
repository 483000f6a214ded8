"""Somebody at the desk, over HTTP through the proxy: signs in with a password, opens forms, sends them.

The desk's cookies are for HTTPS alone, and there is none here: they are kept and sent by hand.
"""

import re
from http.cookies import SimpleCookie
from types import SimpleNamespace
from urllib.parse import urlencode

from tests.admin.sent import form_of
from tests.production.asking import Answer, ask


class Editor:
    """A contributor of this name, signed in."""

    def __init__(self, stack, name: str):
        password = stack.press.account(name)
        self._url, self._cookies = stack.url, {}
        self.get("/admin/login/")
        signed_in = self.post("/admin/login/", username=name, password=password, next="/admin/")
        if signed_in.status != 302:
            raise AssertionError(f"{name} is not let in: {signed_in.status} {signed_in.text[:500]}")

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str | list[str]) -> Answer:
        """Send a form, as a page of the site would."""
        token = {"csrfmiddlewaretoken": self._cookies.get("__Host-csrftoken", "")}
        return self._ask("POST", path, urlencode(fields | token, doseq=True))

    def save(self, pk: str, **values: str) -> Answer:
        """Open the form of a round, type, and save it."""
        path = f"/admin/negotiations/round/{pk}/change/"
        opened = SimpleNamespace(content=self.get(path).body)
        return self.post(path, **(form_of(opened, "#content-main form") | values | {"_continue": "1"}))

    def sees(self, pk: str) -> list[str]:
        """A sign of life at the form of a round; who else is there."""
        answer = self.post(f"/admin/presence/round/{pk}/")
        return re.findall(r"\"(\w+) is editing", answer.text)

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Origin": self._url,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer = ask(self._url + path, method, headers, body)
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
        return answer
