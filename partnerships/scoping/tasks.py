"""The Celery task of rounds."""

from celery import shared_task

from partnerships.scoping import asking


@shared_task(name="canvases.ask")
def ask() -> int:
    """On beat: ask those whose morning has come, and remind those who were asked a week ago."""
    return asking.send_due()
