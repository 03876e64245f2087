"""What each partner gives and gets."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import between, one_of, same_partnership
from backbone.database.history import track
from partnerships.models.declined import DeclinedColumns
from partnerships.models.partners import Partner
from partnerships.models.partnership import Partnership


class PeriodColumns(models.Model):
    """What people wrote about when ("Fall 2016"), and what could be read from it."""

    period_words = models.CharField(_("period"), max_length=80, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def period_in_order(name: str) -> models.CheckConstraint:
    """A check that a row's period does not end before it starts; either day may be missing."""
    return models.CheckConstraint(
        condition=models.Q(period_start=None)
        | models.Q(period_end=None)
        | models.Q(period_end__gte=models.F("period_start")),
        name=name,
        violation_error_message=_("The period ends before it starts."),
    )


class TermQuerySet(models.QuerySet):
    def agreed(self) -> QuerySet:
        """Those that count: what a partner only offers or proposes is between it and its coordinators."""
        return self.exclude(self.model.OPEN)

    def open_offers(self) -> QuerySet:
        """What partners offer or propose and nobody has agreed to yet."""
        return self.filter(self.model.OPEN)

    def to_answer(self) -> QuerySet:
        """Those to which nobody has said "not now" either."""
        return self.open_offers().filter(declined_at=None)


@track()
class Contribution(PeriodColumns, DeclinedColumns):
    """What a partner gives; money and everything else in the same table with the same weight."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("Staff time")
        SKILLS = "skills", _("Skills")
        SPACE = "space", _("Space")
        EQUIPMENT = "equip", _("Equipment")
        TRAINING = "training", _("Training")
        CONTACTS = "contacts", _("Contacts and access")
        CASH = "cash", _("Cash")
        # What was recorded before there were the others is this.
        KIND = "kind", _("Other in kind")

    class State(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("contribution", "Offered")
        PLEDGED = "pledged", _("Pledged")
        DELIVERED = "delivered", _("Delivered")

    OPEN = models.Q(state=State.OFFERED)
    IN_KIND = tuple(kind for kind in Kind.values if kind != "cash")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="contributions")
    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="contributions", verbose_name=_("partner")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.KIND)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLEDGED)
    description = models.CharField(_("what"), max_length=200)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("Hours, days, square metres …"))
    value = models.DecimalField(
        _("value"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave it empty if no value has been set; it counts no less."),
    )
    currency = models.CharField(_("currency of the value"), max_length=3, default="EUR")
    basis = models.CharField(
        _("what the value rests on"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Such as: an invoice, the rent of such a room, 12 days at the agreed day rate."),
    )
    conditions = models.CharField(
        _("conditions"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("What has to be so for it to be given, in the partner’s words."),
    )
    delivered_on = models.DateField(
        _("delivered on"),
        null=True,
        blank=True,
        help_text=_(
            "A report counts it in the period of this day; without a day or a period it is named and not counted."
        ),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Who said so, or where it is written.")
    )
    proof_link = models.URLField(
        _("where proof is seen"),
        blank=True,
        default="",
        db_default="",
        help_text=_("A web address. A file can be added below once it is saved."),
    )
    # What it would change once it is agreed to, instead of standing beside it.
    in_place_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("in place of"),
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed off by"),
    )
    signed_off_at = models.DateTimeField(_("signed off"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["partner__organisation__sort_name", "pk"]
        constraints = [
            *same_partnership("contribution", "partner", "in_place_of"),
            models.CheckConstraint(
                condition=models.Q(in_place_of=None) | models.Q(state="offered"),
                name="contribution_change_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(declined_at=None) | models.Q(state="offered"),
                name="contribution_declined_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_off_at=None) | models.Q(state="delivered"),
                name="contribution_signed_off_came",
            ),
            one_of("state", "offered pledged delivered", "contribution_state"),
            one_of("kind", "hours skills space equip training contacts cash kind", "contribution_kind"),
            models.CheckConstraint(
                condition=models.Q(currency__regex="^[A-Z]{3}$"), name="contribution_currency"
            ),
            between("quantity", 0, None, "contribution_quantity"),
            between("value", 0, None, "contribution_value"),
            period_in_order("contribution_period"),
        ]
        indexes = [
            # Of many thousands few are offers.
            models.Index(
                fields=["partnership"],
                condition=models.Q(state="offered"),
                name="contribution_offered",
            ),
            # How many each partner brings is counted here alone.
            models.Index(
                fields=["partnership", "partner"],
                condition=~models.Q(state="offered"),
                name="contribution_agreed",
            ),
        ]

    def __str__(self):
        return self.description

    @property
    def is_open_offer(self) -> bool:
        """Whether the partner only offers it."""
        return self.state == self.State.OFFERED


@track()
class Benefit(PeriodColumns, DeclinedColumns):
    """What a partner gets, in its own words where we have them; its period is when it came."""

    OPEN = models.Q(is_proposed=True)

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="benefits")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="benefits", verbose_name=_("partner"))
    description = models.CharField(_("what it gets"), max_length=300)
    own_words = models.BooleanField(_("in the partner’s own words"), default=False)
    expected = models.BooleanField(_("expected, not yet received"), default=False)
    # The partner proposed it, and no coordinator has agreed yet.
    is_proposed = models.BooleanField(_("proposed"), default=False, db_default=False)
    evidence = models.CharField(
        _("what shows it"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("How one sees that it came, in the partner’s words."),
    )
    evidence_link = models.URLField(
        _("where it is seen"),
        blank=True,
        default="",
        db_default="",
        help_text=_("A web address. A file can be added below once it is saved."),
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    in_place_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("in place of"),
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["partner__organisation__sort_name", "pk"]
        constraints = [
            *same_partnership("benefit", "partner", "in_place_of"),
            models.CheckConstraint(
                condition=models.Q(in_place_of=None) | models.Q(is_proposed=True),
                name="benefit_change_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(declined_at=None) | models.Q(is_proposed=True),
                name="benefit_declined_is_open",
            ),
            period_in_order("benefit_period"),
        ]

    def __str__(self):
        return self.description

    @property
    def is_open_offer(self) -> bool:
        """Whether the partner only proposes it."""
        return self.is_proposed

    @property
    def quoted(self) -> str:
        """In quotation marks when the words are the partner's own."""
        return f"“{self}”" if self.own_words else str(self)
