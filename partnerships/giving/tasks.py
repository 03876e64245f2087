"""The Celery task of giving."""

from celery import shared_task

from partnerships.giving import asking, quarters


@shared_task(name="quarters.ask")
def ask_about_quarters() -> int:
    """On beat: begin the lines of a quarter that is over, and ask those whose morning has come."""
    quarters.begin_due()
    return asking.send_due()
