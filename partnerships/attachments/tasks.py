"""The Celery task of files."""

from celery import shared_task

from partnerships.attachments import forgetting


@shared_task(name="uploads.forget")
def forget_uploads() -> int:
    """Daily, on beat, after the bin: delete what lies beside nothing any more."""
    return forgetting.forget_uploads()
