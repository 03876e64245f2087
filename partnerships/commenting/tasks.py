"""The Celery task of comments."""

from celery import shared_task

from partnerships.commenting import asking


@shared_task(name="comments.ask")
def ask() -> int:
    """On beat: ask those whose morning has come, and remind those who were asked a week ago."""
    return asking.send_due()
