"""The bodies in which partners meet: who sits there and for how long, how they decide, and what they keep to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import JoinQuerySet, between, one_of, same_partnership
from backbone.database.history import track
from partnerships.models.partners import Partner
from partnerships.models.partnership import Partnership

PERSON = settings.AUTH_USER_MODEL


def _one_of(field, values):
    """A check that the column is empty or one of these words."""
    allowed = Q((field, "")) | Q((f"{field}__in", values.split()))
    return models.CheckConstraint(condition=allowed, name=f"body_{field}")


class DecisionRule(models.TextChoices):
    CONSENT = "consent", _("Consent: no reasoned objection")
    CONSENSUS = "consensus", _("Consensus")
    MAJORITY = "majority", _("Simple majority")
    TWO_THIRDS = "two_thirds", _("Two thirds")
    ADVICE = "advice", _("The lead decides after advice")


@track()
class Body(models.Model):
    """A steering committee or working group."""

    class Share(models.TextChoices):
        HALF = "half", _("Half of the seats")
        MOST = "most", _("More than half of the seats")
        TWO_THIRDS = "two_thirds", _("Two thirds of the seats")

    class Length(models.TextChoices):
        DECISIONS = "decisions", _("Decisions and action points alone")
        SHORT = "short", _("In short, item by item")
        FULL = "full", _("In full, with who said what")

    class Numbering(models.TextChoices):
        RUNNING = "running", _("From the first on: 1, 2, 3")
        YEARLY = "yearly", _("Anew each year: 2027-1, 2027-2")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="bodies")
    name = models.CharField(_("name"), max_length=120)
    remit = models.TextField(_("remit"), blank=True)
    chair = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="chairs", verbose_name=_("chair")
    )
    secretary = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("secretary")
    )
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), null=True, blank=True, help_text=_("Partners that must be there.")
    )
    quorum_share = models.CharField(
        _("quorum as a share"), max_length=10, choices=Share, blank=True, default="", db_default=""
    )
    decision_rule = models.CharField(
        _("decision rule"), max_length=12, choices=DecisionRule, default=DecisionRule.CONSENT
    )
    silence_is_consent = models.BooleanField(_("silence counts as consent"), default=False)
    partners = models.ManyToManyField(
        Partner, through="BodyPartner", blank=True, related_name="bodies", verbose_name=_("partners")
    )
    reports_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reports to")
    )
    called_by = models.CharField(
        _("who calls its meetings"), max_length=120, blank=True, default="", db_default=""
    )
    agenda_days = models.PositiveSmallIntegerField(
        _("agenda ready, in days before"), null=True, blank=True, validators=[MaxValueValidator(90)]
    )
    minutes_working_days = models.PositiveSmallIntegerField(
        _("minutes out within working days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    minutes_length = models.CharField(
        _("kind of minutes"), max_length=10, choices=Length, blank=True, default="", db_default=""
    )
    minutes_numbering = models.CharField(
        _("numbering of minutes"), max_length=10, choices=Numbering, blank=True, default="", db_default=""
    )
    ground_rules = models.TextField(_("ground rules"), max_length=2000, blank=True, default="", db_default="")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "bodies"
        constraints = [
            *same_partnership("body", "reports_to"),
            models.CheckConstraint(
                condition=Q(reports_to=None) | ~Q(reports_to=models.F("id")),
                name="body_reports_to_another",
                violation_error_message=_("A group reports to another one."),
            ),
            models.UniqueConstraint(fields=["partnership", "name"], name="body_name_once"),
            _one_of("quorum_share", "half most two_thirds"),
            _one_of("minutes_length", "decisions short full"),
            _one_of("minutes_numbering", "running yearly"),
            models.CheckConstraint(
                condition=Q(quorum=None) | Q(quorum_share=""),
                name="body_one_quorum",
                violation_error_message=_("Give the quorum as a number or as a share, not both."),
            ),
            between("agenda_days", 0, 90, "body_agenda_days"),
            between("minutes_working_days", 1, 60, "body_minutes_working_days"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.pk])


class SeatQuerySet(JoinQuerySet):
    def on(self, day: date) -> QuerySet[BodyPartner]:
        """The seats whose term has that day, of partners that had not withdrawn by then."""
        begun = Q(term_from=None) | Q(term_from__lte=day)
        lasts = Q(term_until=None) | Q(term_until__gte=day)
        here = Q(partner__withdrawn_on=None) | Q(partner__withdrawn_on__gt=day)
        return self.filter(begun, lasts, here)

    def taken_by(self, seat: Any, day: date) -> QuerySet[BodyPartner]:
        """Those of a representative on that day: their own, those where they stand in, and those that name nobody."""
        own = Q(person=seat.person_id) | Q(alternate=seat.person_id) | Q(person=None)
        rows = self.on(day).filter(own, partner=seat.partner_id).select_related("body")
        return rows.order_by("body__name", "pk")


@track()
class BodyPartner(models.Model):
    """A seat: a partner that sits in a body, by whom and until when, and its turn as host."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who sits there")
    )
    alternate = models.ForeignKey(
        PERSON,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("of a seat", "alternate"),
    )
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_until = models.DateField(_("term until"), null=True, blank=True)
    host_turn = models.PositiveSmallIntegerField(
        _("turn as host"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("1 hosts first. Left empty, it does not host."),
    )
    revision = models.PositiveIntegerField(default=0, db_default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            *same_partnership("body_partner", "body", "partner"),
            models.UniqueConstraint(fields=["body", "partner"], name="body_partner_once"),
            models.CheckConstraint(
                condition=Q(term_from=None) | Q(term_until=None) | Q(term_until__gte=models.F("term_from")),
                name="seat_term",
                violation_error_message=_("The term can’t end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(alternate=None) | Q(person=None) | ~Q(alternate=models.F("person")),
                name="seat_alternate",
                violation_error_message=_("An alternate stands in for somebody else."),
            ),
            between("host_turn", 1, 200, "seat_host_turn"),
        ]
        indexes = [
            models.Index(fields=["term_until"], condition=Q(term_until__isnull=False), name="seat_ends"),
        ]

    def __str__(self):
        return f"{self.partner}, {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("seat_edit", args=[self.pk])

    def lasts_on(self, day: date) -> bool:
        """Whether its term has that day."""
        return (self.term_from or day) <= day <= (self.term_until or day)

    def is_open_to(self, person: int) -> bool:
        """Whether the person with this key may sit there: one who is named, or anybody where nobody is."""
        named = {self.person_id, self.alternate_id} - {None}
        return not named or person in named


@track()
class BodyGuest(models.Model):
    """Somebody without a seat in a body who observes its meetings, or is sent its minutes."""

    class Kind(models.TextChoices):
        OBSERVER = "observer", _("Observes its meetings")
        INFORMED = "informed", _("Is sent its minutes")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, related_name="guests")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("what for"), max_length=10, choices=Kind)

    class Meta:
        ordering = ["person__sort_name", "pk"]
        constraints = [
            *same_partnership("body_guest", "body"),
            models.UniqueConstraint(
                fields=["body", "person"],
                name="body_guest_once",
                violation_error_message=_("They are on the list already."),
            ),
            one_of("kind", "observer informed", "body_guest_kind"),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_kind_display()}"
