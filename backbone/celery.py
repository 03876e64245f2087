"""The Celery application: settings come from Django, tasks from the installed apps."""

import gc
import os
from importlib import import_module
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")

app = Celery("backbone")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def load_what_is_shared(**_: Any) -> None:
    """Import WeasyPrint once, before the worker's processes part, rather than on each one's first PDF."""
    import_module("backbone.paper.pdf_renderer")
    # The collector marks what it looks at, and a marked page is shared no longer.
    gc.collect()
    gc.freeze()
