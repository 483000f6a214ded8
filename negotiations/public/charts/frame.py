"""The frame of a drawing: its sizes, and where instants, values and bands stand in it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from negotiations.public.charts.axes import Scale


@dataclass(frozen=True)
class Layout:
    """Sizes for one width of screen, in units of the drawing: about a pixel each."""

    name: str
    width: int
    plot: int  # height of the plot
    left: int  # room for the numbers of the axis
    size: float  # of letters
    longest: int  # characters of a label
    lanes: int  # how many labels may stand above each other; 0: no labels

    @property
    def lane(self) -> float:
        """Height of a label of two lines."""
        return 2 * self.size + 6


WIDE = Layout("wide", 720, 190, 44, 13, 30, 8)
NARROW = Layout("narrow", 320, 150, 38, 12.5, 20, 9)
SMALL = Layout("small", 240, 84, 36, 11, 0, 0)
BAND, GAP = 10, 4  # the height of the band of states, and the room above it


@dataclass(frozen=True)
class Breadth:
    """A drawing from left to right. `right` is where the plot ends; what is right of it is left to words."""

    layout: Layout
    scale: Scale
    right: float

    def x(self, at: datetime | None) -> float:
        """Where an instant stands; None is the end of the axis."""
        across = self.scale.across(at or self.scale.end)
        return round(self.layout.left + (self.right - self.layout.left) * across, 1)

    @property
    def today(self) -> float | None:
        """Where today is, None where that is not on the drawing."""
        inside = self.scale.begin <= self.scale.today <= self.scale.end
        return self.x(self.scale.today) if inside else None


@dataclass(frozen=True)
class Frame(Breadth):
    """The same from top to bottom: `rise` is the height of the plot, `named` the room for the name over each band."""

    rise: float
    baseline: float
    named: int

    def y(self, value: Decimal | None) -> float:
        """How high a value stands; what has no number stands on the ground."""
        return round(self.baseline - self.rise * self.scale.up(value), 1)

    def band(self, place: int) -> float:
        """The top of a line's band of states. Of several lines each has its name above it."""
        return round(self.baseline + GAP + place * (BAND + 4 + self.named) + self.named, 1)
