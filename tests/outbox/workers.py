"""Real Celery workers on the test database, which can be killed as a machine would kill them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from backbone.celery import app


class Workers:
    """Some workers of one process each; `kill` takes one, or only the process that does the work."""

    def __init__(self, count, log, **environment):
        self.log = Path(log)
        self.environment = {**os.environ, "DATABASE_URL": _test_database_url(), **environment}
        self.processes = [None] * count
        self.kills = 0

    def start(self):
        app.control.purge()
        for place in range(len(self.processes)):
            self._start(place)
        return self

    def kill_worker(self, place):
        """kill -9 for a worker and its child at once; another takes its place."""
        os.killpg(self.processes[place].pid, signal.SIGKILL)
        self.processes[place].wait()
        self.kills += 1
        self._start(place)

    def kill_child(self, place):
        """kill -9 for the process that does the work; returns whether there was one."""
        children = _children(self.processes[place].pid)
        for child in children:
            os.kill(child, signal.SIGKILL)
            self.kills += 1
        return bool(children)

    def stop(self):
        for process in self.processes:
            if process and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        _wait_until_alone()

    def _start(self, place):
        argv = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "backbone",
            "worker",
            "-c",
            "1",
            "-n",
            f"w{place}@tests",
        ]
        argv += ["-l", "warning", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        with self.log.open("ab") as log:
            self.processes[place] = subprocess.Popen(
                argv,
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def _test_database_url():
    return urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"]).geturl()


def _children(pid):
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def _wait_until_alone():
    """Until the server has noticed that the workers are gone: the next test truncates their tables."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
