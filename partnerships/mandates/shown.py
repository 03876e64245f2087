"""Mandates and sponsors on the pages of a partner and of its people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.panels import SeatLine
from partnerships.mandates import terms
from partnerships.mandates.access import may_change
from partnerships.mandates.models import Mandate, MandateLetter, SponsorConfirmation
from partnerships.models import Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

MOST_CONFIRMATIONS = 3
MOST_LETTERS = 5
MOST_SHOWN = 50


def beside_people(person: Person, partner: Partner, seats: list[Representative]) -> dict[int, SeatLine]:
    """What each of them may decide, and the way to change it for whoever may."""
    known = {row.seat_id: row for row in Mandate.objects.filter(seat__in=seats)} if seats else {}
    changes = may_change(person, partner) and not partner.withdrawn_on
    lines = {}
    for seat in seats:
        words = terms.in_words(known[seat.pk]) if seat.pk in known else ""
        url = reverse("mandate", args=[seat.pk]) if changes else ""
        if words or url:
            lines[seat.pk] = SeatLine(words, url, _("Mandate"))
    return lines


def letters(partnership: Partnership, partner: Partner, **page: Any) -> dict | None:
    """The letters about mandates that were made for the partner, for coordinators."""
    if not partnership.access.coordinate:
        return None
    rows = list(
        MandateLetter.objects.filter(seat__partner=partner).select_related("seat__person")[:MOST_LETTERS]
    )
    return {"letters": rows} if rows else None


def words_of(seat: Representative) -> str:
    """What somebody may decide, or ""; behind a label that says so."""
    return terms.in_words(terms.of_seat(seat), has_label=True)


def agreed_time(partner: Partner) -> list[tuple[str, str]]:
    """[(person, `about 3 days a month`)] of those who represent the partner now and whose days were agreed."""
    seats = Representative.objects.current().filter(partner=partner).order_by()
    rows = Mandate.objects.filter(seat__in=seats, days_expected__isnull=False).select_related("seat__person")
    return [(str(row.seat.person), terms.days(row)) for row in rows.order_by("pk")[:MOST_SHOWN]]


def on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """What its sponsors said, for its coordinators and the partner itself; their words are for coordinators."""
    if not partnership.access.is_between(partner.pk):
        return None
    rows = SponsorConfirmation.objects.filter(seat__partner=partner)
    rows = list(rows.select_related("seat__person", "by")[:MOST_CONFIRMATIONS])
    for row in rows:
        ended = row.seat.until is not None and row.seat.until <= now()
        row.is_former = ended or row.seat.capacity != Representative.Capacity.SPONSOR
    return {"confirmations": rows, "partnership": partnership} if rows else None


def way_to_it(person: Any, row: Any) -> dict | None:
    """On the form of somebody who represents a partner."""
    return {"seat": row} if isinstance(row, Representative) else None
