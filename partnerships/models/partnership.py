"""Partnerships, and what a person may do in them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.accounts.models import check_timezone
from backbone.database.fields import between, one_of, sort_key
from backbone.database.history import track
from backbone.database.search import words_index
from backbone.files import pictures
from partnerships.models.dated import Dated

if TYPE_CHECKING:
    from backbone.accounts.models import Person


class Phase(models.TextChoices):
    SCOPING = "scoping", _("Scoping and building")
    MANAGING = "managing", _("Managing and maintaining")
    REVIEWING = "reviewing", _("Reviewing and revising")
    SUSTAINING = "sustaining", _("Sustaining outcomes")


class PartnershipQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> QuerySet[Partnership]:
        """The partnerships in which this person has a current role or represents a partner."""
        standing = person.standing
        scopes = {scope for _kind, scope in standing.roles}
        if None in scopes:
            return self
        return self.filter(pk__in=scopes | {scope for scope, _partner in standing.represents})

    def reportable_by(self, person: Person) -> QuerySet[Partnership]:
        """The partnerships for which this person may ask for reports: leadership and coordinators."""
        kinds = [Role.Kind.ADMINISTRATOR, Role.Kind.COORDINATOR, Role.Kind.LEADER]
        scopes = person.standing.scopes(*kinds)
        return self if None in scopes else self.filter(pk__in=scopes)

    def open(self) -> QuerySet[Partnership]:
        """Those that go on: where something can be changed and asked."""
        return self.filter(closed_at=None)

    def closed(self) -> QuerySet[Partnership]:
        """Those that are only read any more."""
        return self.filter(closed_at__isnull=False)


@track(exclude=["logo_hash"])
class Partnership(models.Model):
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True, max_length=60)
    purpose = models.TextField(
        pgettext_lazy("of a partnership", "purpose"),
        blank=True,
        help_text=_("In one sentence: what will be different when you succeed?"),
    )
    problem = models.TextField(
        _("problem"), blank=True, help_text=_("What is not going well now, and for whom?")
    )
    target_population = models.TextField(_("the people it is for"), blank=True)
    only_together = models.TextField(
        _("what can only be done together"),
        blank=True,
        help_text=_("What can you do only together, and no partner alone?"),
    )
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, default=Phase.SCOPING)
    language = models.CharField(
        _("language of its documents"),
        max_length=2,
        choices=[("en", "English"), ("nl", "Nederlands")],
        default="en",
    )
    country = models.CharField(
        _("country"), max_length=2, default="NL", help_text=_("Whose public holidays count.")
    )
    timezone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Amsterdam", validators=[check_timezone]
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    hue = models.PositiveSmallIntegerField(_("colour"), default=195, validators=[MaxValueValidator(359)])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    started_on = models.DateField(_("since"), null=True, blank=True)
    minutes_working_days = models.PositiveSmallIntegerField(
        _("minutes are out within (working days)"), default=2
    )
    asks_per_month = models.PositiveSmallIntegerField(_("questions per person per month"), default=10)
    # Who keeps the list of contacts, and the day on which it is gone through again.
    contacts_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who keeps the list"),
    )
    file_room = models.PositiveIntegerField(
        _("room for files, in MB"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("Empty for as much as each partnership gets here."),
    )
    contacts_review_on = models.DateField(_("look through it again on"), null=True, blank=True)
    # Since then it is only read; partnerships.closing says what that means.
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closing_words = models.CharField(
        _("why it was closed"), max_length=300, blank=True, default="", db_default=""
    )
    # SHA-256 of the picture of its logo, kept by `partnerships.identity.logos`: its address on every page.
    logo_hash = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)

    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)
    sort_name = sort_key("name")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [words_index("name", "purpose", name="partnership_words")]
        constraints = [
            one_of("phase", "scoping managing reviewing sustaining", "partnership_phase"),
            models.CheckConstraint(
                condition=models.Q(country__regex="^[A-Z]{2}$"), name="partnership_country"
            ),
            models.CheckConstraint(
                condition=models.Q(currency__regex="^[A-Z]{3}$"), name="partnership_currency"
            ),
            models.CheckConstraint(condition=models.Q(hue__lt=360), name="partnership_hue"),
            between("file_room", 0, 1_000_000, "partnership_file_room"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="partnership_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="partnership_closed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership", args=[self.slug])

    @property
    def logo_address(self) -> str:
        """Where pages find the picture of its logo; empty without one."""
        return reverse("logo", args=[self.logo_hash]) if self.logo_hash else ""

    @property
    def logo_data(self) -> str:
        """The picture of its logo as an address that carries it, for documents; empty without one."""
        return pictures.data_address(self.logo_hash)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class PurposeStatement(models.Model):
    """An earlier or current wording of the purpose, with the reason for the change, or that it still holds."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="purpose_statements")
    text = models.TextField()
    reason = models.TextField(_("reason for the change"), blank=True)
    is_reaffirmed = models.BooleanField(default=False, db_default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]


@track()
class Role(Dated):
    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        COORDINATOR = "coordinator", _("Coordinator")
        LEADER = "leader", _("Leadership")
        OBSERVER = "observer", _("Observer")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("role"), max_length=14, choices=Kind)
    partnership = models.ForeignKey(
        Partnership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("partnership"),
        help_text=_("Leave empty for everything."),
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            one_of("kind", "administrator coordinator leader observer", "role_kind"),
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="role_period",
            ),
            models.CheckConstraint(
                condition=models.Q(partnership=None) | ~models.Q(kind="administrator"),
                name="administrator_of_everything",
            ),
            models.CheckConstraint(
                condition=models.Q(partnership__isnull=False)
                | models.Q(kind__in=["administrator", "leader"]),
                name="role_partnership_named",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "partnership"],
                condition=models.Q(until=None),
                nulls_distinct=False,
                name="role_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"
