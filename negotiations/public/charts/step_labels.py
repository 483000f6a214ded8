"""Labels of one line: words stand above their step, or in lanes over the plot where it is too short for them."""

from dataclasses import replace
from datetime import timedelta

from negotiations.public.charts.axes import Scale, day_month
from negotiations.public.charts.frame import WIDE, Frame, Layout
from negotiations.public.charts.labels import Labels
from negotiations.public.charts.letters import Label, Words, clip
from negotiations.public.charts.rows import Row


class StepLabels(Labels):
    """The rate, the state and, where there is room, the day of each step."""

    def __init__(self, layout: Layout, scale: Scale, series: list[list[Row]]):
        super().__init__(layout, scale, series)
        self._rows = series[0]
        self._words = [self._words_of(n) for n in range(len(self._rows))]
        self._lanes: dict[int, int] = {}
        self._place()
        self.lowest = layout.lane * (max(self._lanes.values(), default=-1) + 1)

    def _words_of(self, n: int) -> Words:
        """Rate, state and, where there is room, the day; its year where the steps before were in another."""
        row, at, scale = self._rows[n], self._rows[n].step.begins, self.breadth.scale
        under = [row.state_label] if row.rate else []
        if self._layout is WIDE:
            is_long = scale.end - scale.begin > timedelta(days=400)
            is_new = not n or self._rows[n - 1].step.begins.year != at.year
            under.append(f"{day_month(at)} {at.year}" if is_long and is_new else day_month(at))
        text = clip(row.rate or row.state_label, self._layout.longest)
        return Words(text, ", ".join(under), self._layout.size)

    def _inside(self, n: int) -> float | None:
        """Where the words of a step fit above it, clear of the next step and of today's line; None: nowhere."""
        end, today = float(self._layout.width), self.breadth.today
        if n + 1 < len(self._rows):
            end = self._pole(n + 1) - 3
        begin = self._pole(n) + 3
        spans = [(begin, end)]
        if today is not None and begin - 3 <= today < end:
            spans = [(begin, today - 4), (today + 4, end)]
        return next((low for low, high in spans if low + self._words[n].width <= high), None)

    def _pole(self, n: int) -> float:
        return self.breadth.x(self._rows[n].step.begins)

    # Lanes

    def _place(self) -> None:
        """Raise what does not fit, and leave room on the right for it. Less width may ask for more raising."""
        left, room = self._layout.left, self._layout.width - self._layout.left - 5
        while True:
            self._lanes = self._raise([n for n in range(len(self._rows)) if self._inside(n) is None])
            across = {n: self.breadth.scale.across(self._rows[n].step.begins) for n in self._lanes}
            widths = [(room - self._words[n].width) / share for n, share in across.items() if share]
            right = left + min(widths, default=room)
            if right > self.breadth.right - 0.1:
                return
            self.breadth = replace(self.breadth, right=round(right, 1))

    def _raise(self, wanted: list[int]) -> dict[int, int]:
        """A lane for each, 0 the lowest. Where the lanes do not suffice, the shortest of what was not charged goes."""
        lanes = self._stack(wanted)
        high = max(lanes.values(), default=0)
        if high < self._layout.lanes:
            return lanes
        wanted = sorted(wanted, key=lambda n: (self._rows[n].is_charged, self._length(n)))
        fewer = [sorted(set(wanted) - {n}) for n in wanted]
        return self._raise(next((less for less in fewer if max(self._stack(less).values()) < high), fewer[0]))

    def _length(self, n: int) -> float:
        return self.breadth.x(self._rows[n].ends) - self._pole(n)

    def _stack(self, wanted: list[int]) -> dict[int, int]:
        """Words stand right of their pole, and higher than all whose poles they would cross."""
        poles, lanes = [self._pole(n) for n in range(len(self._rows))], dict[int, int]()
        for n in reversed(wanted):
            reach = poles[n] + self._words[n].width + 10
            lanes[n] = max((lane + 1 for m, lane in lanes.items() if poles[m] < reach), default=0)
        return lanes

    # Once the size of the plot is known

    def room(self, rise: float) -> float:
        """Room above the plot for words that stand over high steps."""
        tops = [
            rise * self.breadth.scale.up(row.step.value) + self._words[n].height + 8
            for n, row in enumerate(self._rows)
            if self._inside(n) is not None
        ]
        return max([10, *(top - rise for top in tops)])

    def at_steps(self, frame: Frame) -> list[Label]:
        """The words above the steps and in the lanes, these with a pole down to their step."""
        found = []
        for n, row in enumerate(self._rows):
            x, level, words = self._inside(n), frame.y(row.step.value), self._words[n]
            if x is not None:
                found.append(words.at(x, level - 6, row=row))
            elif n in self._lanes:
                pole, bottom = self._pole(n), self.lowest - self._lanes[n] * self._layout.lane - 4
                lead = f"M{pole} {bottom - words.height:.1f}V{level}"
                found.append(words.at(pole + 4, bottom, lead=lead, row=row))
        return found
