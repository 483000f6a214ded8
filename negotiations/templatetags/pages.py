"""What templates of pages say: links that carry the reader's question on, dates and numbers in the page's language."""

from itertools import count
from threading import Lock

from django import template
from django.conf import settings
from django.utils.translation import get_language

from negotiations.public.kept import Shelf
from negotiations.public.onward import clocks_of, neutral, onward
from negotiations.public.social import picture_of
from negotiations.values import wording

register = template.Library()
_parts: Shelf[tuple, str] = Shelf(16_000_000)  # characters
_lock = Lock()


@register.tag
def kept(parser, token):
    """`{% kept nav site %}...{% endkept %}`: a part that is rendered once for a language, the reader's clocks and the
    values named, and kept. Nothing in it may depend on anything else. Not kept where one of the values is None.
    """
    named = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return _KeptPart(nodes, named)


class _KeptPart(template.Node):
    _numbers = count()

    def __init__(self, nodelist, named):
        self.nodelist, self._named, self._number = nodelist, named, next(self._numbers)

    def render(self, context):
        values = [one.resolve(context) for one in self._named]
        if None in values:
            return self.nodelist.render(context)
        request = context.get("request")
        clocks = tuple(clocks_of(request).items()) if request else ()
        key = (self._number, get_language(), clocks, *map(str, values))
        with _lock:
            part = _parts.get(key)
        if part is None:
            part = self.nodelist.render(context)
            with _lock:
                _parts.put(key, part, len(part))
        return part


def forget() -> None:
    """Drop the parts that are kept. For tests, which change settings."""
    with _lock:
        _parts.clear()


@register.simple_tag(takes_context=True)
def to(context, path):
    """`{% to card.url %}`: an address of this site, in the page's language and at its clocks."""
    request = getattr(context, "request", None) or context.get("request")
    return onward(str(path or ""), clocks_of(request) if request else {})


@register.simple_tag(takes_context=True)
def social_picture(context):
    """The address of the picture that other sites show beside a link to this page."""
    path = context.get("canonical_url", "").removeprefix(settings.SITE_URL).partition("?")[0]
    is_past = bool(context.get("clock", {}).get("known"))
    return settings.SITE_URL + picture_of(neutral(path), is_past=is_past)


@register.filter
def day(value):
    """A date, or an instant's day in the site's zone: "8 July 2025"."""
    return wording.day_of(value) if value else ""


@register.filter
def instant(value):
    """An instant in the site's zone: "8 July 2025, 09:30 UTC"."""
    return wording.instant(value) if value else ""


@register.filter
def number(value):
    """ "1,234"; nothing where there is no number."""
    return "" if value in (None, "") else wording.number(value)
