"""Log lines: one JSON object each, with request, person and partnership, never a token or a mail's text."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from contextvars import ContextVar
from typing import Any

# Addresses that open something for whoever holds them: a mailed link or file, the first administrator’s, a demo’s.
SECRET_ADDRESS = re.compile(r"/(l|start|once|demo|mailed-files(?:/papers)?)/([A-Za-z0-9_:=.-]{12,})")

_about = ContextVar("about", default=None)
logger = logging.getLogger("backbone.requests")


def about(**facts: Any) -> None:
    """Add facts to every line of this request or task: `about(partnership=partnership.pk)`."""
    _about.set({**(_about.get() or {}), **facts})


def without_tokens(text: str) -> str:
    """The text with the secret part of addresses taken out."""
    return SECRET_ADDRESS.sub(r"/\1/…", text)


def to_console(level: str, loggers: dict) -> dict:
    """Django's and gunicorn's logging settings: lines from `level` on go to standard error, without tokens."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_tokens": {"()": "backbone.logs.WithoutTokens"}},
        "formatters": {"line": {"()": "backbone.logs.Line"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "filters": ["no_tokens"], "formatter": "line"}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": loggers,
    }


class WithoutTokens(logging.Filter):
    """Takes secret addresses out of a record's message before any handler writes it."""

    def filter(self, record: Any) -> bool:
        record.msg, record.args = without_tokens(record.getMessage()), ()
        return True


class Line(logging.Formatter):
    """Writes a record as one JSON object on one line."""

    def format(self, record: Any) -> str:
        row = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **(_about.get() or {}),
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["error"] = self.formatException(record.exc_info)
        return without_tokens(json.dumps(row, ensure_ascii=False, default=str))


class RequestMiddleware:
    """Gives each request an id, which also stands in the answer, and writes one line when it is done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _about.set({"request": uuid.uuid4().hex[:12]})
        began = time.perf_counter()
        response = self.get_response(request)
        about(**_person(request))
        response["X-Request-ID"] = _about.get()["request"]
        milliseconds = round((time.perf_counter() - began) * 1000)
        logger.info("%s %s %s %s ms", request.method, request.path, response.status_code, milliseconds)
        return response


def _person(request):
    """The signed-in person, if the request has looked: asking here would cost a query."""
    person = getattr(request, "_cached_user", None)
    return {"person": person.pk} if person is not None and person.pk else {}
