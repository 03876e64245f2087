"""The clock's own Celery application, `celery -A backbone.beat beat`: settings and timetable, without Django's apps.

The clock sends names of tasks and runs none: with everything loaded it would hold three times the memory.
"""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")

app = Celery("backbone", fixups=[], set_as_current=False)
app.config_from_object("django.conf:settings", namespace="CELERY")


@setup_logging.connect
def log_as_everywhere(**_: Any) -> None:
    """Give the clock the log lines that Django's apps would have set up."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
