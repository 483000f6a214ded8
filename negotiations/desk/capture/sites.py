"""Which addresses a page may speak for: those of its own site."""

from urllib.parse import urldefrag, urljoin, urlsplit

from django.core.exceptions import ValidationError

from negotiations.models.sources import Source

_SECOND_LEVEL = frozenset("ac co com edu gob gouv gov go mil ne net or org".split())  # as in co.uk and go.jp


def plain(address: str) -> bool:
    """True for a web address that the record can hold."""
    try:
        Source._meta.get_field("address").run_validators(address)
        Source._meta.get_field("address").validate(address, None)
    except (ValidationError, ValueError):
        return False
    return bool(address)


def believed(said: str, page: str) -> str:
    """The address that a page at `page` gives as its own, '' where that is not to be believed.

    It has to be on the same host, or one of the two hosts within the other, and no front page in place of an article.
    """
    try:
        found = urldefrag(urljoin(page, said.strip())).url
        ours, theirs = urlsplit(page), urlsplit(found)
        same = _is_same_site(ours.hostname or "", theirs.hostname or "") and ours.port == theirs.port
    except ValueError:
        return ""
    is_front = theirs.path in ("", "/") and not theirs.query and ours.path not in ("", "/")
    return found if same and not is_front and plain(found) else ""


def _is_same_site(one: str, other: str) -> bool:
    short, long = sorted((one.lower().removeprefix("www."), other.lower().removeprefix("www.")), key=len)
    return short == long or (_is_of_somebody(short) and long.endswith(f".{short}"))


def _is_of_somebody(host: str) -> bool:
    """True for a name that somebody registered: not com, not co.uk."""
    labels = host.split(".")
    is_shared = len(labels) == 2 and labels[0] in _SECOND_LEVEL and len(labels[1]) == 2
    return len(labels) > 1 and not is_shared and not labels[-1].isdigit()


def host_of(address: str) -> str:
    """The host of an address as a publisher's name to begin with, '' where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")[:120]
    except ValueError:
        return ""
