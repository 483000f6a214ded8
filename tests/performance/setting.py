"""What one part is measured on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """A record (`database` is sqlite or postgresql) of so many entries; each load lasts `seconds`."""

    database: str
    size: int
    url: str
    seconds: float
    minute: bool = False
