"""The Celery task of invitations."""

from celery import shared_task

from partnerships.inviting import reminding


@shared_task(name="partner_invitations.remind")
def remind() -> int:
    """On beat: remind of invitations that nobody answered for two weeks."""
    return reminding.remind_due()
