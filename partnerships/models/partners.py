"""Partners and their people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of, same_partnership
from backbone.database.history import track
from partnerships.models.dated import Dated
from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership


class PartnerQuerySet(models.QuerySet):
    def present(self) -> QuerySet[Partner]:
        """Partners that have not withdrawn, by name."""
        return self.filter(withdrawn_on=None).order_by("organisation__sort_name", "pk")

    def in_own_order(self) -> QuerySet[Partner]:
        """In the order that the partnership gave them; those without a place follow by name."""
        return self.order_by(models.F("place").asc(nulls_last=True), "organisation__sort_name", "pk")


@track()
class Partner(models.Model):
    """An organisation in a partnership."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partners", verbose_name=_("organisation")
    )
    role = models.CharField(
        _("role"),
        max_length=120,
        blank=True,
        help_text=_("In the partnership’s own word, for example Signatory."),
    )
    # Whether it has a role as a convener today, which `partnerships.conveners.roles` keeps in step.
    is_convener = models.BooleanField(_("convener"), default=False)
    since_words = models.CharField(_("since"), max_length=60, blank=True)
    since = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    own_objectives = models.TextField(
        _("own objectives"), blank=True, help_text=_("What this partner wants from it for itself.")
    )
    mandate = models.TextField(
        _("mandate"),
        blank=True,
        help_text=_("What its representatives may decide without checking back first."),
    )
    # In the partnership's own order, of protocol; without one it follows by its name.
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__sort_name", "pk"]
        constraints = [
            *same_partnership("partner"),
            models.UniqueConstraint(fields=["partnership", "organisation"], name="partner_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None) | models.Q(withdrawn_on__gte=models.F("since")),
                name="partner_leaves_after_joining",
                violation_error_message=_("It can’t have withdrawn before it joined."),
            ),
        ]

    def __str__(self):
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return reverse("partner", args=[self.pk])


@track()
class Representative(Dated):
    class Capacity(models.TextChoices):
        LEAD = "lead", pgettext_lazy("representative", "Lead")
        ALTERNATE = "alternate", _("Alternate")
        SPONSOR = "sponsor", _("Sponsor")
        MEMBER = "member", pgettext_lazy("representative", "Member")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="representatives")
    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="representatives", verbose_name=_("partner")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="represents", verbose_name=_("person")
    )
    capacity = models.CharField(_("capacity"), max_length=10, choices=Capacity, default=Capacity.MEMBER)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    # It ended because the partner withdrew, and comes back if that is taken back.
    left_with_partner = models.BooleanField(default=False)

    class Meta:
        ordering = ["person__sort_name", "pk"]
        indexes = [
            models.Index(fields=["partnership"], condition=models.Q(until__isnull=False), name="seats_ended"),
        ]
        constraints = [
            *same_partnership("rep", "partner"),
            one_of("capacity", "lead alternate sponsor member", "representative_capacity"),
            models.UniqueConstraint(
                fields=["partner", "person"], condition=models.Q(until=None), name="representative_once"
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=models.Q(until=None, capacity="lead"),
                name="one_lead_per_partner",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.partner}"
