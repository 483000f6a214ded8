"""Names, links and dates inside whole sentences, and the language of what is not in the page's own.

Word order differs between languages, so a sentence is translated as one and its links are put into it:

    {% piece "label" l=b.speaker as speaker %}{% blocktranslate %}said by {{ speaker }}{% endblocktranslate %}
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (see where it is called)
from django.utils.translation import get_language

from negotiations.values.when import When

register = template.Library()


@register.simple_tag(takes_context=True)
def piece(context, name: str, **given) -> SafeString:
    """A part of parts/bits.html as a value; "cards/round.html#ordinal" names a part of another template."""
    found = name if "#" in name else f"parts/bits.html#{name}"
    rendered = context.template.engine.get_template(found).render(context.new(given))
    return mark_safe(rendered)  # noqa: S308 (a template's own output, escaped there)


@register.simple_tag
def lang_of(tag: str) -> str:
    """` lang="en"` for words that are not in the page's language, '' for such as are."""
    page = get_language() or "en"
    if not tag or tag.partition("-")[0] == page.partition("-")[0]:
        return ""
    return format_html(' lang="{}"', tag)


@register.filter
def in_utc(when: When | None) -> str:
    """A local time in UTC, "18:30 UTC"; with its day where that is another. '' where no time is known or it is UTC."""
    if not when or when.precision != "minute" or not when.zone or when.zone == "UTC":
        return ""
    begins = When.parse(f"{when.earliest:%Y-%m-%dT%H:%M}", "UTC")
    if not when.is_interval or when.last.precision != "minute":
        return begins.text if begins.first_day != when.first_day else f"{when.earliest:%H:%M} UTC"
    span = When.parse(f"{begins.edtf}/{when.before:%Y-%m-%dT%H:%M}", "UTC")
    if (span.first_day, span.last_day) != (when.first_day, when.last_day):
        return span.text
    return f"{when.earliest:%H:%M}–{when.before:%H:%M} UTC"


@register.filter
def ends_at(when: When | None) -> str:
    """The end of a span of times as a value that is valid in <time datetime>, in UTC; '' for anything else."""
    if not when or not when.is_interval or when.last.precision != "minute":
        return ""
    return f"{when.before:%Y-%m-%dT%H:%M}Z"
