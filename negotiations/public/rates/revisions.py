"""What the record answers, or answered, at another instant: the other clock of the same question.

A reader of a past record is told where today's answer is another one; a reader of today's, what we said before the
last entry that changed it. What only follows from time going on is no revision.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from django.utils.safestring import SafeString

from negotiations.public.rates.papers import Paper
from negotiations.tariffs.rates import Answer, Outcome
from negotiations.values.vocabulary import Change as Printing

CHARGED = (Outcome.APPLIES, Outcome.DEPENDS)
_MOMENT = timedelta(microseconds=1)
_TRIES = 2  # each asks an older record


@dataclass(frozen=True)
class Revision:
    """The answer at another instant of the record, in a sentence (`said`: as HTML), and the entries that made the
    difference."""

    sentence: str
    said: SafeString
    figure: str
    url: str
    known: datetime | None  # None: as known now
    papers: list[Paper]  # newest first


def weight(answer: Answer) -> tuple:
    """What makes two answers say the same about what is charged; what is announced, or excluded, does not count."""
    charged = tuple(one.gist for one in answer.components if one.outcome in CHARGED)
    return charged, answer.total.gist


def newest_first(papers: list[Paper]) -> list[Paper]:
    return sorted(papers, key=lambda paper: paper.edition.published_at, reverse=True)


def late(papers: list[Paper], on: datetime) -> list[Paper]:
    """The newest entries, as long as they are late: published after the day that they are about, or corrected.

    Behind the first that is not, an answer is another one because time went on.
    """
    return list(islice(takewhile(lambda paper: _is_late(paper, on), newest_first(papers)), _TRIES))


def _is_late(paper: Paper, on: datetime) -> bool:
    return paper.edition.published_at > on or paper.edition.change == Printing.CORRECTION


def just_before(paper: Paper) -> datetime:
    """The last instant at which the record was without an edition."""
    return paper.edition.published_at - _MOMENT


def since(papers: list[Paper], known: datetime) -> list[Paper]:
    """Those that were published after an instant, newest first."""
    return newest_first([paper for paper in papers if paper.edition.published_at > known])
