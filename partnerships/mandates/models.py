"""What people who represent a partner may decide, the letter about it to their organisation, and what a new sponsor says."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import between, one_of, same_partnership
from backbone.database.history import track
from backbone.time import dates
from partnerships.correspondence.calling import told
from partnerships.models import Partnership, Representative

PERSON = settings.AUTH_USER_MODEL
MOST_CONSULT_DAYS = 365
MOST_DAYS = 100


@track()
class Mandate(models.Model):
    """The mandate of one representative. Nothing of it has to be filled in."""

    class Per(models.TextChoices):
        MONTH = "month", _("a month")
        QUARTER = "quarter", _("a quarter")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    seat = models.OneToOneField(
        Representative, models.CASCADE, related_name="mandate", verbose_name=_("representative")
    )
    may_decide = models.CharField(
        _("may decide"),
        max_length=300,
        blank=True,
        help_text=_("Without checking back first, such as: dates, hosts, and up to € 500."),
    )
    consults = models.CharField(
        _("must consult"), max_length=200, blank=True, help_text=_("Whom, before anything else is agreed.")
    )
    consult_days = models.PositiveSmallIntegerField(
        _("days that consulting takes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_CONSULT_DAYS)],
    )
    days_expected = models.DecimalField(
        _("days expected"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_DAYS)],
        help_text=_("About how much of their time the organisation gives."),
    )
    days_per = models.CharField(_("the days are meant for"), max_length=8, choices=Per, default=Per.MONTH)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    holds_until = models.DateField(
        _("holds until"),
        null=True,
        blank=True,
        help_text=_("A month before, the coordinators are reminded to renew it or to let it end."),
    )
    # The end that somebody looked at and left as it is; another day is looked at again.
    left_to_end = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            *same_partnership("mandate", "seat"),
            one_of("days_per", "month quarter", "mandate_days_per"),
            between("consult_days", 0, MOST_CONSULT_DAYS, "mandate_consult_days"),
            between("days_expected", 0, MOST_DAYS, "mandate_days_expected"),
            models.CheckConstraint(
                condition=Q(agreed_on=None) | Q(holds_until=None) | Q(holds_until__gte=models.F("agreed_on")),
                name="mandate_ends_after_agreed",
                violation_error_message=_("It ends before it was agreed."),
            ),
        ]
        indexes = [models.Index(fields=["holds_until"], name="mandate_holds_until")]

    def __str__(self):
        return str(self.seat)

    def get_absolute_url(self) -> str:
        """Where it is read and changed."""
        return reverse("mandate", args=[self.seat_id])


class MandateLetter(models.Model):
    """A letter about somebody's mandate to their organisation, as it was made: what it says does not change any more."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Representative, models.CASCADE, related_name="mandate_letters")
    addressee = models.TextField(max_length=400)
    subject = models.CharField(max_length=200)
    salutation = models.CharField(max_length=200)
    body = models.TextField(max_length=6000)
    closing = models.CharField(max_length=200)
    signer = models.TextField(max_length=300)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = same_partnership("mandate_letter", "seat")

    def __str__(self):
        return self.subject

    def get_absolute_url(self) -> str:
        """Where it is downloaded."""
        return reverse("mandate_letter", args=[self.pk])


@track()
class SponsorConfirmation(models.Model):
    """A new sponsor is asked whether the organisation still stands by it; at first it is only proposed to ask."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, we stand by it")
        TALK = "talk", _("Let us talk first")
        NO = "no", _("No, not any more")

    WAYS = [("link", pgettext_lazy("way of an answer", "From the email")), *told.Way.choices]

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    seat = models.ForeignKey(
        Representative, models.CASCADE, related_name="confirmations", verbose_name=_("representative")
    )
    created_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=4, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    way = models.CharField(_("how the answer came"), max_length=8, choices=WAYS, blank=True, default="")
    told_on = models.DateField(null=True, blank=True)
    words = models.CharField(_("what was said"), max_length=400, blank=True, default="")
    # Who asked, and later who noted an answer that they were told.
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            *same_partnership("sponsor_confirmation", "seat"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "yes", "talk", "no"]), name="sponsor_confirmation_answer"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["", "link", *told.Way.values]), name="sponsor_confirmation_way"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="sponsor_confirmation_is_whole",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(answer=""), name="one_open_sponsor_confirmation"
            ),
        ]

    def __str__(self):
        return str(self.seat)

    def get_absolute_url(self) -> str:
        """Where coordinators look at it before it goes, and note an answer."""
        return reverse("sponsor_confirmation", args=[self.pk])

    @property
    def how_it_came(self) -> str:
        """By which way the answer came, who noted it if anybody did, and when."""
        noted = told.in_words(self.way, self.by, self.told_on)
        return noted or (dates.short(self.answered_at) if self.answered_at else "")
