"""The Celery task of invitations."""

from celery import shared_task

from partnerships.inviting import sending


@shared_task(name="partner_invitations.remind")
def remind() -> int:
    """Daily, on beat: remind of invitations that nobody answered for two weeks."""
    return sending.remind_due()
