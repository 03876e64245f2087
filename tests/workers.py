"""Celery workers on this run's database, which end with the tests, however these end."""

import os
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from backbone.embedded.children import Child


def worker(name, log, **environment):
    """A worker that does one thing at a time, to be started."""
    argv = [sys.executable, "-m", "celery", "-A", "backbone", "worker", "-c", "1", "-n", f"{name}@tests"]
    argv += ["-l", "warning", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    environment = {**os.environ, "DATABASE_URL": _test_database_url(), **environment}
    return Child(name, argv, log=log, env=environment, cwd=settings.BASE_DIR, grace=60)


def _test_database_url():
    return urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"]).geturl()
