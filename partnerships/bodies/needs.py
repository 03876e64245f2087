"""A seat whose term ends: its coordinators are told with time to spare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.access import coordinated_by
from partnerships.models import BodyPartner

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

SEATS = Kind("seats", gettext_lazy("Seats in groups"))
# Partners name people in their own meetings, so two months; afterwards it is not news for long.
BEFORE, AFTER = timedelta(days=60), timedelta(days=14)


def terms_that_end(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Seats whose term ends within two months, or ended within two weeks."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    if not of:
        return
    todays = {pk: today_of(where) for pk, where in of.items()}
    for seat in _ending(list(of), min(todays.values()) - AFTER, max(todays.values()) + BEFORE):
        where, today = of[seat.partnership_id], todays[seat.partnership_id]
        detail = _("term until %(day)s") % {"day": dates.short(seat.term_until)}
        yield Need(
            kind=SEATS,
            state="late" if seat.term_until < today else "open",
            word=_("Ended") if seat.term_until < today else _("Ends"),
            title=str(seat),
            url=seat.body.get_absolute_url(),
            detail=detail if partnership else f"{where.name} · {detail}",
            action=_("Say how it goes on"),
            action_url=seat.get_absolute_url(),
            due=seat.term_until,
        )


@prepared
def _ending(partnerships: list[int], first: date, last: date) -> QuerySet[BodyPartner]:
    rows = BodyPartner.objects.filter(partnership__in=partnerships, term_until__range=(first, last))
    rows = rows.filter(partner__withdrawn_on=None).order_by("term_until", "pk")
    return rows.select_related("body", "partner__organisation")
