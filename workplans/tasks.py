"""The Celery task of the work plan. (What can happen to a task of ours is in todo.py.)"""

from celery import shared_task

from workplans import reminders


@shared_task(name="reminders.send")
def send_reminders() -> int:
    """Minutely, on beat: queue the reminders that have become due."""
    return reminders.send_due()
