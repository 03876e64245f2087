"""What one body asks of another, or a partnership of the one above it, and what it was told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from meetings.models.meeting import AgendaItem, Meeting
from partnerships.models import Body, Partnership


class Ask(models.Model):
    """A question that becomes an agenda item where it is asked (`item`, in a meeting of `to`), and comes back answered."""

    text = models.CharField(_("what is asked"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_in = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    # When somebody of those who asked has read the answer.
    read_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return self.text

    @property
    def is_on_agenda(self) -> bool:
        """Whether it stands on the agenda of a meeting that was not cancelled."""
        return self.item is not None and self.item.meeting.state != Meeting.State.CANCELLED


def answered_in_words(name: str) -> models.CheckConstraint:
    """A check that an answer has words."""
    return models.CheckConstraint(condition=Q(answered_at=None) | ~Q(answer=""), name=name)


@track()
class BodyAsk(Ask):
    """A question of a body to another of its partnership."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, related_name="asks")
    to = models.ForeignKey(
        Body, models.CASCADE, related_name="asked_of_it", verbose_name=_("which group is asked")
    )
    # Empty while no meeting is planned, or when it was taken off the agenda.
    item = models.OneToOneField(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="ask")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *same_partnership("body_ask", "body", "to", "item", "answered_in"),
            models.CheckConstraint(
                condition=~Q(to=F("body")),
                name="body_asks_another",
                violation_error_message=_("A group asks another one."),
            ),
            answered_in_words("body_ask_answered"),
        ]
        indexes = [
            models.Index(fields=["partnership"], condition=Q(read_at=None), name="body_ask_open"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("body_ask_answer", args=[self.pk])


class PartnershipAskQuerySet(models.QuerySet):
    def open(self) -> QuerySet[PartnershipAsk]:
        """Those that can be answered: not taken back, of partnerships that go on and are part of it still."""
        return self.filter(
            answered_at=None,
            withdrawn_at=None,
            child__parent=F("partnership"),
            child__closed_at=None,
            partnership__closed_at=None,
        )


@track()
class PartnershipAsk(Ask):
    """A question of a partnership (`child`) to the one of which it is a part, in which it is a row."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="asked_from_below")
    child = models.ForeignKey(
        Partnership, models.CASCADE, related_name="asks_upward", verbose_name=_("who asks")
    )
    # Empty until its coordinator chose one of several groups.
    to = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("which group is asked")
    )
    # Empty while no meeting is planned, or when it was taken off the agenda.
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="ask_from_below"
    )
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = PartnershipAskQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *same_partnership("ps_ask", "to", "item", "answered_in"),
            models.CheckConstraint(condition=~Q(child=F("partnership")), name="ps_ask_of_another"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="ps_ask_answered_or_taken_back"
            ),
            answered_in_words("ps_ask_answered"),
        ]
        indexes = [
            models.Index(fields=["partnership"], condition=Q(read_at=None), name="ps_ask_open"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("upward_ask_answer", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer, as the query `open` says."""
        return not (self.answered_at or self.withdrawn_at) and self.may_be_answered

    @property
    def may_be_answered(self) -> bool:
        """Whether they have not parted, and neither is closed."""
        goes_on = self.child.parent_id == self.partnership_id and self.child.closed_at is None
        return goes_on and not self.partnership.closed_at
