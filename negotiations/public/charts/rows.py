"""Steps as the table says them: the one source of drawing, description and table."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from negotiations.public.charts.steps import Line, Step
from negotiations.values.vocabulary import MeasureState
from negotiations.values.when import day_text

# Shapes have the names of the sprite (templates/parts/sprite.html), which are the states' own but for one.
_SHAPES = {MeasureState.SUSPENDED: "paused"}


@dataclass(frozen=True)
class Day:
    """A day of the table, in words and for machines; both '' where there is none."""

    text: str = ""
    date: str = ""

    @classmethod
    def of(cls, at: datetime | None) -> "Day":
        return cls(day_text(at), at.date().isoformat()) if at else cls()


@dataclass(frozen=True)
class Row:
    """A step as the table says it; the drawing carries the same in its data attributes."""

    step: Step
    line: Line
    ends: datetime | None  # its own end, or the beginning of the next step
    is_ahead: bool

    @property
    def begins(self) -> Day:
        return Day.of(self.step.begins)

    @property
    def until(self) -> Day:
        return Day.of(self.ends)

    @property
    def state_label(self) -> str:
        return MeasureState(self.step.state).label

    @property
    def shape(self) -> str:
        return _SHAPES.get(MeasureState(self.step.state), str(self.step.state))

    @property
    def is_charged(self) -> bool:
        return self.step.state == MeasureState.IN_FORCE

    @property
    def value(self) -> str:
        """The percentage as a plain number, '' where there is none."""
        return "" if self.step.value is None else f"{self.step.value.normalize():f}"

    @property
    def rate(self) -> str:
        """The rate in words, '' where they only repeat the state."""
        return "" if self.step.label == self.state_label else self.step.label

    @property
    def words(self) -> str:
        """ "25%, in force"; "Paused"."""
        said = {"rate": self.rate, "state": self.state_label.lower()}
        return _("%(rate)s, %(state)s") % said if self.rate else self.state_label

    @property
    def sentence(self) -> str:
        """What it says to somebody who points at it."""
        said = {"words": self.words, "begin": self.begins.text, "end": self.until.text}
        message = (
            _("%(words)s, from %(begin)s until %(end)s") if self.ends else _("%(words)s, from %(begin)s")
        )
        sentence, note = message % said, self.step.note
        return _("%(sentence)s. %(note)s") % {"sentence": sentence, "note": note} if note else sentence

    @property
    def span(self) -> str:
        """ "from 10 April 2025 until 7 August 2025 (Paused)"."""
        said = {"words": self.words, "begin": self.begins.text, "end": self.until.text}
        message = (
            _("from %(begin)s until %(end)s (%(words)s)") if self.ends else _("from %(begin)s (%(words)s)")
        )
        return message % said

    def meets(self, begin: datetime, end: datetime) -> bool:
        """True where some of it lies between the two."""
        return self.step.begins < end and (self.ends is None or self.ends > begin)


def rows_of(line: Line, today: datetime) -> list[Row]:
    """The steps of a line in order, each until the next."""
    steps = sorted(line.steps, key=lambda step: step.begins)
    nexts = [*(step.begins for step in steps[1:]), None]
    ends = [min(filter(None, (step.ends, at)), default=None) for step, at in zip(steps, nexts, strict=False)]
    return [Row(step, line, end, step.begins > today) for step, end in zip(steps, ends, strict=True)]
