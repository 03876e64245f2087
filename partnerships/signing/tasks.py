"""The Celery task of signing."""

from celery import shared_task

from partnerships.signing import days_to_know
from partnerships.signing.by_mail import asking, codes


@shared_task(name="acceptances.remind")
def remind() -> int:
    """On beat: remind of versions without an answer, tell of days that come, and forget codes that are over."""
    codes.forget_old()
    days_to_know.tell_due()
    return asking.remind_due()
