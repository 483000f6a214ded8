"""Everything that looks into a stranger's text, given texts of a hundred thousand characters: `python -m` this.

Names each text once everything has met it; the system ends it after two minutes of processor time.
"""

import os
import resource
from contextlib import suppress

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()  # before anything of ours is imported

from django.utils.text import slugify  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from negotiations.desk.capture import cleaning, dates, decoding, languages, linked_data, metadata  # noqa: E402
from negotiations.desk.imports import days, names, reading  # noqa: E402
from negotiations.desk.social_images import fitted  # noqa: E402
from negotiations.models.fields import WebAddress  # noqa: E402
from negotiations.public import parameters  # noqa: E402
from negotiations.public.plain_html import plain_html, plain_text  # noqa: E402
from negotiations.tariffs import codes  # noqa: E402
from negotiations.tariffs.duty import reading as duties  # noqa: E402
from negotiations.values import clock, search_words, texts, verbatim, web, when  # noqa: E402
from tests.security.payloads import LONG  # noqa: E402

SECONDS = 120


def _page(text: str) -> None:
    for body in (
        f"<title>{text}</title><p>{text}</p>",
        f'<script type="application/ld+json">{text}</script>',
        text,
    ):
        page = LexborHTMLParser(body)
        linked_data.document(page)
        metadata.canonical(page)
        metadata.proposals(page, "https://paper.example/2025/04/17/talks", "en", text)


def _found(text: str) -> None:
    looked_for = search_words.terms("tariffs talks") + search_words.terms(text[:200])
    search_words.places(text, looked_for)


MEETINGS = (
    texts.refuse_control_characters,
    texts.refuse_line_breaks,
    texts.marked,
    texts.clean_lines,
    search_words.words,
    search_words.terms,
    _found,
    lambda text: verbatim.check("extremely regrettable", text),
    lambda text: verbatim.check(text[:4000], text),
    web.address_key,
    when.When.parse,
    clock.Moment.parse,
    codes.digits,
    codes.CodeList.parse,
    duties.parse,
    duties.understand,
    slugify,
    lambda text: cleaning.line(text, 300),
    lambda text: cleaning.passage(text, 500_000),
    cleaning.address,
    cleaning.folded,
    dates.read_date,
    dates.date_in_path,
    lambda text: decoding.decode(text.encode(), "text/html"),
    languages.guessed,
    _page,
    days.day_text,
    names.plain,
    lambda text: reading.read_text(f"kind,headline\nround,{text}\n"),
    lambda text: reading.read_text(text),
    reading.safe_name,
    lambda text: fitted(text[:200]),
    plain_text,
    lambda text: plain_html(f"<p>{text}</p>", "https://site.example"),
    lambda text: WebAddress().clean(f"https://{text}", None),
    lambda text: parameters.CursorField().clean(text),
    lambda text: parameters.KnownField().clean(text),
    lambda text: parameters.PartialDateField().clean(text),
    lambda text: parameters.ValuesField().clean([text]),
)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for name, text in LONG.items():
        for meets in MEETINGS:
            # What they make of it is other tests' business; that they come to an end is this one's.
            with suppress(Exception):
                meets(text)
        print(name, flush=True)


if __name__ == "__main__":
    main()
