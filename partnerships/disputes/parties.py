"""Who is a party to a dispute: whoever speaks for one of its partners now, or assists somebody who does.

A seat for the same organisation in another partnership counts. Who spoke for a partner until it withdrew stays a
party, since the dispute may be why it left.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnerships.disputes.models import DisputeParty
from partnerships.models import Assistant, Partner, Representative

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person


def is_no_party(person: int, at: datetime) -> Q:
    """A condition on disputes: that the person with this key is no party to them at this moment."""
    sides = DisputeParty.objects.filter(dispute=OuterRef("pk")).order_by()
    return ~Q(Exists(sides.filter(partner__organisation__in=_organisations(person, at))))


def spoken_for(person: Person, partners: Iterable[Partner]) -> list[Partner]:
    """Those of these partners whose party this person is."""
    keys = [partner.organisation_id for partner in partners]
    own = set(_organisations(person.pk, timezone.now()).filter(partner__organisation__in=keys))
    return [partner for partner in partners if partner.organisation_id in own]


def _organisations(person, at):
    """The keys of the organisations for which somebody speaks."""
    assisted = Assistant.objects.current(at).filter(person=person).order_by().values("assisted")
    seats = Representative.objects.current(at) | Representative.objects.filter(left_with_partner=True)
    own = seats.filter(Q(person=person) | Q(person__in=assisted)).order_by()
    return own.values_list("partner__organisation", flat=True)
