"""Whether this process can do its work: `/health/` for who watches, `/health/web/` for load balancers, `python -m backbone.health` for containers."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from redis import RedisError

from backbone.outbox.models import SenderSettings
from backbone.unavailable import is_disk_full

# Below this much room the database stops taking anything.
LEAST_ROOM = 64 * 1024 * 1024


@require_safe
def health(request: Any) -> HttpResponse:
    """For whoever watches: 200 when all is well, otherwise 503 and a line for each thing that is not."""
    failing = _silent_servers() or _troubles()
    return _answer(failing)


@require_safe
def web(request: Any) -> HttpResponse:
    """For load balancers: whether this process can serve pages. They go on without a worker and on a full disk."""
    return _answer(_silent_servers())


def _answer(failing):
    text = "\n".join(failing) or "ok"
    return HttpResponse(text + "\n", status=503 if failing else 200, content_type="text/plain")


def _silent_servers():
    silent = [name for name, answers in (("database", _database), ("valkey", _valkey)) if not answers()]
    return [f"no answer: {', '.join(silent)}"] if silent else []


def _troubles():
    """What stands still though the servers answer."""
    sender, found = SenderSettings.load(), []
    if sender.nobody_works:
        found.append(
            f"nobody works on the queue since {sender.looked_at:%Y-%m-%d %H:%M} UTC: see worker and beat"
        )
    if not _has_room():
        found.append("the disk is full: nothing can be saved")
    return found


def _has_room():
    """On the disk of our own folder, where the embedded database lies too; another's has its own watch."""
    folder = settings.VAR if settings.VAR.exists() else settings.BASE_DIR
    return shutil.disk_usage(folder).free >= LEAST_ROOM and not is_disk_full()


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _valkey():
    try:
        cache.get("health")
    except RedisError:
        return False
    return True


def ask(address: str) -> bool:
    """Ask a web process on this machine, under the name that it is allowed to answer to."""
    host = urlsplit(os.environ["BASE_URL"]).netloc
    try:
        with urlopen(Request(f"http://{address}/health/web/", headers={"Host": host}), timeout=8) as answer:
            return answer.status == 200
    except OSError as problem:
        print(problem, file=sys.stderr)
        return False


if __name__ == "__main__":
    sys.exit(0 if ask(os.environ.get("BIND", "127.0.0.1:8000")) else 1)
