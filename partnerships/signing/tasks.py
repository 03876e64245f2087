"""The Celery task of signing."""

from celery import shared_task

from partnerships.signing.by_mail import asking, codes


@shared_task(name="acceptances.remind")
def remind() -> int:
    """On beat: remind of versions without an answer, and forget codes that are over."""
    codes.forget_old()
    return asking.remind_due()
