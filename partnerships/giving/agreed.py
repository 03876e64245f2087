"""Whoever offered something, or said what their partner gets, hears that it was agreed."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships import partners
from partnerships.correspondence import notices
from partnerships.models import Contribution, Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Benefit, Partner

# Where it stands on the page behind a mailed link.
PLACE = "gives-and-gets"
MOST_TOLD = 5


def tell(row: Contribution | Benefit, by: Person) -> None:
    """News that asks nothing, with what was recorded, for whoever said it, or else leads the partner."""
    for person in told_about(row.partner, row.recorded_by, but=by):
        with override(person.language):
            text = _words(row) % {"what": partners.in_words(row), "person": by}
        _news(row, person, "agreed", text)


def tell_declined(row: Contribution | Benefit, by: Person) -> None:
    """The same of a "not now", with the reason."""
    for person in told_about(row.partner, row.recorded_by, but=by):
        with override(person.language):
            what = shorten(partners.in_words(row), 60, placeholder="…")
            words = {"what": what, "person": by, "why": row.declined_words}
            text = _("%(person)s says “not now” to “%(what)s”: %(why)s") % words
        _news(row, person, "declined", text)


def _news(row, person, what, text):
    notices.tell(
        person,
        row.partnership,
        key=f"{row._meta.model_name}:{row.pk}:{what}:{row.revision}:{person.pk}",
        text=text,
        path=row.partner.get_absolute_url(),
        anchor=PLACE,
    )


def told_about(partner: Partner, person: Person | None, *, but: Person) -> list[Person]:
    """Who of a partner hears about what it said: who said it while they speak for it, else its lead, or all there are."""
    seats = list(
        Representative.objects.current().filter(partner=partner).exclude(person=but).select_related("person")
    )
    own = [seat for seat in seats if person and seat.person_id == person.pk]
    leads = [seat for seat in seats if seat.capacity == Representative.Capacity.LEAD]
    return [seat.person for seat in (own or leads or seats)[:MOST_TOLD]]


def _words(row):
    if not isinstance(row, Contribution):
        return _("%(person)s agreed to what you said that you get. Recorded: “%(what)s”.")
    if row.state == Contribution.State.PLEDGED:
        return _("%(person)s agreed to what you offered. Recorded as pledged: “%(what)s”.")
    return _("%(person)s agreed to what you offered. Recorded: “%(what)s”.")
