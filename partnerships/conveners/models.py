"""Who convenes a partnership and in what role, what pulls conveners apart, and convening that others do for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import between, one_of, same_partnership
from backbone.database.history import track
from backbone.time.days import today_of
from partnerships.attachments.models import AttachedFile
from partnerships.models import Partner, Partnership


def _in_order(name):
    return models.CheckConstraint(
        condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
        name=name,
        violation_error_message=_("It ends before it begins."),
    )


class ConvenerRoleQuerySet(models.QuerySet):
    def current(self, day: date) -> QuerySet[ConvenerRole]:
        """Roles that partners have on this day in their partnership; who withdrew convenes nothing any more."""
        begun, goes_on = Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day)
        return self.filter(begun, goes_on, partner__withdrawn_on=None)


@track()
class ConvenerRole(models.Model):
    """What a partner does as a convener, and from when until when; all conveners are equals."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="convener_roles")
    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="convener_roles", verbose_name=_("partner")
    )
    words = models.CharField(
        _("what it does as a convener"),
        max_length=200,
        blank=True,
        help_text=_("Such as: hosts the secretariat."),
    )
    since = models.DateField(pgettext_lazy("a date", "from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ConvenerRoleQuerySet.as_manager()

    class Meta:
        ordering = ["partner__organisation__sort_name", F("since").asc(nulls_first=True), "pk"]
        constraints = [*same_partnership("convener_role", "partner"), _in_order("convener_role_period")]

    def __str__(self):
        return f"{self.partner}: {self.words}" if self.words else str(self.partner)

    def get_absolute_url(self) -> str:
        """The page of all conveners."""
        return reverse("conveners", args=[self.partnership.slug])


class Tension(models.Model):
    """Two things that conveners want and that pull apart. In a table of its own, without history, for conveners only."""

    class Level(models.TextChoices):
        PEOPLE = "people", _("Between people")
        ORGANISATIONS = "orgs", _("Between organisations")
        INSIDE = "inside", _("Inside an organisation")
        OUTSIDE = "outside", _("With the outside")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("tension", "Open")
        LEFT = "left", pgettext_lazy("tension", "Left as it is")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="tensions")
    level = models.CharField(_("where it is"), max_length=8, choices=Level, blank=True, default="")
    one_pole = models.CharField(_("one pole"), max_length=120, help_text=_("Such as: speed."))
    other_pole = models.CharField(
        _("the other pole"), max_length=120, help_text=_("Such as: everybody aboard.")
    )
    words = models.TextField(_("what it is about, and what we do"), blank=True, max_length=2000)
    revisit_on = models.DateField(_("look at it again on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=4, choices=State, default=State.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-state", F("revisit_on").asc(nulls_last=True), "-pk"]
        constraints = [
            *same_partnership("tension"),
            one_of("state", "open left", "tension_state"),
            models.CheckConstraint(
                condition=Q(level="") | Q(level__in=["people", "orgs", "inside", "outside"]),
                name="tension_level",
            ),
        ]
        indexes = [models.Index(fields=["revisit_on"], condition=Q(state="open"), name="tension_revisit")]

    def __str__(self):
        # It says nothing of its content, wherever it is named.
        return gettext("Tension between conveners")

    def get_absolute_url(self) -> str:
        """Its place among the tensions."""
        return reverse("tensions", args=[self.partnership.slug]) + f"#tension-{self.pk}"


@track()
class LocalConvening(models.Model):
    """Convening that is given to a local actor: its task, term and fee, and the report that comes back."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="local_convenings")
    partner = models.ForeignKey(
        Partner,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="local_convenings",
        verbose_name=_("partner"),
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    task = models.TextField(
        pgettext_lazy("of a local convener", "task"),
        max_length=1000,
        help_text=_("Such as: brings the growers of the district together, four times a year."),
    )
    since = models.DateField(pgettext_lazy("a date", "from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    fee = models.DecimalField(
        _("fee"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency of the fee"), max_length=3, default="EUR")
    report_due = models.DateField(_("report due on"), null=True, blank=True)
    report = models.TextField(_("report"), blank=True, max_length=4000)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = [F("since").desc(nulls_last=True), "-pk"]
        constraints = [
            *same_partnership("local_convening", "partner"),
            _in_order("local_convening_period"),
            between("fee", Decimal(0), None, "local_convening_fee"),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(organisation=""),
                name="local_convening_by_somebody",
                violation_error_message=_("Choose a partner, or write the name of an organisation."),
            ),
        ]
        indexes = [
            models.Index(fields=["report_due"], condition=Q(reported_on=None), name="local_convening_due")
        ]

    def __str__(self):
        return self.organisation or str(self.partner)

    def get_absolute_url(self) -> str:
        return reverse("local_convening", args=[self.pk])

    @property
    def state(self) -> str:
        """planned, running, reported or ended, as the days and the report have it."""
        today = today_of(self.partnership)
        if self.reported_on:
            return "reported"
        if self.since and self.since > today:
            return "planned"
        return "ended" if self.until and self.until < today else "running"

    @property
    def is_late(self) -> bool:
        """Whether its report was due before today and has not come."""
        return bool(self.report_due and not self.reported_on and self.report_due < today_of(self.partnership))


@track()
class LocalConveningFile(AttachedFile):
    """What came with the report of a local convener."""

    local_convening = models.ForeignKey(LocalConvening, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("convening_file", "local_convening", "upload")]
