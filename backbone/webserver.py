"""Gunicorn's settings: `gunicorn -c python:backbone.webserver backbone.wsgi`."""

import gc
import os
from typing import Any

from backbone.logs import to_console

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
preload_app = True
graceful_timeout = 3 if os.environ.get("BACKBONE_EMBEDDED") else 30
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Import all pages once, before the processes part, rather than on each one's first request."""
    from django.urls import get_resolver

    server.log.info("%s addresses", len(get_resolver().url_patterns))
    # The collector marks what it looks at, and a marked page is shared no longer.
    gc.collect()
    gc.freeze()


# Gunicorn's own lines can name an address that opens something; they go through the same filter as ours.
logconfig_dict = to_console(
    "INFO",
    {"gunicorn.error": {"level": "INFO", "propagate": True}, "gunicorn.access": {"level": "WARNING"}},
)
