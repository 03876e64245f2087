"""What was intended: the plan, its objectives and milestones, outcomes and indicators, and tasks."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.fields import same_partnership
from backbone.history import track
from partnerships.models import Body, Document, Partner, Partnership

PERSON = settings.AUTH_USER_MODEL


@track()
class Plan(models.Model):
    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="plan")
    document = models.OneToOneField(Document, models.PROTECT, related_name="plan")
    title = models.CharField(_("title"), max_length=120)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            *same_partnership("plan", "document"),
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="plan_period",
                violation_error_message=_("The plan ends before it starts."),
            ),
        ]

    def __str__(self):
        return self.title


@track()
class Outcome(models.Model):
    """A change the partnership is for, under a goal in its own words."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="outcomes")
    goal = models.CharField(_("goal"), max_length=200, blank=True)
    name = models.CharField(_("outcome"), max_length=200)
    lead_body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="outcomes", verbose_name=_("lead group")
    )
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            *same_partnership("outcome"),
            models.UniqueConstraint(fields=["partnership", "name"], name="outcome_once"),
        ]

    def __str__(self):
        return self.name


@track()
class Indicator(models.Model):
    class Direction(models.TextChoices):
        UP = "up", _("should rise")
        DOWN = "down", _("should fall")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="indicators")
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="indicators", verbose_name=_("outcome"))
    name = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_period = models.CharField(_("baseline of"), max_length=60, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    due_words = models.CharField(_("target due"), max_length=60, blank=True)
    due_on = models.DateField(null=True, blank=True)
    informs = models.CharField(_("which decision it informs"), max_length=300, blank=True)
    on_scorecard = models.BooleanField(_("on the scorecard"), default=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["outcome__position", "pk"]
        constraints = [
            *same_partnership("indicator", "outcome"),
            models.UniqueConstraint(fields=["outcome", "name"], name="indicator_once"),
        ]

    def __str__(self):
        return self.name


@track()
class Objective(models.Model):
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="objectives")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    outcome = models.ForeignKey(
        Outcome, models.SET_NULL, null=True, blank=True, related_name="objectives", verbose_name=_("outcome")
    )
    title = models.CharField(_("objective"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            *same_partnership("objective", "plan", "outcome"),
            models.UniqueConstraint(fields=["plan", "title"], name="objective_once"),
        ]

    def __str__(self):
        return self.title


@track()
class Milestone(models.Model):
    class Mode(models.TextChoices):
        INDEPENDENT = "independent", _("Independent")
        COORDINATED = "coordinated", _("Coordinated")
        JOINT = "joint", _("Joint")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        AT_RISK = "at_risk", _("At risk")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Dropped")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="milestones")
    objective = models.ForeignKey(
        Objective, models.CASCADE, related_name="milestones", verbose_name=_("objective")
    )
    title = models.CharField(_("milestone"), max_length=300)
    activity = models.CharField(_("activity"), max_length=300, blank=True)
    deliverable = models.CharField(
        _("deliverable"),
        max_length=300,
        blank=True,
        help_text=_("What is there, yes or no, when it is done."),
    )
    indicator = models.ForeignKey(
        Indicator,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("indicator"),
    )
    lead_partner = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead organisation"),
    )
    lead_person = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("lead person")
    )
    lead_accepted_at = models.DateTimeField(null=True, blank=True)
    supporters = models.ManyToManyField(
        Partner, blank=True, related_name="supports", verbose_name=_("supporters")
    )
    # Who was named in an imported table and is not a partner of the list.
    entities_words = models.CharField(_("as imported"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode, default=Mode.COORDINATED)
    start = models.DateField(_("start"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    due_words = models.CharField(_("timeline as written"), max_length=80, blank=True)
    celebrate = models.BooleanField(_("to celebrate"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    reached_on = models.DateField(null=True, blank=True)
    implications = models.TextField(_("implications for partners"), blank=True)
    depends_on = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="needed_by", verbose_name=_("depends on")
    )
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["objective__position", "position", "pk"]
        constraints = [
            *same_partnership("milestone", "objective", "indicator", "lead_partner"),
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(due=None) | models.Q(due__gte=models.F("start")),
                name="milestone_dates",
                violation_error_message=_("The milestone is due before it starts."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("milestone", args=[self.pk])


@track()
class Resource(models.Model):
    """What a milestone needs, and how much of it is pledged."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="resources")
    what = models.CharField(_("resource"), max_length=120)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    needed = models.DecimalField(
        _("needed"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    pledged = models.DecimalField(
        _("pledged"), max_digits=14, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    pledged_by = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("pledged by")
    )

    class Meta:
        ordering = ["pk"]
        constraints = same_partnership("resource", "milestone", "pledged_by")


@track()
class SmartAnswer(models.Model):
    """What a machine can't check: who answered it, when, in which words."""

    class Letter(models.TextChoices):
        SPECIFIC = "S", _("Specific")
        ATTAINABLE = "A", _("Attainable")
        RESULTS = "R", _("Results-oriented")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="smart_answers")
    letter = models.CharField(max_length=1, choices=Letter)
    yes = models.BooleanField(_("yes"), default=False)
    confidence = models.PositiveSmallIntegerField(
        _("confidence, 1 to 5"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    words = models.TextField(_("in words"), blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = same_partnership("smart_answer", "milestone")


class TaskQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=[Task.State.PROPOSED, Task.State.OPEN])

    def late(self, day=None):
        return self.unfinished().filter(due_on__lt=day or localdate())

    def owned_by(self, person):
        return self.filter(owner=person)


@track()
class Task(models.Model):
    """The only thing anybody has to do: under a milestone, from a meeting (an action point), or alone."""

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
    raised_on = models.DateField(_("raised on"), default=localdate)
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
    source = models.CharField(_("source"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            *same_partnership("task", "milestone", "partner"),
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "declined", "dropped"], closed_at__isnull=False)
                | models.Q(state__in=["proposed", "open"], closed_at=None),
                name="task_closed_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "due_on"], name="task_owner_open"),
            models.Index(
                fields=["next_reminder_at"],
                condition=models.Q(next_reminder_at__isnull=False),
                name="task_reminder",
            ),
            models.Index(fields=["partnership", "state", "due_on"], name="task_partnership_open"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("task", args=[self.pk])

    @property
    def is_late(self):
        unfinished = self.state in (self.State.PROPOSED, self.State.OPEN)
        return bool(unfinished and self.due_on and self.due_on < localdate())


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
