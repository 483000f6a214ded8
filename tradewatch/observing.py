"""What an operator sees of each request: an id, one log line, counts and times for Prometheus, and slow queries."""

import logging
import re
import time
import uuid
from contextlib import ExitStack

from django.conf import settings
from django.db import connections
from prometheus_client import Counter, Histogram

from tradewatch.logs import request_id

access = logging.getLogger("tradewatch.access")
slow = logging.getLogger("tradewatch.slow_query")

REQUESTS = Counter("tradewatch_requests", "Requests answered.", ["view", "method", "status"])
SECONDS = Histogram(
    "tradewatch_request_seconds",
    "Time to answer a request.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
SLOW_QUERIES = Counter("tradewatch_slow_queries", "Queries that took longer than SLOW_QUERY_SECONDS.")
_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
_PROBES = ("healthz", "readyz", "metrics")


class Observed:
    """The outermost middleware: everything that is answered is seen, refusals and failures too.

    The id goes into the log and not into the answer, which is the same for everybody and kept by caches.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        asked = given if _SAFE_ID.fullmatch(given) else uuid.uuid4().hex
        token, began = request_id.set(asked), time.perf_counter()
        try:
            with ExitStack() as stack:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(_timed))
                response = self.get_response(request)
            self._tell(request, response, time.perf_counter() - began)
            return response
        finally:
            request_id.reset(token)

    def _tell(self, request, response, seconds: float) -> None:
        """Count by the name of the view: addresses would be labels without end. Nothing says who asked."""
        view = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method if request.method in _METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        SECONDS.labels(view).observe(seconds)
        if view in _PROBES and response.status_code == 200:
            return
        access.info(
            "%s %s %s",
            method,
            request.path,
            response.status_code,
            extra={
                "request_id": request_id.get(),
                "view": view,
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
            },
        )


def _timed(execute, sql, params, many, context):
    """Log a query that took long: its text, never what was asked for with it."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        if seconds > settings.SLOW_QUERY_SECONDS:
            SLOW_QUERIES.inc()
            slow.warning("%.3f s: %s", seconds, sql[:2000], extra={"ms": round(seconds * 1000, 1)})
