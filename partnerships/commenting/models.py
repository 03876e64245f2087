"""What partners say about the draft of their agreement, clause by clause, and what becomes of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of, same_partnership
from backbone.database.history import track
from partnerships.agreements.models import Agreement, Clause
from partnerships.correspondence.calling.told import in_words
from partnerships.models import Partner, Partnership

PERSON = settings.AUTH_USER_MODEL
MOST_WORDS = 2000
OF_THE_WHOLE, WHOLE = 0, _("The agreement as a whole")
# "link" or "page", or how it came to whoever noted it (partnerships.correspondence.calling.told).
WAYS = "link page phone paper chat talk mail"


@track()
class ClauseComment(models.Model):
    """What a partner says about a clause; it stays when the clause goes, under the heading that it had."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", pgettext_lazy("a comment", "taken up")
        PART = "part", pgettext_lazy("a comment", "taken up in part")
        NOT = "not", pgettext_lazy("a comment", "not taken up")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="clause_comments")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comments")
    clause = models.ForeignKey(
        Clause, models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name=_("clause")
    )
    # About the agreement as a whole: never about a clause, so that one that was removed is something else.
    is_general = models.BooleanField(_("about the whole agreement"), default=False)
    heading = models.CharField(_("heading of the clause"), max_length=120, blank=True)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    text = models.TextField(_("comment"), max_length=MOST_WORDS)
    said_by = models.CharField(
        _("who says so"), max_length=120, blank=True, help_text=_("Such as: the board, in its letter.")
    )
    way = models.CharField(_("how it came"), max_length=8)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by"))
    at = models.DateTimeField(_("written"), default=now)
    outcome = models.CharField(_("what becomes of it"), max_length=5, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=1000)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            *same_partnership("comment", "agreement", "clause", "partner"),
            one_of("way", WAYS, "comment_way"),
            models.CheckConstraint(
                condition=Q(is_general=False) | Q(clause=None, heading=""), name="comment_on_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=["taken", "part", "not"]), name="comment_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="comment_answered_with_a_day",
            ),
        ]
        indexes = [models.Index(fields=["partnership"], condition=Q(answered_at=None), name="open_comments")]

    def __str__(self):
        return f"{self.partner}: {self.about}"

    def get_absolute_url(self) -> str:
        """Its place among the comments."""
        return f"{reverse('comments', args=[self.partnership.slug])}#comment-{self.pk}"

    @property
    def about(self) -> str:
        """What it is about: the heading of its clause, or the agreement as a whole."""
        return str(WHOLE) if self.is_general else self.heading

    @property
    def place(self) -> int | None:
        """Which field of the forms it stands in: its clause's, or that of the whole agreement; None once the clause is gone."""
        return OF_THE_WHOLE if self.is_general else self.clause_id

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.answered_at is None

    @property
    def came(self) -> str:
        """How it came and who noted it; empty when the partner wrote it itself."""
        return in_words(self.way, self.by, self.told_on)


@track()
class NoComments(models.Model):
    """A partner has no comments on the draft as it stood that day."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="without_comments")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    way = models.CharField(_("how it came"), max_length=8)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by"))
    at = models.DateTimeField(_("written"), default=now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            *same_partnership("no_comments", "agreement", "partner"),
            one_of("way", WAYS, "no_comments_way"),
            models.UniqueConstraint(fields=["agreement", "partner"], name="no_comments_once"),
        ]

    def __str__(self):
        return str(self.partner)


class CommentAsk(models.Model):
    """Somebody is asked for their partner's comments, and reminded once; `next_ask_at` while it waits for room.

    Asked about a later draft, the row begins anew: `times` says how often, which keeps the mails apart.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="comment_asks")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comment_asks")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    until = models.DateField(_("comments by"))
    times = models.PositiveSmallIntegerField(default=1)
    next_ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("comment_ask", "agreement", "partner"),
            models.UniqueConstraint(fields=["agreement", "partner", "person"], name="comment_ask_once"),
        ]
        indexes = [models.Index(fields=["next_ask_at"], name="comment_next_ask")]

    def __str__(self):
        return f"{self.person}"
