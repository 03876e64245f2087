"""What happens to files whose worker died."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backbone import deadlines
from backbone.database.models import Lease
from backbone.isolation import each

from .models import StoredFile
from .storing import FAILED_WORDS, fail, start

CLAIM_LASTS = timedelta(seconds=deadlines.CLAIM_LASTS)
START_LASTS = timedelta(minutes=2)
MOST_ATTEMPTS = 3


@shared_task(name="files.sweep")
def sweep() -> None:
    """Start pending files again whose worker died or whose start was lost; after three attempts they fail."""
    each(_lost().values_list("pk", flat=True), _start_again, what="file", put_off=_give_up)


def _give_up(file_id):
    fail(StoredFile(pk=file_id), FAILED_WORDS)


def _lost():
    now = timezone.now()
    gone = Q(claimed_at__isnull=False) & ~Q(claimed_by__in=Lease.objects.names_of_living())
    stuck = Q(claimed_at__lt=now - CLAIM_LASTS)
    unstarted = Q(claimed_at=None, created_at__lt=now - START_LASTS)
    return StoredFile.objects.filter(gone | stuck | unstarted, state=StoredFile.State.PENDING).exclude(job="")


@transaction.atomic
def _start_again(file_id):
    file = _lost().select_for_update(skip_locked=True).filter(pk=file_id).first()
    if file is None:
        return
    if file.attempts >= MOST_ATTEMPTS:
        fail(file, FAILED_WORDS)
        return
    file.claimed_at, file.claimed_by = None, ""
    file.save(update_fields=["claimed_at", "claimed_by"])
    start(file)
