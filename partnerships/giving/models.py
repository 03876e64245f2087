"""What funders require beside their money, and what partners say each quarter about the time of their people."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import between, same_partnership
from backbone.database.history import track
from backbone.numbers import rounded
from partnerships.models import Contribution, Partner, Partnership


def _amount(label, help_text=""):
    return models.DecimalField(
        label,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=help_text,
    )


@track()
class Match(models.Model):
    """What a funder requires partners to put in: an amount, or a share of what it grants."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="matches")
    funder = models.CharField(_("funder"), max_length=200)
    currency = models.CharField(_("currency"), max_length=3)
    amount = _amount(_("amount to be put in"), _("Or say below which share of the grant it is."))
    grant = _amount(_("the grant"))
    share = models.DecimalField(
        _("share of the grant to be put in"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    takes_cash = models.BooleanField(_("cash counts too"), default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=False, grant=None, share=None)
                | models.Q(amount=None, grant__isnull=False, share__isnull=False),
                name="match_is_amount_or_share",
                violation_error_message=_("Fill in the amount, or the grant and the share of it."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="match_period",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(condition=models.Q(currency__regex="^[A-Z]{3}$"), name="match_currency"),
            between("amount", 0, None, "match_amount"),
            between("grant", 0, None, "match_grant"),
            between("share", 0, 1, "match_share"),
        ]

    def __str__(self):
        return self.funder

    def get_absolute_url(self) -> str:
        return reverse("match_edit", args=[self.pk])

    @property
    def required(self) -> Decimal:
        """How much is to be put in."""
        return self.amount if self.amount is not None else rounded(self.grant * self.share)


class QuarterAsking(models.Model):
    """That partners are asked each quarter about the time of their people; without a row they are not."""

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="quarter_asking")
    # The first day of the last quarter that was asked about.
    last_asked = models.DateField(null=True, blank=True)

    def __str__(self):
        return str(self.partnership)


@track()
class QuarterLine(models.Model):
    """What one partner's people gave of their time in one quarter: what is recorded, and what the partner said.

    It waits from `next_ask_at` on to be asked; one whose partner pauses then is `is_paused` and is not asked.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("As proposed")
        OTHER = "other", _("Another number")
        NOTHING = "nothing", _("Nothing this time")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="quarter_lines")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    meetings = models.PositiveIntegerField(_("meetings"), default=0)
    hours = models.DecimalField(_("hours in meetings"), max_digits=10, decimal_places=2, default=0)
    tasks = models.PositiveIntegerField(_("tasks done"), default=0)
    proposed = models.DecimalField(_("days proposed"), max_digits=7, decimal_places=2, null=True, blank=True)
    is_paused = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who is asked"),
    )
    next_ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, blank=True, default="")
    days = models.DecimalField(
        pgettext_lazy("of work", "days"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # "link" or "page", or how it came to whoever noted it.
    way = models.CharField(max_length=8, blank=True, default="")
    told_on = models.DateField(null=True, blank=True)
    words = models.CharField(_("what was said"), max_length=400, blank=True, default="")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contribution = models.ForeignKey(Contribution, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-starts_on", "partner__organisation__sort_name", "pk"]
        constraints = [
            *same_partnership("quarter_line", "partner", "contribution"),
            models.UniqueConstraint(fields=["partner", "starts_on"], name="one_line_a_quarter"),
            models.CheckConstraint(
                condition=models.Q(answer__in=["", "yes", "other", "nothing"]), name="quarter_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None, days=None)
                | models.Q(answer="nothing", answered_at__isnull=False, days=None)
                | models.Q(answer__in=["yes", "other"], answered_at__isnull=False, days__gt=0),
                name="quarter_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="quarter_period"
            ),
        ]
        indexes = [models.Index(fields=["next_ask_at"], name="quarter_next_ask")]

    def __str__(self):
        return f"{self.partner}"


@track()
class Renegotiation(models.Model):
    """A partner says that what is asked is not what was agreed; its coordinators talk it over and note what came of it."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="renegotiations")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    words = models.CharField(_("what should be different"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("said by")
    )
    at = models.DateTimeField(default=now)
    # "link" or "page", or how it came to whoever noted it.
    way = models.CharField(max_length=8, blank=True, default="")
    told_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=500, blank=True, default="")
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            *same_partnership("renegotiation", "partner"),
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(settled_at=None), name="one_open_renegotiation"
            ),
        ]

    def __str__(self):
        return self.words
