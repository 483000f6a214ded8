"""Letters and boxes: how much room words take, and where they are clear of each other."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from negotiations.public.charts.rows import Row

type Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Label:
    """Words in a box: `y` is the base of their first line, `lead` a thin path to what they name."""

    x: float
    y: float
    top: float
    width: float
    height: float
    text: str
    under: str
    lead: str = ""
    hue: str = ""
    row: Row | None = None


@dataclass(frozen=True)
class Words:
    """One or two lines of letters and the room that they take."""

    text: str
    under: str
    size: float

    @property
    def width(self) -> float:
        return max(width_of(self.text, self.size) * 1.1, width_of(self.under, self.size - 1))

    @property
    def height(self) -> float:
        return self.size * 2 + 1 if self.under else self.size

    def at(self, x: float, bottom: float, **more) -> Label:
        """Placed with the lower left corner there."""
        x, top, width, height = (round(n, 1) for n in (x, bottom - self.height, self.width, self.height))
        return Label(x, round(top + self.size - 2, 1), top, width, height, self.text, self.under, **more)


def clip(text: str, longest: int) -> str:
    """The text, or its beginning with an ellipsis where it has more characters than that."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def fit(text: str, size: float, room: float) -> str:
    """As much of the text as there is room for."""
    longest = next((n for n in range(len(text), 1, -1) if width_of(clip(text, n), size) * 1.1 <= room), 1)
    return clip(text, longest)


def width_of(text: str, size: float) -> float:
    """About how wide letters are, in the widest of the usual faces: what fits by this, fits."""
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    for letters, width in ((" .,:;'’|!ijlI·", 0.36), ("frt-/()[]", 0.46), ("mwMW%@—…", 0.98)):
        if letter in letters:
            return width
    return 0.78 if letter.isupper() else 0.64


def touch(one: Box, other: Box) -> bool:
    """True where two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def apart(spans: list[tuple[float, float]], lowest: float) -> list[float]:
    """Middles of (middle, height) in order, moved as little as needed to be clear of each other and above `lowest`."""
    found: list[float] = []
    for n, (middle, height) in enumerate(spans):
        found.append(max(middle, found[-1] + (spans[n - 1][1] + height) / 2) if found else middle)
    for n in reversed(range(len(found))):
        found[n] = min(found[n], lowest - spans[n][1] / 2)
        lowest = found[n] - spans[n][1] / 2
    return found
