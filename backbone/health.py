"""Whether this process can do its work: `/health/` for load balancers, `python -m backbone.health` for containers."""

import os
import sys
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from redis import RedisError


@require_safe
def health(request):
    """200 when the database and Valkey answer, otherwise 503 with the one that does not."""
    failing = [name for name, answers in (("database", _database), ("valkey", _valkey)) if not answers()]
    text = "ok" if not failing else f"no answer: {', '.join(failing)}"
    return HttpResponse(text + "\n", status=503 if failing else 200, content_type="text/plain")


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


def ask(address):
    """Ask a web process on this machine, under the name that it is allowed to answer to."""
    host = urlsplit(os.environ["BASE_URL"]).netloc
    try:
        with urlopen(Request(f"http://{address}/health/", headers={"Host": host}), timeout=8) as answer:
            return answer.status == 200
    except OSError as problem:
        print(problem, file=sys.stderr)
        return False


if __name__ == "__main__":
    sys.exit(0 if ask(os.environ.get("BIND", "127.0.0.1:8000")) else 1)
