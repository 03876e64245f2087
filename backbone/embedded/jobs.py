"""Worker and clock of `make start`: `python -m backbone.embedded.jobs worker`, or `beat FILE`.

Celery's command line does the same and keeps 12 MB more in each, for completing words at a prompt.
"""

import sys


def worker() -> int:
    """Run what is queued, two at a time; returns the exit code."""
    from backbone.celery import app

    lean = {"without_gossip": True, "without_mingle": True, "without_heartbeat": True}
    process = app.Worker(concurrency=2, loglevel="INFO", quiet=True, **lean)
    process.start()
    return process.exitcode


def beat(schedule: str) -> None:
    """Send what is due by the timetable; the file `schedule` keeps what was sent when."""
    from backbone.beat import app

    app.Beat(loglevel="INFO", schedule=schedule, quiet=True).run()


if __name__ == "__main__":
    sys.exit({"worker": worker, "beat": beat}[sys.argv[1]](*sys.argv[2:]))
