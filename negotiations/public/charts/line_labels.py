"""Labels of several lines: each is named at its end and over its band; rates stand where they are clear of all."""

from dataclasses import replace
from itertools import pairwise

from negotiations.public.charts.axes import Scale
from negotiations.public.charts.frame import GAP, WIDE, Frame, Layout
from negotiations.public.charts.labels import Labels
from negotiations.public.charts.letters import Box, Label, Words, apart, clip, fit, touch
from negotiations.public.charts.rows import Row
from negotiations.public.charts.steps import hues


class LineLabels(Labels):
    """The names of lines, right of their ends and over their bands, and the rates of their steps."""

    def __init__(self, layout: Layout, scale: Scale, series: list[list[Row]]):
        super().__init__(layout, scale, series)
        self._hues = hues([rows[0].line for rows in series])
        self._ends = [self._end_words(rows) for rows in series]
        if scale.levels[-1]:
            room = max(words.width for words in self._ends) + 10
            self.breadth = replace(self.breadth, right=round(self.breadth.right - room, 1))

    def _end_words(self, rows: list[Row]) -> Words:
        """Name and rate; where room is short the code and the number, for the bands have the names."""
        line, last, layout = rows[0].line, _last(rows), self._layout
        if layout is WIDE:
            return Words(line.code or clip(line.title, 16), clip(last.words, layout.longest), layout.size)
        number = f"{last.value}%" if last.value else ""
        return Words(line.code or number, number if line.code else "", layout.size)

    # Names

    def titles(self, frame: Frame) -> list[Label]:
        """The names over the bands and at the ends."""
        return [*self._band_titles(frame), *self._end_titles(frame)]

    def _band_titles(self, frame: Frame) -> list[Label]:
        found, left, size = [], self._layout.left, self._layout.size
        for place, rows in enumerate(self._series):
            text, low = f"{rows[0].line.code} {rows[0].line.title}".strip(), frame.band(place) - 2
            words = Words(fit(text, size, self._layout.width - left - 20), "", size)
            lead = f"M{left} {low - size / 2:.1f}h14"
            found.append(words.at(left + 20, low, lead=lead, hue=self._hues[place]))
        return found

    def _end_titles(self, frame: Frame) -> list[Label]:
        """Right of the last number of each line, pushed apart where they would meet."""
        # A line whose number stops before the end is told by its band: a lead from there would read as a falling rate.
        lasts = {place: rows[-1] for place, rows in enumerate(self._series)}
        ends = sorted((frame.y(row.step.value), n) for n, row in lasts.items() if row.step.value is not None)
        middles = apart([(level, self._ends[n].height + 6) for level, n in ends], frame.baseline + GAP)
        found = []
        for (level, place), middle in zip(ends, middles, strict=True):
            lead = f"M{frame.x(lasts[place].ends) + 2:.1f} {level}L{frame.right + 7:.1f} {middle:.1f}"
            words, hue = self._ends[place], self._hues[place]
            found.append(words.at(frame.right + 10, middle + words.height / 2, lead=lead, hue=hue))
        return found

    # Rates

    def at_steps(self, frame: Frame) -> list[Label]:
        """The rates, where there is a place for them that nothing else takes."""
        taken, found, size = self._obstacles(frame), [], self._layout.size
        for row in (row for rows in self._series for row in rows if row.step.value is not None):
            words = Words(clip(row.rate or row.state_label, self._layout.longest), "", size)
            places = self._beside(row, words, frame)
            boxes = ((x - 2, low - size, x + words.width + 2, low + 2) for x, low in places)
            if box := next((box for box in boxes if not any(touch(box, other) for other in taken)), None):
                taken.append(box)
                found.append(words.at(box[0] + 2, box[3] - 2, row=row))
        return found

    def _beside(self, row: Row, words: Words, frame: Frame) -> list[tuple[float, float]]:
        """Places for words above and below a step: at its start, its end and its middle."""
        begin, end, level = frame.x(row.step.begins), frame.x(row.ends), frame.y(row.step.value)
        places = [begin + 4, end - words.width - 4, (begin + end - words.width) / 2]
        lows = [low for low in (level - 5, level + words.height + 5) if low < frame.baseline]
        fits = [x for x in places if self._layout.left <= x <= frame.right - words.width]
        return [(x, low) for low in lows for x in fits]

    def _obstacles(self, frame: Frame) -> list[Box]:
        """The boxes of all lines, of the steps between them, and of today's line."""
        today = frame.today
        found: list[Box] = [] if today is None else [(today - 2, 0, today + 2, frame.baseline)]
        for rows in self._series:
            for row in rows:
                begin, level = frame.x(row.step.begins), frame.y(row.step.value)
                found.append((begin, level - 2, frame.x(row.ends), level + 2))
            for before, row in pairwise(rows):
                begin = frame.x(row.step.begins)
                low, high = sorted([frame.y(before.step.value), frame.y(row.step.value)])
                found.append((begin - 2, low, begin + 2, high))
        return found


def _last(rows: list[Row]) -> Row:
    """The row at whose height a line is named: the last that has a number."""
    return next((row for row in reversed(rows) if row.step.value is not None), rows[-1])
