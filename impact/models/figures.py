"""Figures that somebody measured, each with its period and its source."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from backbone.numbers import number
from partnerships.models import Partnership
from partnerships.models.terms import PeriodColumns, period_in_order
from workplans.models import Indicator

PERSON = settings.AUTH_USER_MODEL


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
    # Struck out: kept and shown, and out of everything that is computed or said.
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(_("why it is struck out"), max_length=300, blank=True)
    # Of several figures for one period this is the one that somebody chose.
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
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
            # Rows of before stay as they are: 0002 adds it for new ones.
            models.CheckConstraint(
                condition=models.Q(period_end__isnull=False) | models.Q(struck_at__isnull=False),
                name="measurement_has_days",
                violation_error_message=_("Say when this was measured, such as 2025 or Q1 2026."),
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at=None) | ~models.Q(struck_reason=""),
                name="measurement_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at=None) | models.Q(chosen_at=None),
                name="measurement_struck_not_chosen",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period_start", "period_end"],
                condition=models.Q(chosen_at__isnull=False),
                name="measurement_one_chosen",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.when}: {number(self.value)}"

    @property
    def when(self) -> str:
        """When it was measured, in the words that people wrote."""
        return self.period_words or (str(self.period_start.year) if self.period_start else "")
