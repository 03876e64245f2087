"""The Celery task of conveners."""

from celery import shared_task

from partnerships.conveners import roles


@shared_task(name="conveners.keep")
def keep_conveners() -> int:
    """On beat: where a role began or ended with the day, its partner's tick follows."""
    return roles.keep_in_step()
