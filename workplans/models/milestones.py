"""Milestones: what will be there by when, who leads, what it needs, and what was answered about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import JoinQuerySet, between, one_of, same_partnership
from backbone.database.history import track
from backbone.database.search import words_index
from backbone.time.days import today_of
from backbone.typed_text import after_latin
from partnerships.documents.numbering import next_number
from partnerships.models import Partner, Partnership
from workplans.models.plans import Indicator, Objective
from workplans.models.state_shown import StateShown

PERSON = settings.AUTH_USER_MODEL
# The counter of milestones (partnerships.documents.numbering).
NUMBERS = "milestone"
# Of a milestone with a lead person: what it says now was not accepted yet.
NOT_ACCEPTED = models.Q(lead_accepted_at=None) | ~models.Q(lead_accepted_wording=models.F("wording"))


@track()
class Milestone(StateShown, models.Model):
    class Mode(models.TextChoices):
        INDEPENDENT = "independent", _("Independent")
        COORDINATED = "coordinated", _("Coordinated")
        JOINT = "joint", _("Joint")

    SHAPES = {
        "planned": "open",
        "under_way": "part",
        "at_risk": "risk",
        "reached": "done",
        "dropped": "dropped",
    }
    SHOWN_WHEN_LATE = ("at_risk",)

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
    # Said aloud as "M12": given when it is made and to no other one afterwards.
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("milestone"), max_length=300)
    activity = models.CharField(_("activity"), max_length=300, blank=True)
    deliverable = models.CharField(
        _("deliverable"),
        max_length=300,
        blank=True,
        help_text=_("What will exist, yes or no, when it is done."),
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
    # Counted up when what was answered for changes: an answer counts for the wording it was given for.
    wording = models.PositiveSmallIntegerField(default=1, editable=False)
    lead_accepted_wording = models.PositiveSmallIntegerField(default=1, editable=False)
    supporters = models.ManyToManyField(
        Partner,
        through="MilestoneSupporter",
        blank=True,
        related_name="supports",
        verbose_name=_("supporters"),
    )
    # Who was named in an imported table and is not a partner of the list: as the lead, and as taking part.
    lead_words = models.CharField(
        _("lead, as imported"), max_length=300, blank=True, default="", db_default=""
    )
    entities_words = models.CharField(_("as imported"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # Empty until somebody chose it.
    mode = models.CharField(_("mode"), max_length=12, choices=Mode, blank=True, default="")
    start = models.DateField(_("start"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    due_words = models.CharField(_("timeline as written"), max_length=80, blank=True)
    celebrate = models.BooleanField(_("to celebrate"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    reached_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(_("what shows that it is reached"), max_length=500, blank=True)
    implications = models.TextField(_("implications for partners"), blank=True)
    depends_on = models.ManyToManyField(
        "self",
        through="MilestoneDependency",
        symmetrical=False,
        blank=True,
        related_name="needed_by",
        verbose_name=_("depends on"),
    )
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["objective__position", "position", "pk"]
        constraints = [
            *same_partnership("milestone", "objective", "indicator", "lead_partner"),
            models.UniqueConstraint(fields=["partnership", "number"], name="milestone_number_once"),
            one_of("state", "planned under_way at_risk reached dropped", "milestone_state"),
            models.CheckConstraint(
                condition=models.Q(state="reached", reached_on__isnull=False)
                | (~models.Q(state="reached") & models.Q(reached_on=None)),
                name="milestone_reached_has_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(due=None) | models.Q(due__gte=models.F("start")),
                name="milestone_dates",
                violation_error_message=_("The milestone is due before it starts."),
            ),
        ]
        indexes = [
            words_index("title", "activity", "deliverable", name="milestone_words"),
            # The plan's order, and what its beads say, without reading the wide rows.
            models.Index(
                fields=["objective", "position", "id"],
                include=["partnership", "state", "due"],
                name="milestone_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.code} {after_latin(self.title)}"

    def save(self, **kwargs: Any) -> None:
        """Save; a new one gets its number. What is made in bulk brings `next_numbers` along."""
        with transaction.atomic():
            if self.number is None:
                self.number = next_number(self.partnership, NUMBERS)
            super().save(**kwargs)

    def get_absolute_url(self) -> str:
        return reverse("milestone", args=[self.pk])

    @property
    def code(self) -> str:
        """The number as people say it: `M12`."""
        return f"M{self.number}"

    @property
    def is_unfinished(self) -> bool:
        return self.state not in (self.State.REACHED, self.State.DROPPED)

    @property
    def mode_word(self) -> str:
        """How independent or joint it is, or that nobody has said so."""
        return str(self.get_mode_display() if self.mode else _("not chosen"))

    @property
    def names_as_imported(self) -> str:
        """Who was named in an imported table and is no partner here, the lead first."""
        return ", ".join(filter(None, [self.lead_words, self.entities_words]))

    @property
    def due_day(self) -> date | None:
        return self.due

    @property
    def is_late(self) -> bool:
        return bool(self.is_unfinished and self.due and self.due < today_of(self.partnership))

    @property
    def is_lead_accepted(self) -> bool:
        """Whether the lead has accepted what the milestone says now."""
        return bool(self.lead_accepted_at and self.lead_accepted_wording == self.wording)

    @property
    def is_at_risk(self) -> bool:
        """Whether somebody said that it is; that it is late besides takes nothing from it."""
        return self.state == self.State.AT_RISK


@track()
class MilestoneSupporter(models.Model):
    """A partner that supports a milestone."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")

    objects = JoinQuerySet.as_manager()

    class Meta:
        constraints = [
            *same_partnership("supporter", "milestone", "partner"),
            models.UniqueConstraint(fields=["milestone", "partner"], name="supporter_once"),
        ]


@track()
class MilestoneDependency(models.Model):
    """A milestone that waits for another one."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    from_milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="+")
    to_milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="+")

    objects = JoinQuerySet.as_manager()

    class Meta:
        constraints = [
            *same_partnership("dependency", "from_milestone", "to_milestone"),
            models.UniqueConstraint(fields=["from_milestone", "to_milestone"], name="dependency_once"),
        ]


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
        constraints = [
            *same_partnership("resource", "milestone", "pledged_by"),
            between("needed", 0, None, "resource_needed"),
            between("pledged", 0, None, "resource_pledged"),
        ]

    def __str__(self):
        return self.what


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
    wording = models.PositiveSmallIntegerField(default=1, editable=False)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            *same_partnership("smart_answer", "milestone"),
            one_of("letter", "S A R", "smart_answer_letter"),
            between("confidence", 1, 5, "smart_answer_confidence"),
        ]
