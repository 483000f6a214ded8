"""What an export is made of: the files, and what a line of each holds.

`record/` holds what an instance needs to be the same public site; `data/` is the package of /data/. `MANIFEST.json`
lists every file with its hash, and is written last: without it there is no export.
"""

import json
from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from negotiations.values.vocabulary import Change, LinkStatus

FORMAT = 1
MANIFEST = "MANIFEST.json"
PRESS, PUBLICATIONS, EDITIONS, UNREVIEWED, UPKEEP = (
    "record/press.json",
    "record/publications.jsonl",
    "record/editions.jsonl",
    "record/unreviewed.jsonl",
    "record/upkeep.jsonl",
)
RECORD = (PRESS, PUBLICATIONS, EDITIONS, UNREVIEWED, UPKEEP)
# No line of a record comes near; a longer one is no line of a record.
LINE_AT_MOST = 16 * 1024 * 1024  # bytes
MANIFEST_AT_MOST = 1024 * 1024

# Why a body is not there, in the words of its redaction.
WHEN_EXPORTED = "Closed when exported."
BEFORE_EXPORT = "Redacted before it was exported."
BY = "export"

type Id = Annotated[int, Field(gt=0, lt=2**63)]
type Count = Annotated[int, Field(ge=0, lt=2**31)]
type Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Line(BaseModel):
    """The base of every line: nothing unknown, nothing bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def text(self) -> str:
        """The one way in which it is written."""
        return self.model_dump_json() + "\n"


class PressLine(Line):
    """The counters of the record."""

    last_entry: Count
    last_source: Count
    last_log: Count
    last_printed_at: AwareDatetime | None
    is_sample: bool
    is_synthetic: bool


class PublicationLine(Line):
    """Something that was printed. Its id is kept: bodies refer to it."""

    id: Id
    kind: str = Field(max_length=40)
    key: str = Field(pattern=r"^[A-Za-z0-9_-]{1,120}$")
    number: Id | None
    closed_at: AwareDatetime | None
    redirect_to: Id | None


class EditionLine(Line):
    """One printing, in the order of the publication log: the first line is printing 1.

    `body` is the exact text that was printed, null where it was closed to readers. Then `closed` says why, the line
    keeps the place in the timeline that the body can no longer tell, and the note is gone too.
    """

    printing: Id
    publication: Id
    number: Id
    change: Change
    note: str
    schema_version: Annotated[int, Field(gt=0, lt=2**15)]
    published_at: AwareDatetime
    digest: Sha256
    body: str | None
    closed: str | None = Field(None, pattern="^(when_exported|redacted)$")
    closed_at: AwareDatetime | None = None
    sort_key: Annotated[int, Field(gt=-(2**63), lt=2**63)] | None = None
    first_day: date | None = None
    last_day: date | None = None


class UnreviewedLine(Line):
    """What readers are told of a printing that no second editor had approved, in the order of printings."""

    printing: Id
    reason: str = Field(min_length=1)
    confirmed_at: AwareDatetime | None


class UpkeepLine(Line):
    """What ages without an edition."""

    publication: Id
    link_status: LinkStatus
    archive_address: str = Field(pattern="^(https?://[^\\s\\x00-\\x1f]+)?$", max_length=1000)
    checked_on: date | None
    last_verified_on: date | None


class FileLine(Line):
    """One file of the manifest."""

    path: str = Field(pattern=r"^(record|data)/[A-Za-z0-9][A-Za-z0-9._-]{0,80}$")
    bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256


class Manifest(Line):
    """What the export holds, and of which state of the record."""

    format: int
    generation: Count
    data_as_of: AwareDatetime | None
    files: list[FileLine] = Field(max_length=200)

    def text(self) -> str:
        """For people too."""
        shown: Any = json.loads(self.model_dump_json())
        return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def plain_json(text: str) -> Any:
    """JSON as the standard has it. Raises ValueError, also for what is nested too deep to read."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _no_number(name: str):
    raise ValueError(f"{name} is no number")


def texts_of(content: Any) -> str:
    """Every text in a JSON value, names included, one after the other."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(map(texts_of, content))
    if isinstance(content, dict):
        return "".join(map(texts_of, [*content.keys(), *content.values()]))
    return ""
