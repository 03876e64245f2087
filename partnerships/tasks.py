"""The Celery task of the core of partnerships."""

from celery import shared_task

from partnerships import removing


@shared_task(name="bin.forget")
def forget_removed() -> int:
    """Daily, on beat: clear what was removed thirty days ago, from the bin and from history."""
    return removing.forget_old()
