"""The plan, its outcomes and indicators, and its objectives."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from partnerships.documents.models import Document
from partnerships.models import Body, Partnership

PERSON = settings.AUTH_USER_MODEL


class Retiring(models.Model):
    """What is no longer worked for or measured from a day on; its history and its reports stay."""

    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retired_reason = models.CharField(_("why it is retired"), max_length=300, blank=True)

    class Meta:
        abstract = True


class RetiringQuerySet(models.QuerySet):
    def in_use(self) -> QuerySet:
        """What nobody has retired."""
        return self.filter(retired_on=None)


def retired_with_reason(name: str) -> models.CheckConstraint:
    """A check that a retired row says why."""
    return models.CheckConstraint(
        condition=models.Q(retired_on=None) | ~models.Q(retired_reason=""),
        name=name,
    )


@track()
class Plan(models.Model):
    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="plan")
    document = models.OneToOneField(Document, models.RESTRICT, related_name="plan")
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
class Outcome(Retiring):
    """A change the partnership is for, under a goal in its own words."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="outcomes")
    goal = models.CharField(_("goal"), max_length=200, blank=True)
    name = models.CharField(_("outcome"), max_length=200)
    assumptions = models.CharField(
        _("assumptions"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("What has to be so, without our doing, for it to come about."),
    )
    lead_body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="outcomes", verbose_name=_("lead group")
    )
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    objects = RetiringQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            *same_partnership("outcome", "lead_body"),
            retired_with_reason("outcome_retired_with_reason"),
            models.UniqueConstraint(fields=["partnership", "name"], name="outcome_once"),
        ]

    def __str__(self):
        return self.name


@track()
class Indicator(Retiring):
    class Direction(models.TextChoices):
        UP = "up", _("should rise")
        DOWN = "down", _("should fall")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="indicators")
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="indicators", verbose_name=_("outcome"))
    name = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    # What a table said instead of one number: "<5", "50-60". A number that is written down later takes its place.
    baseline_words = models.CharField(
        _("baseline, as imported"), max_length=300, blank=True, default="", db_default=""
    )
    baseline_period = models.CharField(_("baseline of"), max_length=60, blank=True)
    baseline_source = models.CharField(_("source of the baseline"), max_length=300, blank=True)
    baseline_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    baseline_at = models.DateTimeField(null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    target_words = models.CharField(
        _("target, as imported"), max_length=300, blank=True, default="", db_default=""
    )
    verification = models.CharField(
        _("means of verification"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Where its figures come from, such as a register or a survey."),
    )
    target_source = models.CharField(
        _("source of the target"), max_length=300, blank=True, help_text=_("Where it was agreed.")
    )
    target_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    target_at = models.DateTimeField(null=True, blank=True)
    due_words = models.CharField(_("target due"), max_length=60, blank=True)
    due_on = models.DateField(null=True, blank=True)
    informs = models.CharField(_("which decision it informs"), max_length=300, blank=True)
    on_scorecard = models.BooleanField(_("on the scorecard"), default=True)
    revision = models.PositiveIntegerField(default=0)

    objects = RetiringQuerySet.as_manager()

    class Meta:
        ordering = ["outcome__position", "pk"]
        constraints = [
            *same_partnership("indicator", "outcome"),
            retired_with_reason("indicator_retired_with_reason"),
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
    assumptions = models.CharField(
        _("assumptions"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("What has to be so, without our doing, for it to come about."),
    )
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
