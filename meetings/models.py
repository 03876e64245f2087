"""What was talked over and decided: meetings, their agenda, who was there, and the minutes as lines."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.accounts.models import check_timezone
from backbone.fields import same_partnership
from backbone.history import track
from partnerships.models import Body, Confirmation, Document, Partner, Partnership
from partnerships.models.partners import DecisionRule
from workplans.models import Task

PERSON = settings.AUTH_USER_MODEL


@track()
class Meeting(models.Model):
    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", pgettext_lazy("meeting", "Under way")
        CLOSED = "closed", pgettext_lazy("meeting", "Closed")
        ISSUED = "issued", _("Minutes issued")
        CANCELLED = "cancelled", _("Cancelled")

    class Previous(models.TextChoices):
        APPROVED = "approved", _("Approved")
        CORRECTED = "corrected", _("Approved with corrections")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="meetings")
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name=_("group")
    )
    title = models.CharField(_("title"), max_length=120)
    goal = models.CharField(
        _("goal"), max_length=300, blank=True, help_text=_("What is different at the end of it?")
    )
    starts_at = models.DateTimeField(_("starts"))
    minutes_planned = models.PositiveSmallIntegerField(
        _("length in minutes"), default=90, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    timezone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Amsterdam", validators=[check_timezone]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(_("address of the call"), blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    chair = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chair")
    )
    minute_taker = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("minute-taker")
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    current_item = models.ForeignKey("AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+")
    interests = models.TextField(_("declared interests"), blank=True)
    previous_minutes = models.CharField(
        _("minutes of the previous meeting"), max_length=10, choices=Previous, blank=True
    )
    previous_words = models.CharField(_("corrections to them"), max_length=500, blank=True)
    minutes_due_on = models.DateField(null=True, blank=True)
    clock_told = models.PositiveSmallIntegerField(default=0)
    document = models.OneToOneField(Document, models.RESTRICT, null=True, blank=True, related_name="meeting")
    issued_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            *same_partnership("meeting", "body", "document"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None)
                | models.Q(started_at=None)
                | models.Q(ended_at__gte=models.F("started_at")),
                name="meeting_times",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | models.Q(issued_at__isnull=False),
                name="issued_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "-starts_at"], name="meeting_by_date")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meeting", args=[self.pk])

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes_planned)

    @property
    def zone(self):
        return ZoneInfo(self.timezone)

    @property
    def day(self):
        """The day of the meeting where it is held: the day it began when it was held earlier than planned."""
        return localdate(min(self.starts_at, self.started_at or self.starts_at), self.zone)

    @property
    def is_issued(self):
        return self.state == self.State.ISSUED


@track()
class AgendaItem(models.Model):
    class Purpose(models.TextChoices):
        INFORM = "inform", _("inform")
        DISCUSS = "discuss", _("discuss")
        DECIDE = "decide", _("decide")
        PARTNERSHIP = "on", _("how we work together")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("item"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose, default=Purpose.DISCUSS)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, validators=[MaxValueValidator(600)])
    presenter = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("brought by")
    )
    # When the room came to it; from this it is known how far behind the meeting runs.
    begun_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = same_partnership("agenda_item", "meeting", "presenter")

    def __str__(self):
        return self.title


@track()
class Attendance(models.Model):
    class State(models.TextChoices):
        PRESENT = "present", _("Present")
        PARTLY = "partly", _("Partly")
        APOLOGIES = "apologies", _("Apologies")
        ABSENT = "absent", _("Absent")
        OBSERVER = "observer", _("Observer")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="attendance", verbose_name=_("person"))
    partner = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("organisation"),
    )
    # Empty until somebody recorded it: nobody is present or absent by default.
    state = models.CharField(_("attendance"), max_length=10, choices=State, blank=True)
    from_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("from item")
    )
    capacity = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["person__sort_name", "pk"]
        constraints = [
            *same_partnership("attendance", "meeting", "partner", "from_item"),
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
        ]


class LineQuerySet(models.QuerySet):
    def kept(self):
        """Lines that nobody removed."""
        return self.filter(removed_at=None)


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
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "position", "at"]
        constraints = same_partnership("line", "meeting", "item", "partner")


@track()
class Decision(models.Model):
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    line = models.OneToOneField(Line, models.CASCADE, related_name="decision")
    # Given when the minutes are issued; before that the decision has no number.
    number = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(_("decision in exact words"))
    rule = models.CharField(_("decision rule"), max_length=12, choices=DecisionRule, blank=True)
    result = models.CharField(_("how it was decided"), max_length=300, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            *same_partnership("decision", "meeting"),
            models.UniqueConstraint(fields=["partnership", "number"], name="decision_number_once"),
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
        constraints = same_partnership("action_point", "task", "meeting", "item")


class Remark(models.Model):
    """What a reader finds not right in issued minutes; it waits until the coordinator has dealt with it."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="remarks")
    confirmation = models.OneToOneField(Confirmation, models.CASCADE, related_name="minutes_remark")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = same_partnership("remark", "meeting")
