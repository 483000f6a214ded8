"""Log lines that a program can read: one JSON object a line, whatever somebody sent."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

# Of the request that this thread answers; '' outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")
_OWN = logging.makeLogRecord({}).__dict__.keys() | {
    "message",
    "asctime",
    "request",
    "server_time",
    "taskName",
}


class JsonLine(logging.Formatter):
    """Time (UTC), level, logger, message, the id of the request, and what else was given with `extra`.

    JSON escapes line ends and control characters, so that no address or name can write a line of its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if asked := request_id.get():
            said["request_id"] = asked
        said |= {name: value for name, value in record.__dict__.items() if name not in _OWN}
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=True, default=str)
