"""Files as rows of the database: uploads, PDFs, exports."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from backbone.database.fields import one_of


class StoredFile(models.Model):
    """Bytes with their SHA-256, or the promise of them: pending, ready or failed."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("state of a file", "Being created")
        READY = "ready", pgettext_lazy("state of a file", "Ready")
        FAILED = "failed", pgettext_lazy("state of a file", "Failed")

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    error = models.TextField(blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_words = models.CharField(max_length=200, blank=True)
    # How to make it: a Celery task, called with this row's id and these keyword arguments.
    job = models.CharField(max_length=200, blank=True)
    job_args = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", "pending ready failed", "file_state"),
            models.CheckConstraint(
                name="file_ready_has_hash",
                condition=~models.Q(state="ready")
                | models.Q(ready_at__isnull=False, sha256__regex="^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="file_failed_says_why", condition=~models.Q(state="failed") | ~models.Q(error="")
            ),
            models.CheckConstraint(
                name="file_progress_is_a_percentage", condition=models.Q(progress__lte=100)
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="file_pending", condition=models.Q(state="pending")),
            models.Index(fields=["sha256"], name="file_picture", condition=models.Q(media_type="image/png")),
        ]

    def __str__(self):
        return self.name

    @property
    def data(self) -> bytes:
        """The bytes of a ready file: a query of its own, so that no list loads them."""
        return bytes(self.content.data)

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def doing(self) -> str:
        """What is being done now, in the reader's language."""
        return gettext(self.progress_words) if self.progress_words else ""


class Content(models.Model):
    """The bytes of one ready file."""

    file = models.OneToOneField(StoredFile, models.CASCADE, primary_key=True, related_name="content")
    data = models.BinaryField()

    def __str__(self):
        return str(self.file_id)
