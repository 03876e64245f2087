"""Whoever offered something, or said what their partner gets, hears that it was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships import partners
from partnerships.correspondence import notices
from partnerships.models import Contribution, Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Benefit

# Where it stands on the page behind a mailed link.
PLACE = "gives-and-gets"


def tell(row: Contribution | Benefit, by: Person) -> None:
    """News that asks nothing, with what was recorded, for whoever said it and still speaks for the partner."""
    person = row.recorded_by
    if person is None or person == by or not _speaks_still(row):
        return
    with override(person.language):
        words = {"what": partners.in_words(row), "person": by}
        text = _words(row) % words
    notices.tell(
        person,
        row.partnership,
        key=f"{row._meta.model_name}:{row.pk}:agreed:{row.revision}",
        text=text,
        path=row.partner.get_absolute_url(),
        anchor=PLACE,
    )


def _words(row):
    if not isinstance(row, Contribution):
        return _("%(person)s agreed to what you said that you get. Recorded: “%(what)s”.")
    if row.state == Contribution.State.PLEDGED:
        return _("%(person)s agreed to what you offered. Recorded as pledged: “%(what)s”.")
    return _("%(person)s agreed to what you offered. Recorded: “%(what)s”.")


def _speaks_still(row):
    seats = Representative.objects.current().filter(person=row.recorded_by, partner=row.partner_id)
    return seats.exists()
