"""The minutes as lines, and what the lines became: decisions, action points, remarks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import same_partnership
from backbone.database.history import track
from backbone.database.search import words_index
from meetings.models.meeting import AgendaItem, Meeting
from partnerships.correspondence.models import Confirmation
from partnerships.documents.models import Version
from partnerships.models import Partner, Partnership
from partnerships.models.bodies import DecisionRule
from workplans.models import Task

PERSON = settings.AUTH_USER_MODEL


class LineQuerySet(models.QuerySet):
    def kept(self) -> QuerySet[Line]:
        """Lines that nobody removed and that have their place in the minutes."""
        return self.filter(removed_at=None, gone_item=None)

    def without_place(self) -> QuerySet[Line]:
        """Lines that came when their agenda item was gone already: nobody reads them but who writes the minutes."""
        return self.filter(gone_item__isnull=False)

    def unissued(self) -> QuerySet[Line]:
        """Lines that differ from the issued minutes of their meeting: added, changed or to be struck out."""
        return self.filter(unissued_since__isnull=False, gone_item=None)


@track()
class Line(models.Model):
    """One line of the minutes as typed; what it became hangs below it."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        ACTION = "action", _("Action point")
        DECISION = "decision", _("Decision")
        QUESTION = "question", pgettext_lazy("minutes line", "Open question")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lines")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="lines")
    # The item under which it was typed, when that was taken off the agenda before the line arrived.
    gone_item = models.BigIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("text"))
    # The words before the last change, and the moment of removal: both can be undone.
    text_before = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    # What is to be done, and the name as it was typed, when the line is an action point.
    title = models.CharField(max_length=300, blank=True)
    owner_words = models.CharField(max_length=120, blank=True)
    # What was understood of an action point before it is issued: owner, organisation, due date.
    owner = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    # How it was decided, when the line is a decision.
    rule = models.CharField(_("decision rule"), max_length=12, choices=DecisionRule, blank=True)
    result = models.CharField(_("how it was decided"), max_length=300, blank=True)
    review_on = models.DateField(_("check again on"), null=True, blank=True)
    # Since when the line differs from the last issued minutes: typed, changed or removed after they went out.
    unissued_since = models.DateTimeField(null=True, blank=True)
    # Who made it differ last; `by` stays who typed the line.
    unissued_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    # The version of the minutes that struck out what an earlier one had issued as an action point or decision.
    struck_out_in = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "position", "at"]
        constraints = [
            *same_partnership("line", "meeting", "item", "partner"),
            models.CheckConstraint(
                condition=models.Q(struck_out_in=None) | models.Q(struck_out_in__gt=1),
                name="line_struck_out_by_a_correction",
            ),
        ]
        indexes = [
            words_index("text", name="line_words"),
            models.Index(
                fields=["meeting"], condition=models.Q(unissued_since__isnull=False), name="line_unissued"
            ),
        ]


class DecisionQuerySet(models.QuerySet):
    def registered(self, partnership: Partnership) -> QuerySet[Decision]:
        """The numbered decisions of a partnership, for whom it carries the access of.

        Those whose number can still be taken back are for coordinators alone.
        """
        rows = self.filter(partnership=partnership, number__isnull=False)
        return rows if partnership.access.coordinate else rows.public()

    def public(self) -> QuerySet[Decision]:
        """Decisions whose number can't be taken back any more: those that everybody may see."""
        return self.filter(Q(undoable_until=None) | Q(undoable_until__lte=Now()))


@track()
class Decision(models.Model):
    """A decision as it was last issued; until it has its number it follows its line."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    line = models.OneToOneField(Line, models.CASCADE, related_name="decision")
    # Given when the minutes are issued; before that the decision has no number.
    number = models.PositiveIntegerField(null=True, blank=True)
    # When it got its number; empty where that was before this was kept.
    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    text = models.TextField(_("decision in exact words"))
    rule = models.CharField(_("decision rule"), max_length=12, choices=DecisionRule, blank=True)
    result = models.CharField(_("how it was decided"), max_length=300, blank=True)
    review_on = models.DateField(_("check again on"), null=True, blank=True)
    # The version of the minutes that struck it out, and its reason; the number stays used.
    struck_out_in = models.PositiveIntegerField(null=True, blank=True)
    struck_out_because = models.CharField(max_length=300, blank=True)
    # Until this moment the issuing that gave it its number can be undone, and only coordinators see it.
    undoable_until = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            *same_partnership("decision", "meeting", "line"),
            models.UniqueConstraint(fields=["partnership", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=models.Q(struck_out_in=None)
                | models.Q(struck_out_in__gt=1, number__isnull=False) & ~models.Q(struck_out_because=""),
                name="decision_struck_out_says_why",
            ),
        ]
        indexes = [
            words_index("text", name="decision_words"),
            # How many there are is counted for each meeting of a list.
            models.Index(
                fields=["meeting", "id"],
                condition=models.Q(number__isnull=False),
                name="decision_of_meeting",
            ),
            # Since when everybody may see it: digests tell what is new.
            models.Index(Coalesce("undoable_until", "issued_at"), name="decision_public_from"),
        ]

    def __str__(self):
        return self.text


class ActionPoint(models.Model):
    """Where a task came from: the meeting, the item and the line."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    task = models.OneToOneField(Task, models.CASCADE, related_name="action_point")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="action_points")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="action_points")
    line = models.OneToOneField(Line, models.SET_NULL, null=True, related_name="action_point")

    class Meta:
        constraints = same_partnership("action_point", "task", "meeting", "item", "line")


class Remark(models.Model):
    """What a reader finds not right in issued minutes; it waits until the coordinator has dealt with it."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="remarks")
    confirmation = models.OneToOneField(Confirmation, models.CASCADE, related_name="minutes_remark")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = same_partnership("remark", "meeting", "confirmation")


class BeforeIssue(models.Model):
    """What a meeting's rows were before its minutes were issued: with it issuing is undone until the mails leave."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="before_issue")
    version = models.OneToOneField(Version, models.CASCADE, related_name="+")
    # By table and key the columns as they were; `made` are the keys of what issuing added.
    rows = models.JSONField()

    class Meta:
        constraints = same_partnership("before_issue", "meeting", "version")
