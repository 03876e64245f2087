"""What a letter about somebody's mandate says to their organisation, before somebody looks at it and changes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.time import dates
from backbone.time.days import day_of, today_of
from partnerships.letters.letter import Letter
from partnerships.mandates import terms
from partnerships.mandates.models import MandateLetter
from partnerships.models import BodyPartner

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Representative

MOST_BENEFITS = 10
MOST_GROUPS = 10


def begun(seat: Representative, *, by: Person) -> MandateLetter:
    """The letter as it is proposed, in the partnership's language; saved nowhere."""
    partnership = seat.partnership
    with override(partnership.language):
        names = {"person": seat.person, "partnership": partnership}
        return MandateLetter(
            partnership=partnership,
            seat=seat,
            addressee=str(seat.partner),
            subject=(_("Mandate of %(person)s in %(partnership)s") % names)[:200],
            salutation=_("Dear Sir or Madam,"),
            body="\n\n".join(_paragraphs(seat)),
            closing=_("Yours sincerely,"),
            signer=f"{by}\n{partnership}",
            by=by,
        )


def _paragraphs(seat):
    """From the mandate and what the partner gives and gets; nothing that is private or only proposed."""
    names = {
        "person": seat.person,
        "partner": seat.partner,
        "partnership": seat.partnership,
    }
    yield _("%(person)s represents %(partner)s in %(partnership)s.") % names
    if seat.partnership.purpose:
        yield seat.partnership.purpose
    for label, words in facts(seat):
        yield _bold(label, words)
    if gains := list(_gains(seat.partner)):
        yield _bold(_("What %(partner)s gets from it") % names, "")
        yield "\n".join(f"- {gain}" for gain in gains)
    if seat.partner.own_objectives:
        label = _("What %(partner)s wants from it for itself") % names
        yield _bold(label, seat.partner.own_objectives)
    yield _("Please tell us if something of this should be different.")


def _bold(label, words):
    return f"**{label}:** {words}".rstrip()


def facts(seat: Representative) -> Iterator[tuple[str, str]]:
    """Role, days, until when: label and words of what is known, in the language of now."""
    mandate = terms.of_seat(seat)
    role = ", ".join(filter(None, (seat.get_capacity_display(), seat.job_title)))
    found = [
        (_("Role"), role),
        (_("May decide"), mandate.may_decide),
        (_("Checks back first"), terms.asked_first(mandate)),
        (_("Time"), terms.days(mandate)),
        (_("From"), _day(seat.first_day)),
        (_("Until"), _day(mandate.holds_until or seat.last_day)),
        (_("Agreed on"), _day(mandate.agreed_on)),
        (_("Groups"), ", ".join(_groups(seat))),
    ]
    return ((label, words) for label, words in found if words)


def _day(day):
    return dates.long(day) if day else ""


def _groups(seat):
    """Where they sit or stand in; of a group without a named person the whole partner sits there."""
    rows = BodyPartner.objects.taken_by(seat, today_of(seat.partnership))
    return [place.body.name for place in rows[:MOST_GROUPS]]


def _gains(partner):
    rows = partner.benefits.agreed().order_by("pk")[:MOST_BENEFITS]
    return (_gain(row) for row in rows)


def _gain(row):
    """What is only expected says so."""
    words = " ".join(str(row).split())
    return _("%(what)s (expected)") % {"what": words} if row.expected else words


def as_letter(row: MandateLetter) -> Letter:
    """A letter that was made, to be set on the partnership's paper."""
    partnership = row.partnership
    return Letter(
        partnership,
        addressee=row.addressee,
        written_on=day_of(row.at, partnership.zone),
        subject=row.subject,
        salutation=row.salutation,
        body=row.body,
        closing=row.closing,
        signer=row.signer,
        reference=f"{partnership.slug}/M{row.pk}",
    )
