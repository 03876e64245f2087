"""A partner for which nobody leads any more: its coordinators are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from partnerships.access import coordinated_by
from partnerships.models import Partner, Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PARTNERS = Kind("partners", gettext_lazy("Partners"))


def of_the_partners(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Present partners that had a lead and have none now; who never had one is being set up."""
    names = {one.pk: one.name for one in coordinated_by(person, partnership)}
    for partner in _without_lead(list(names), timezone.now()) if names else ():
        words = _("its lead has left")
        yield Need(
            kind=PARTNERS,
            state="risk",
            word=_("No lead"),
            title=str(partner),
            url=partner.get_absolute_url(),
            detail=words if partnership else f"{names[partner.partnership_id]} · {words}",
            action=_("Name a lead"),
            action_url=reverse("representative_new", args=[partner.pk]),
        )


@prepared
def _without_lead(partnerships: list[int], now: datetime) -> QuerySet[Partner]:
    led = Representative.objects.filter(
        partner=OuterRef("pk"), capacity="lead", partnership=OuterRef("partnership")
    )
    ended = led.filter(until__lte=now)
    rows = Partner.objects.filter(partnership__in=partnerships, withdrawn_on=None)
    rows = rows.filter(Exists(ended), ~Exists(led.exclude(until__lte=now)))
    return rows.select_related("organisation").order_by("organisation__sort_name", "pk")
