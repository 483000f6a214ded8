"""The parts of a list that are many: its cards, the options of its facets, the bars of its density.

A template that is asked for eighty options costs more than everything else on the page; these write the same mark-up
from one format each.
"""

from functools import lru_cache
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (see where it is called)

from negotiations.public.choices import FacetGroup, Option
from negotiations.public.density import Bar, Density
from negotiations.values import wording

register = template.Library()


@register.simple_tag(takes_context=True)
def cards(context, shown) -> SafeString:
    """An item for each card: as it is kept, or by its own template."""
    return _safe("".join(f"<li>{_html(one, context)}</li>" for one in shown))


def _html(one, context) -> str:
    if html := getattr(one, "html", None):
        return html
    with context.push(card=one):
        return get_template(one.template).template.render(context)


@register.simple_tag
def options(facet: FacetGroup) -> SafeString:
    """The boxes of a facet, each with how many entries it would leave."""
    return _safe("".join(_option(facet.param, one, wording.number(one.count)) for one in facet.options))


@lru_cache(4000)
def _option(param: str, one: Option, count: str) -> str:
    value = escape(one.value)
    lang = f' lang="{escape(one.lang)}"' if one.lang else ""
    state = " checked" * one.selected + " disabled" * one.disabled
    return (
        f'<p class="option"><label><input class="tick" id="f-{param}-{value}" type="checkbox" name="{param}"'
        f' value="{value}"{state}> <span><bdi{lang}>{escape(one.text)}</bdi></span>'
        f' <span class="count num">{count}</span></label></p>\n'
    )


@register.simple_tag
def bars(density: Density) -> SafeString:
    """A link for each month or year that holds something, as high as what it holds."""
    return _safe("".join(_bar(bar, density.height) for bar in density.bars if bar.count))


def _bar(bar: Bar, height: int) -> str:
    return (
        f'<a href="{escape(bar.url)}" tabindex="-1"><title>{escape(bar.text)}: {wording.number(bar.count)}</title>'
        f'<rect class="hit" x="{bar.x}" width="12" height="{height}"/>'
        f'<rect x="{bar.x}" y="{bar.y}" width="9" height="{bar.height}"/></a>'
    )


@register.simple_tag
def jumps(density: Density) -> SafeString:
    """The same as a list of links, in the order of the list."""
    return _safe(
        "".join(
            f'<li><a href="{escape(bar.url)}">{escape(bar.text)}</a>'
            f' <span class="dim">{wording.number(bar.count)}</span></li>'
            for bar in density.jumps
        )
    )


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 (each value in it was escaped above, or is a template's own output)
