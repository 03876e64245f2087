"""The clock's own Celery application, `celery -A backbone.beat beat`: settings and timetable, without Django's apps.

The clock sends names of tasks and runs none: with everything loaded it would hold three times the memory.
"""

import logging.config
import os
from shelve import Shelf
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")

app = Celery("backbone", fixups=[], set_as_current=False)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_scheduler = "backbone.beat:Clock"


class Clock(PersistentScheduler):
    """Celery's own, which also begins anew where a crash left half of what it had written."""

    def _open_schedule(self) -> Shelf:
        schedule = super()._open_schedule()
        try:
            dict(schedule)
        except Exception:
            logging.getLogger(__name__).warning("what was sent when could not be read, and is forgotten")
            schedule.dict.close()
            self._remove_db()
            schedule = super()._open_schedule()
        return schedule


@setup_logging.connect
def log_as_everywhere(**_: Any) -> None:
    """Give the clock the log lines that Django's apps would have set up."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
