"""What an answer says about a link: it lives, it is dead, it failed this time, or nobody can tell from here.

A page that asks for a password or a payment, or that refuses machines, may well live for readers: that is no verdict.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from negotiations.desk.outgoing import client
from negotiations.desk.outgoing.client import AddressRefused, Fetched, NotFetched, TooMuch

LEADS_HOME = "It leads to the first page of the site"


class Verdict(StrEnum):
    """`DOUBTFUL` is an answer that a person has to look at; `UNTOLD` one that tells nothing about the page."""

    LIVE = "live"
    DEAD = "dead"
    FAILED = "failed"
    DOUBTFUL = "doubtful"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Finding:
    """What one look at an address found, with a sentence for an editor."""

    verdict: Verdict
    detail: str


def look(address: str) -> Finding:
    """Open an address through the guarded client, and judge what came back. Never raises for what is out there."""
    try:
        return _judge(address, client.fetch(address))
    except TooMuch:  # a page of more than two megabytes is a page
        return Finding(Verdict.LIVE, "It answers, with a large page.")
    except AddressRefused as why:
        return Finding(Verdict.UNTOLD, f"It cannot be checked from here. {why}")
    except NotFetched as why:
        return Finding(Verdict.FAILED, client.one_line(str(why), 190))


def _judge(address: str, answer: Fetched) -> Finding:
    if answer.status in (404, 410):
        return Finding(Verdict.DEAD, f"The site answers that there is no such page ({answer.status}).")
    if answer.status >= 500:
        return Finding(Verdict.FAILED, f"The site answers with an error of its own ({answer.status}).")
    if answer.status not in range(200, 300):
        return Finding(Verdict.UNTOLD, f"It cannot be checked: the site answers {answer.status} to machines.")
    if _leads_home(address, answer.url):
        return Finding(Verdict.DOUBTFUL, f"{LEADS_HOME}, {_host(answer.url)}. Look whether the page is gone.")
    if _host(answer.url) != _host(address):
        return Finding(Verdict.LIVE, f"It answers, and leads to {_host(answer.url)}.")
    return Finding(Verdict.LIVE, "It answers.")


def _leads_home(asked: str, came: str) -> bool:
    """True where a page was asked for and the front of a site came: what sites do with pages they took down."""
    return asked != came and not _is_front(asked) and _is_front(came)


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _host(address: str) -> str:
    return client.one_line(urlsplit(address).hostname or "", 100)
