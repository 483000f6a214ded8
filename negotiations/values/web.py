"""Web addresses as values: which may be followed, and when two of them lead to the same page."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# What campaigns and networks hang on an address; it never changes which page is meant.
_TRACKERS = frozenset(
    "fbclid gclid dclid msclkid mc_cid mc_eid igshid ref_src cmpid smid smtyp taid yclid _ga _gl".split()
)
_STANDARD_PORTS = {"http": 80, "https": 443}


# A host and what follows it: no user before an @, and nothing that browsers take for a slash or leave out.
_PLAIN = re.compile(r"https?://[^\s/?#@\\\x00-\x1f]+(?:[/?#][^\s\\\x00-\x1f]*)?")


def followable(address: str) -> str:
    """The address where readers may be led to it, '' for anything but plain http(s) to a host that is what it seems."""
    return address if _PLAIN.fullmatch(address) else ""


def address_key(address: str) -> str:
    """The address as a key: two that lead to the same page have the same one; '' for what is no address.

    Scheme, a leading "www.", the standard port, the fragment, a slash at the end, the order of the parameters and
    trackers (utm_*, fbclid ...) are taken away. Upper and lower case of the path stay: servers tell them apart.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _STANDARD_PORTS or not parts.hostname:
        return ""
    host = parts.hostname.lower().rstrip(".").removeprefix("www.")
    if port and port != _STANDARD_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKERS
    )
    return f"{host}{path}{'?' if kept else ''}{urlencode(kept)}"[:1000]
