"""What came of it: measurements, what a change is worth, stories and reports."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import between, same_partnership
from backbone.database.history import track
from partnerships.documents.models import Document
from partnerships.models import Partnership
from partnerships.models.partners import PeriodColumns, period_in_order
from workplans.models import Indicator, Outcome

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
class Measurement(PeriodColumns):
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="measurements")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="measurements", verbose_name=_("indicator")
    )
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.CharField(
        _("source"),
        max_length=300,
        help_text=_("Where the figure comes from; a figure without a source is not shown."),
    )
    provisional = models.BooleanField(_("provisional or estimated"), default=False)
    supersedes = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("corrects"),
    )
    fingerprint = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["indicator", "period_start", "pk"]
        constraints = [
            *same_partnership("measurement", "indicator", "supersedes"),
            period_in_order("measurement_period"),
            models.CheckConstraint(
                condition=~models.Q(supersedes=models.F("id")), name="measurement_corrects_another"
            ),
            models.UniqueConstraint(
                fields=["partnership", "fingerprint"],
                condition=~models.Q(fingerprint=""),
                name="measurement_imported_once",
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="measurement_has_a_source"),
        ]

    @property
    def when(self):
        """When it was measured, in the words that people wrote."""
        return self.period_words or (str(self.period_start.year) if self.period_start else "")


@track()
class Valuation(models.Model):
    """What one outcome is worth, after A Guide to Social Return on Investment (2012), stages 3 to 5.

    Shares are 0 to 1; attribution is the share due to others; drop-off is per year from the second year.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="valuations")
    outcome = models.OneToOneField(
        Outcome, models.CASCADE, related_name="valuation", verbose_name=_("outcome")
    )
    quantity = models.DecimalField(
        _("quantity of change"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    quantity_source = models.CharField(_("source of the quantity"), max_length=300, blank=True)
    proxy = models.DecimalField(
        _("financial proxy per unit"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    proxy_source = models.CharField(_("source of the proxy"), max_length=300, blank=True)
    deadweight = models.DecimalField(_("deadweight"), **SHARE)
    displacement = models.DecimalField(_("displacement"), **SHARE)
    attribution = models.DecimalField(_("attribution to others"), **SHARE)
    drop_off = models.DecimalField(_("drop-off per year"), **SHARE)
    years = models.PositiveSmallIntegerField(
        _("years it lasts"), default=1, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    answered_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["outcome__position", "pk"]
        constraints = [
            *same_partnership("valuation", "outcome"),
            *(between(share, 0, 1, f"valuation_{share}") for share in SHARES),
            between("years", 1, 30, "valuation_years"),
        ]


@track()
class Story(models.Model):
    """Facts and figures made into a short story a partner can tell."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="stories")
    title = models.CharField(_("title"), max_length=120)
    need = models.TextField(_("the need"), blank=True)
    only_together = models.TextField(_("what only together"), blank=True)
    what_we_did = models.TextField(_("what we did"), blank=True)
    what_changed = models.TextField(_("what changed"), blank=True)
    quote = models.TextField(_("one person's story"), blank=True)
    quote_by = models.CharField(_("who tells it"), max_length=120, blank=True)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_how = models.CharField(_("how consent was given"), max_length=200, blank=True)
    limits = models.TextField(_("limits, and what we claim"), blank=True)
    ask = models.TextField(_("what we ask"), blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "stories"
        constraints = [
            *same_partnership("story"),
            models.CheckConstraint(
                condition=models.Q(quote="") | models.Q(consent_on__isnull=False),
                name="quote_needs_consent",
                violation_error_message=_("A person's story needs the date of their consent."),
            ),
        ]

    def __str__(self):
        return self.title


class Citation(models.Model):
    """A figure a story uses, with the value it had when it was cited."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, models.CASCADE, related_name="citations")
    measurement = models.ForeignKey(
        Measurement, models.RESTRICT, related_name="citations", verbose_name=_("figure")
    )
    value = models.DecimalField(max_digits=18, decimal_places=4)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("citation", "story", "measurement"),
            models.UniqueConstraint(fields=["story", "measurement"], name="cited_once"),
        ]


@track()
class Report(models.Model):
    """An ROI report (or a results report, when no ratio can be computed) over a period."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="reports")
    document = models.OneToOneField(Document, models.RESTRICT, related_name="report")
    story = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("story")
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    discount_rate = models.DecimalField(
        _("discount rate"),
        max_digits=5,
        decimal_places=4,
        default=Decimal("0.0350"),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
    )
    hour_value = models.DecimalField(
        _("value of an hour in meetings"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("In the partnership's currency. Empty: the hours are shown, and no return is computed."),
    )
    asked_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *same_partnership("report", "document", "story"),
            between("discount_rate", 0, 1, "report_discount_rate"),
            between("hour_value", 0, None, "report_hour_value"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="report_period",
                violation_error_message=_("The period ends before it starts."),
            ),
        ]
