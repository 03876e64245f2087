"""The Celery tasks of meetings."""

from celery import shared_task

from meetings import clock


@shared_task(name="minutes.watch")
def watch_minutes_clock() -> int:
    """Tell coordinators of minutes that are not out in time; runs every quarter of an hour."""
    clock.watch()
