"""What a change is worth, and what a partnership has decided on for its reports."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import between, same_partnership
from backbone.database.history import track
from partnerships.models import Partnership
from partnerships.models.terms import PeriodColumns, period_in_order
from workplans.models import Outcome

PERSON = settings.AUTH_USER_MODEL
SHARES = ("deadweight", "displacement", "attribution", "drop_off")
SHARE = {
    "max_digits": 5,
    "decimal_places": 4,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
}


@track()
class Valuation(PeriodColumns):
    """What one outcome is worth in one period, after A Guide to Social Return on Investment (2012), stages 3 to 5.

    Shares are 0 to 1; attribution is the share due to others; drop-off is per year from the second year.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="valuations")
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="valuations", verbose_name=_("outcome"))
    quantity = models.DecimalField(
        _("quantity of change"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    quantity_source = models.CharField(_("source of the quantity"), max_length=300, blank=True)
    proxy = models.DecimalField(
        _("financial proxy per unit"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    proxy_source = models.CharField(_("source of the proxy"), max_length=300, blank=True)
    deadweight = models.DecimalField(_("deadweight"), **SHARE)
    deadweight_source = models.CharField(_("source of the deadweight"), max_length=300, blank=True)
    displacement = models.DecimalField(_("displacement"), **SHARE)
    displacement_source = models.CharField(_("source of the displacement"), max_length=300, blank=True)
    attribution = models.DecimalField(_("attribution to others"), **SHARE)
    attribution_source = models.CharField(_("source of the attribution"), max_length=300, blank=True)
    drop_off = models.DecimalField(_("drop-off per year"), **SHARE)
    drop_off_source = models.CharField(_("source of the drop-off"), max_length=300, blank=True)
    years = models.PositiveSmallIntegerField(
        _("years it lasts"), default=1, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    answered_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["outcome__position", "outcome", "period_end", "pk"]
        constraints = [
            *same_partnership("valuation", "outcome"),
            *(between(share, 0, 1, f"valuation_{share}") for share in SHARES),
            between("years", 1, 30, "valuation_years"),
            period_in_order("valuation_period"),
            models.UniqueConstraint(
                fields=["outcome", "period_start", "period_end"],
                nulls_distinct=False,
                name="valuation_once_a_period",
                violation_error_message=_("This outcome is valued for this period already."),
            ),
        ]

    @property
    def when(self) -> str:
        """The period that it is of, in the words that people wrote; empty where nobody has said."""
        return self.period_words


class Decided(models.Model):
    """A value that the partnership has decided on, from a day on, with its reason."""

    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(
        _("who decided"), max_length=200, help_text=_("A person or a group, such as the steering committee.")
    )
    reason = models.CharField(_("reason"), max_length=300)
    recorded_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        abstract = True


@track()
class HourValue(Decided):
    """What an hour in meetings is worth, for everybody or for one kind of person."""

    class Kind(models.TextChoices):
        ALL = "", _("Everybody else")
        BACKBONE = "backbone", _("The backbone’s staff")
        PUBLIC = "public", _("People of public organisations")
        PRIVATE = "private", _("People of private organisations")
        CIVIL = "civil", _("People of civil society")
        ACADEMIC = "academic", _("People of universities and institutes")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="hour_values")
    kind = models.CharField(_("kind of person"), max_length=10, choices=Kind, blank=True, default=Kind.ALL)
    value = models.DecimalField(
        _("value of an hour in meetings"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        ordering = ["kind", "-decided_on", "-pk"]
        constraints = [
            *same_partnership("hour_value"),
            between("value", 0, None, "hour_value_not_negative"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", "backbone", "public", "private", "civil", "academic"]),
                name="hour_value_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(decided_by=""), name="hour_value_has_a_reason"
            ),
        ]


@track()
class DiscountRate(Decided):
    """By how much a year later is worth less: 0 to 1 a year."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="discount_rates")
    rate = models.DecimalField(
        _("discount rate"),
        max_digits=5,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
        help_text=_("In percent a year; 3.5 is the rate that the SROI guide takes."),
    )

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            *same_partnership("discount"),
            between("rate", 0, 1, "discount_rate_share"),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(decided_by=""), name="discount_rate_has_a_reason"
            ),
        ]
