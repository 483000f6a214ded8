"""What all ways of labelling a drawing have in common."""

from negotiations.public.charts.axes import Scale
from negotiations.public.charts.frame import Breadth, Frame, Layout
from negotiations.public.charts.letters import Label
from negotiations.public.charts.rows import Row


class Labels:
    """The words of a drawing. These are none, as on the small one, and leave the whole breadth to the plot."""

    lowest: float = 0  # the height of the lanes of labels above the plot

    def __init__(self, layout: Layout, scale: Scale, series: list[list[Row]]):
        self._layout, self._series = layout, series
        self.breadth = Breadth(layout, scale, layout.width - 3.0)

    def room(self, rise: float) -> float:
        """Room between the lanes and a plot of that height."""
        return self._layout.size + 8

    def at_steps(self, frame: Frame) -> list[Label]:
        """The words at the steps."""
        return []

    def titles(self, frame: Frame) -> list[Label]:
        """The names of lines."""
        return []
