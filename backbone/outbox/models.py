"""Mails that are waiting, gone or given up, and the address they come from."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of
from backbone.database.prepared import prepared
from backbone.files.models import StoredFile
from backbone.outbox import link_tokens, pictures
from backbone.panels import registry

QUIET = timedelta(minutes=5)


class SenderSettings(models.Model):
    """The installation's one sender. Until it is released, only urgent mails leave."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=150, blank=True)
    address = models.EmailField(blank=True)
    reply_to = models.EmailField(blank=True)
    held = models.BooleanField(default=True)
    tested_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Set while the mail server cannot be used at all; sending pauses until `retry_at`.
    trouble = models.TextField(blank=True)
    trouble_since = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)

    # When a worker last looked for mail; beat asks it to, every half minute.
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="sender_is_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="sender_released_has_moment", condition=Q(held=True) | Q(released_at__isnull=False)
            ),
        ]

    def __str__(self):
        return self.name or self.address or settings.DEFAULT_FROM_EMAIL

    @classmethod
    def load(cls) -> SenderSettings:
        """The one row, or its defaults while nobody has saved it."""
        return next(iter(_sender_settings()), None) or cls()

    @property
    def from_address(self) -> str:
        """The address that mails come from: the one set on the page, or the environment's."""
        return self.address or settings.DEFAULT_FROM_EMAIL

    @property
    def holder(self) -> str:
        """Who holds the data of those who get mail, as its foot says."""
        return self.name or self.from_address

    @property
    def is_paused(self) -> bool:
        """Whether the mail server failed a moment ago; a longer pause is one from before the clock was set back."""
        longest = timedelta(seconds=settings.OUTBOX_PAUSE_SECONDS)
        return self.retry_at is not None and timedelta(0) < self.retry_at - timezone.now() <= longest

    @property
    def nobody_works(self) -> bool:
        """Whether no worker has looked for mail for minutes: none lives, or beat does not."""
        return self.looked_at is not None and self.looked_at < timezone.now() - QUIET


@prepared
def _sender_settings() -> QuerySet[SenderSettings]:
    return SenderSettings.objects.filter(pk=1)


class MessageQuerySet(models.QuerySet):
    def due(self) -> QuerySet[Message]:
        """Waiting, its time has come, all its attachments are ready, and nothing that apps registered stops it."""
        unready = Attachment.objects.filter(message=models.OuterRef("pk")).exclude(file__state="ready")
        rows = self.filter(~models.Exists(unready), state="waiting", not_before__lte=timezone.now())
        return rows.not_stopped()

    def not_stopped(self) -> QuerySet[Message]:
        """Without those that do not go for now, as mail to somebody who left."""
        stops = [~stop() for stop in registry.mail_stops]
        return self.filter(*stops)

    def may_go(self, sender: SenderSettings) -> QuerySet[Message]:
        """Due, and not kept back by a hold or by a mail server that just failed: those stop all but urgent mail."""
        return self.due().filter(urgent=True) if sender.held or sender.is_paused else self.due()

    def waiting_for_failed_file(self) -> QuerySet[Message]:
        """Waiting for an attachment that could not be made."""
        failed = Attachment.objects.filter(message=models.OuterRef("pk"), file__state="failed")
        return self.filter(models.Exists(failed), state="waiting")


class Message(models.Model):
    """A rendered mail to one person. Links in it are placeholders until it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a mail", "Waiting")
        CLAIMED = "claimed", pgettext_lazy("state of a mail", "Being sent")
        SENT = "sent", pgettext_lazy("state of a mail", "Sent")
        GIVEN_UP = "given_up", pgettext_lazy("state of a mail", "Not delivered")
        PERHAPS = "perhaps", pgettext_lazy("state of a mail", "Perhaps delivered")
        CANCELLED = "cancelled", pgettext_lazy("state of a mail", "Cancelled")

    # What does not go again by itself, but when somebody asks for it.
    FOR_A_PERSON = (State.GIVEN_UP, State.PERHAPS)

    key = models.CharField(max_length=200, unique=True)
    # Of the kinds in backbone.panels.registry; empty for what was written before there was a register.
    kind = models.CharField(max_length=30, blank=True, default="", db_default="")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=254)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10, default="en")
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    in_reply_to = models.CharField(max_length=200, blank=True)
    # Sign-in codes and test mails: they go even while sending is held.
    urgent = models.BooleanField(default=False)
    not_before = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # The mail server had the whole mail and has not answered since: while it is being sent, and kept when no answer came.
    unanswered_since = models.DateTimeField(null=True, blank=True)
    # The last error, kept while it waits for another attempt and after it was given up.
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    attachments = models.ManyToManyField(StoredFile, through="Attachment", related_name="messages")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", "waiting claimed sent given_up perhaps cancelled", "message_state"),
            models.CheckConstraint(
                name="message_claim_is_whole",
                condition=Q(state="claimed", claimed_at__isnull=False) & ~Q(claimed_by="")
                | ~Q(state="claimed") & Q(claimed_at__isnull=True, claimed_by=""),
            ),
            models.CheckConstraint(
                name="message_sent_has_moment",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="message_given_up_says_why", condition=~Q(state="given_up") | ~Q(error="")
            ),
            models.CheckConstraint(
                name="message_perhaps_since",
                condition=Q(state="perhaps", unanswered_since__isnull=False) & ~Q(error="")
                | Q(state="claimed")
                | ~Q(state__in=["perhaps", "claimed"]) & Q(unanswered_since__isnull=True),
            ),
            models.CheckConstraint(
                name="message_headers_are_one_line",
                condition=~Q(subject__regex="[\r\n]")
                & ~Q(from_name__regex="[\r\n]")
                & ~Q(to_name__regex="[\r\n]"),
            ),
            models.CheckConstraint(name="message_has_address", condition=~Q(to_address="")),
        ]
        indexes = [
            models.Index(
                fields=["-urgent", "not_before", "id"], name="message_due", condition=Q(state="waiting")
            ),
            models.Index(fields=["claimed_at"], name="message_claimed", condition=Q(state="claimed")),
            models.Index(
                fields=["state"], name="message_in_trouble", condition=Q(state__in=["given_up", "perhaps"])
            ),
            models.Index(fields=["id"], name="message_sample", condition=Q(key__startswith="sample:")),
        ]

    def __str__(self):
        return self.subject

    @property
    def shown_html(self) -> str:
        """The mail to look at, its personal links dead."""
        return pictures.shown(link_tokens.hide(self.html, "#"))

    @property
    def shown_text(self) -> str:
        """The same as plain text."""
        return link_tokens.hide(self.text)


class Attachment(models.Model):
    """A stored file's place among the attachments of a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attached")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attached")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "file"], name="attachment_once_per_message"),
        ]

    def __str__(self):
        return self.file.name
