"""gunicorn as production runs it: threads, so that a slow reader of a large file holds a thread and not a process."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
# A page takes a few milliseconds of a processor; threads wait for the database and for long downloads.
workers = int(os.environ.get("WEB_WORKERS", 2 * (os.cpu_count() or 1)))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60  # of a worker that answers nothing at all
graceful_timeout = 30
keepalive = 75  # longer than nginx keeps its connections idle
max_requests, max_requests_jitter = 50_000, 5_000
# What a request may be at most; nginx has refused larger ones already.
limit_request_line, limit_request_fields, limit_request_field_size = 8190, 60, 8190
# Signals are enough to steer it, and the socket would lie in a home that the process has none of.
control_socket_disable = True
# Requests are told by tradewatch.access, as JSON.
accesslog = None
_memory = "/dev/shm"  # noqa: S108 (workers only touch a file there, to say that they live)
worker_tmp_dir = _memory if os.path.isdir(_memory) else None


def post_worker_init(worker):
    """What every page is made of is loaded before the first reader asks for one, beside what is answered already."""
    from threading import Thread

    from django.conf import settings

    if getattr(settings, "TRADEWATCH_SERVE", "desk") == "desk":
        return  # nor for what `make bench` compares us with, under the same configuration
    from negotiations.public.warming import warm

    Thread(target=warm, name="warm", daemon=True).start()


def child_exit(server, worker):
    """Counts of a worker that is gone stay in the totals, its gauges do not."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
