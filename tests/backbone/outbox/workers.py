"""Real Celery workers, which can be killed as a machine would kill them."""

import os
import signal
import subprocess
import time

from django.db import connection

from backbone.celery import app
from backbone.embedded.children import kill_group
from tests.workers import worker


class Workers:
    """Some workers of one process each; `kill` takes one, or only the process that does the work."""

    def __init__(self, count, log, **environment):
        self.children = [worker(f"w{place}", log, **environment) for place in range(count)]
        self.kills = 0

    def start(self):
        app.control.purge()
        for child in self.children:
            child.start()
        return self

    def kill_worker(self, place):
        """kill -9 for a worker and its child at once; another takes its place."""
        self._kill(self.children[place])
        self.kills += 1
        self.children[place].start()

    def kill_child(self, place):
        """kill -9 for the process that does the work; returns whether there was one."""
        children = _children(self.children[place].pid)
        for child in children:
            os.kill(child, signal.SIGKILL)
            self.kills += 1
        return bool(children)

    def stop(self):
        for child in self.children:
            if child.alive():
                self._kill(child)
        _wait_until_alone()

    def _kill(self, child):
        kill_group(child.pid)
        child.process.wait()


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
