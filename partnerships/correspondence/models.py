"""What people are asked, by which mail, through which link, and what they are told."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import SamePartnership, one_of, same_partnership
from backbone.database.history import track
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.registered.mail_kinds import Words
from partnerships.models.partners import Partner
from partnerships.models.partnership import Partnership

UNDELIVERED = (Message.State.GIVEN_UP, Message.State.PERHAPS, Message.State.CANCELLED)


class AccessLink(models.Model):
    """Opens one person's own tasks, answers and minutes of a partnership; the token is never stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # When its person last said something behind it.
    last_used_at = models.DateTimeField(null=True)
    # When somebody said behind it that they are not its person; until a coordinator confirms or changes the address.
    denied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(denied_at__isnull=False), name="access_link_denied"
            )
        ]

    @property
    def placeholder(self) -> str:
        """What a saved mail holds in place of the address."""
        return link_tokens.placeholder(self.pk)


@track()
class Confirmation(models.Model):
    """Somebody was asked something by a date, and what they answered."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        CHANGE = "change"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="confirmations")
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="confirmations")
    kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    question = models.CharField(max_length=300)
    asked_at = models.DateTimeField(default=now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # Who had it until then, where somebody is asked to take it over.
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=8, blank=True, choices=Answer)
    remark = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_via = models.CharField(max_length=8, blank=True)
    # Where a coordinator was told the answer: who noted it, and the day on which it was given.
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    told_on = models.DateField(null=True)
    # The mail that puts it waits until the person's month has room; the moment of the next try.
    held_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    # It waits for the person's next digest, which puts it; and the digest that did.
    in_digest = models.BooleanField(default=False, db_default=False)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("confirmation", "partner"),
            models.UniqueConstraint(
                fields=["kind", "subject_id", "person"], condition=models.Q(answer=""), name="asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(held_at=None, next_try_at=None)
                | models.Q(held_at__isnull=False, next_try_at__isnull=False, answer=""),
                name="held_question_is_open",
            ),
        ]


class Correspondence(models.Model):
    """Joins a message to partnership, person, partner and cause, and counts what was asked.

    A digest has one for each partnership that it is about; `subject` and `text` are then what its
    coordinators read, and empty where the whole mail is about one partnership.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="correspondence")
    message = models.ForeignKey(Message, models.CASCADE, related_name="correspondence")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    partner = models.ForeignKey(Partner, models.SET_NULL, null=True, related_name="+")
    cause = models.CharField(max_length=30)
    cause_id = models.BigIntegerField(null=True)
    asks = models.PositiveSmallIntegerField(default=0)
    subject = models.CharField(max_length=250, blank=True, default="", db_default="")
    text = models.TextField(blank=True, default="", db_default="")
    at = models.DateTimeField(default=now)
    # The message's state while that is one of UNDELIVERED, else empty. Triggers of the database keep it, so that
    # asks and undelivered mails are counted without reading a message each.
    undelivered = models.CharField(max_length=10, blank=True, default="", db_default="", editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            SamePartnership(field="partner", name="correspondence_partner_same_ps"),
            models.UniqueConstraint(fields=["message", "partnership"], name="correspondence_once_per_part"),
            models.CheckConstraint(
                condition=models.Q(undelivered__in=["", *UNDELIVERED]),
                name="correspondence_undelivered_state",
            ),
        ]
        indexes = [
            # A month's asks and the undelivered mails are read from these alone.
            models.Index(
                fields=["partnership", "at"],
                include=["partner", "person", "asks", "undelivered"],
                condition=models.Q(asks__gt=0),
                name="correspondence_asked",
            ),
            models.Index(
                fields=["partner", "at"],
                include=["asks", "undelivered"],
                condition=models.Q(asks__gt=0),
                name="correspondence_asked_of",
            ),
            models.Index(
                fields=["partnership", "undelivered", "-at", "-id"],
                condition=~models.Q(undelivered=""),
                name="correspondence_undelivered",
            ),
            models.Index(fields=["partnership", "-at", "-id"], name="correspondence_page"),
            models.Index(fields=["cause", "cause_id"], name="correspondence_cause"),
        ]

    @property
    def shown_subject(self) -> str:
        """The subject as this partnership's coordinators read it."""
        return self.subject or self.message.subject

    @property
    def is_shown_whole(self) -> bool:
        """Whether all of the mail is about this partnership; a digest of several is not, and is shown in part."""
        return not self.text

    @property
    def shown_text(self) -> str:
        """What of the mail's text is about this partnership."""
        return self.text or self.message.text


class Notice(models.Model):
    """News that asks nothing: goes out by itself or in the day's digest, as the person prefers."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120, unique=True)
    text = models.CharField(max_length=300)
    path = models.CharField(max_length=200, blank=True)
    # What of the person's own page behind a link it is about, for somebody who does not sign in.
    anchor = models.CharField(max_length=40, blank=True, default="", db_default="")
    at = models.DateTimeField(default=now)
    digested_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    @property
    def headline(self) -> str:
        """Its first line, which is enough for a subject."""
        return self.text.partition("\n")[0]

    @property
    def is_of_task(self) -> bool:
        """Whether it is about a task of that page."""
        return self.anchor.startswith("task-")


def worded_kinds() -> list[tuple[str, str]]:
    """(key, what it is called) of each kind of mail whose words can be changed."""
    return [(kind.key, kind.worded.label) for kind in registry.mails.values() if kind.worded]


@track()
class MailWording(models.Model):
    """Own words for a kind of mail in one language: of a partnership, or without one of the whole installation.

    While it is not `is_used` the words are kept, and what would go out without them goes out.
    """

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("partnership")
    )
    kind = models.CharField(_("kind of email"), max_length=30, choices=worded_kinds)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    opening = models.CharField(pgettext_lazy("of an email", "opening"), max_length=1000, blank=True)
    closing = models.CharField(pgettext_lazy("of an email", "closing words"), max_length=600, blank=True)
    is_used = models.BooleanField(_("in use"), default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "language"],
                nulls_distinct=False,
                name="mail_worded_once",
                violation_error_message=_(
                    "Somebody worded this email meanwhile. Copy your text and open the page again."
                ),
            ),
            one_of("language", "en nl", "mail_wording_language"),
            models.CheckConstraint(
                condition=~models.Q(subject="", opening="", closing=""), name="mail_wording_says_something"
            ),
            models.CheckConstraint(
                condition=~models.Q(subject__regex="[\r\n]"), name="mail_wording_subject_is_one_line"
            ),
        ]

    @property
    def words(self) -> Words:
        """What takes the place of our words."""
        return Words(self.subject, self.opening, self.closing)
