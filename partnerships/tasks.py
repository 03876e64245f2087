"""The Celery tasks of the core of partnerships."""

from celery import shared_task

from partnerships import notes, removing


@shared_task(name="bin.forget")
def forget_removed() -> int:
    """Daily, on beat: clear what was removed thirty days ago, from the bin and from history."""
    return removing.forget_old()


@shared_task(name="notes.forget")
def forget_notes() -> int:
    """Daily, on beat: delete private notes that nobody said are still needed."""
    return notes.forget_old()
