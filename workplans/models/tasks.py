"""Tasks, and the history of tasks and milestones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import same_partnership
from backbone.database.history import track
from backbone.database.search import words_index
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.time.days import today_of, today_there
from partnerships.models import Partner, Partnership
from workplans.models.milestones import Milestone
from workplans.models.state_shown import StateShown

if TYPE_CHECKING:
    from partnerships.access import Access

PERSON = settings.AUTH_USER_MODEL
THERE = "partnership__timezone"
UNFINISHED = Q(state__in=["proposed", "open"])


class TaskQuerySet(models.QuerySet):
    def public(self) -> QuerySet[Task]:
        """Tasks of minutes whose issuing can't be undone any more, and all others: those that everybody may see."""
        return self.filter(Q(undoable_until=None) | Q(undoable_until__lte=Now()))

    def on_a_wall(self) -> QuerySet[Task]:
        """Without those that no page shows while somebody presents."""
        rows = self
        for source in registry.hidden_tasks:
            rows = rows.exclude(pk__in=source())
        return rows

    def shown_to(self, access: Access) -> QuerySet[Task]:
        """Of one partnership's tasks those that a page shows to whose access there this is."""
        rows = self if access.coordinate else self.public()
        return rows.on_a_wall() if access.set_aside else rows

    def unfinished(self) -> QuerySet[Task]:
        return self.filter(UNFINISHED)

    def late(self) -> QuerySet[Task]:
        """What should have been done, each by the day it is in its partnership."""
        return self.unfinished().filter(due_on__lt=today_there(THERE))


@track()
class Task(StateShown, models.Model):
    """The only thing anybody has to do: under a milestone, from a meeting (an action point), or alone."""

    SHAPES = {
        "proposed": "quiet",
        "open": "open",
        "done": "done",
        "declined": "dropped",
        "dropped": "dropped",
    }

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        OPEN = "open", pgettext_lazy("task", "Open")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Declined")
        DROPPED = "dropped", _("Dropped")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="tasks")
    milestone = models.ForeignKey(
        Milestone, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("milestone")
    )
    # What people say aloud (`spoken_number`): a counter of the partnership and year, given once and never again.
    number_year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)
    title = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("owner")
    )
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("organisation")
    )
    backup = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("backup")
    )
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    agreed_in_room = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(_("what shows that it is done"), max_length=500, blank=True)
    # The owner needs until then, and why; the coordinator answers.
    wanted_due_on = models.DateField(null=True, blank=True)
    wanted_reason = models.CharField(max_length=500, blank=True)
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    # A reminder was due and was not sent, since the person has been asked enough this month.
    reminder_held_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    # Until this moment issuing the minutes that it comes from can be undone, and only coordinators see it.
    undoable_until = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            *same_partnership("task", "milestone", "partner"),
            models.UniqueConstraint(fields=["partnership", "number_year", "number"], name="task_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gt=0, number_year__gt=0), name="task_has_a_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(backup=models.F("owner")),
                name="task_backup_is_another",
                violation_error_message=_("The backup is somebody other than the owner."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "declined", "dropped"], closed_at__isnull=False)
                | models.Q(state__in=["proposed", "open"], closed_at=None),
                name="task_closed_has_a_moment",
            ),
        ]
        indexes = [
            words_index("title", name="task_words"),
            models.Index(fields=["owner", "state", "due_on"], name="task_owner_open"),
            models.Index(
                fields=["next_reminder_at"],
                condition=models.Q(next_reminder_at__isnull=False),
                name="task_reminder",
            ),
            models.Index(fields=["partnership", "state", "due_on"], name="task_partnership_open"),
            # The list of tasks has this order, and what waits for a coordinator is found in it alone.
            models.Index(
                fields=["partnership", "due_on", "id"],
                include=["owner", "state", "wanted_due_on", "reminder_held_at", "undoable_until"],
                condition=Q(state__in=["proposed", "open", "declined"]),
                name="task_in_order",
            ),
            # A partner's unfinished tasks are counted from this one alone, and a list's owners from the other.
            models.Index(fields=["partner", "due_on"], condition=UNFINISHED, name="task_partner_open"),
            models.Index(fields=["partnership", "owner"], name="task_owners"),
            # How many tasks a milestone has.
            models.Index(fields=["milestone", "id"], name="task_milestone"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("task", args=[self.pk])

    @property
    def spoken_number(self) -> str:
        """The number as it is said and written: "A 26-014"."""
        return f"A {self.number_year % 100:02d}-{self.number:03d}"

    @property
    def can_be_undone(self) -> bool:
        """Whether issuing the minutes that it comes from can still be undone."""
        return self.undoable_until is not None and self.undoable_until > now()

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.PROPOSED, self.State.OPEN)

    @property
    def due_day(self) -> date | None:
        return self.due_on

    @property
    def is_late(self) -> bool:
        return bool(self.is_unfinished and self.due_on and self.due_on < today_of(self.partnership))


class TaskReminder(models.Model):
    """A mail that reminded somebody of a task; whether and when it went out stands in its message."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            *same_partnership("reminder", "task"),
            models.UniqueConstraint(fields=["task", "message"], name="reminder_once_per_mail"),
        ]


class Change(models.Model):
    """A state change of a milestone or a task: when it happened in the partnership's life, by whom and why."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    milestone = models.ForeignKey(Milestone, models.CASCADE, null=True, related_name="changes")
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="changes")
    what = models.CharField(max_length=20)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    via = models.CharField(max_length=10, default="page")
    # The day on which a coordinator was told; empty when whoever did it said so themselves.
    told_on = models.DateField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            *same_partnership("change", "milestone", "task"),
            models.CheckConstraint(
                condition=models.Q(milestone=None, task__isnull=False)
                | models.Q(task=None, milestone__isnull=False),
                name="change_of_one_thing",
            ),
        ]
