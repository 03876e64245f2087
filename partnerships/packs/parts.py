"""The parts of packs that the core knows: purpose, words, what is expected, people, seats, promises, mails, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import money, number
from backbone.panels import registry
from backbone.registered.pack_parts import HANDOVER, NEWCOMER, PackPart
from backbone.time import dates
from backbone.time.days import day_of, today_of
from partnerships.correspondence.models import Correspondence
from partnerships.models import Benefit, BodyPartner, Contribution, PrivateNote, Representative, Role

if TYPE_CHECKING:
    from backbone.accounts.models import Person

Lines = Iterator[tuple[str, str]]
MAILS = 20
# Of one partner that has no lead.
MOST_OF_ONE = 5


def purpose(seat: Representative) -> Lines:
    """What the partnership is for, and why together."""
    yield "", seat.partnership.purpose
    if seat.partnership.only_together:
        yield _("Only together"), seat.partnership.only_together
    if seat.partner.own_objectives:
        yield _("What %(partner)s wants from it") % {"partner": seat.partner}, seat.partner.own_objectives


def words(seat: Representative) -> Lines:
    """The words that the partnership uses otherwise than others do."""
    yield from seat.partnership.words.values_list("word", "meaning")


def expected(seat: Representative) -> Lines:
    """The capacity, the groups, and how much is asked."""
    partnership = seat.partnership
    yield (
        _("Your part"),
        _("%(capacity)s for %(partner)s")
        % {
            "capacity": seat.get_capacity_display(),
            "partner": seat.partner,
        },
    )
    if may_decide := _mandate(seat):
        yield _("What you may decide"), may_decide
    for place in BodyPartner.objects.taken_by(seat, today_of(partnership)):
        yield place.body.name, place.body.remit
    yield (
        _("Questions"),
        ngettext(
            "At most %(n)s a month; each can be answered from the email.",
            "At most %(n)s a month; each can be answered from the email.",
            partnership.asks_per_month,
        )
        % {"n": number(partnership.asks_per_month)},
    )


def _mandate(seat):
    """Their own, or what was said of the whole partner; the line's heading says that it is what they may decide."""
    own = next((said for source in registry.mandate_words if (said := source(seat))), "")
    return own or seat.partner.mandate


def people(seat: Representative) -> Lines:
    """Who coordinates, who speaks for each partner, and how they are reached as far as a representative may know."""
    for role in seat.partnership.roles.current().filter(kind=Role.Kind.COORDINATOR).select_related("person"):
        yield str(role.person), " · ".join([_("coordinates"), *_reached(role.person)])
    for rows in _who_speaks(seat.partnership_id):
        said = [_with_ways(one, seat) for one in rows[:MOST_OF_ONE]]
        if (more := len(rows) - MOST_OF_ONE) > 0:
            said.append(ngettext("and %(n)s more", "and %(n)s more", more) % {"n": number(more)})
        yield str(rows[0].partner), "; ".join(said)


def _with_ways(one, seat):
    """Of their own partner its people know every way, of others what these chose to show."""
    ways = _reached(one.person) if one.partner_id == seat.partner_id else _shown(one.person)
    return " · ".join(words for words in (str(one.person), one.job_title, *ways) if words)


def _reached(person):
    """What its reader may know anyway: of coordinators and of the people of their own partner."""
    return [words for words in (person.mail_address, person.phone) if words]


def _shown(person):
    ways = ((person.mail_address, person.shows_address), (person.phone, person.shows_phone))
    return [words for words, is_shown in ways if words and is_shown]


def _who_speaks(partnership: int) -> list[list[Representative]]:
    """Of each partner its lead; of one without a lead whoever represents it, the longest there first."""
    rows = Representative.objects.current().filter(partnership=partnership, partner__withdrawn_on=None)
    by_partner: dict[int, list[Representative]] = {}
    for row in rows.select_related("person", "partner__organisation").order_by(
        "partner__organisation__sort_name", "partner", "since", "pk"
    ):
        by_partner.setdefault(row.partner_id, []).append(row)
    return [_leads(of) or of for of in by_partner.values()]


def _leads(rows):
    return [row for row in rows if row.capacity == Representative.Capacity.LEAD]


def seats(seat: Representative) -> Lines:
    """The groups in which the one who leaves sits or that they chair."""
    for place in BodyPartner.objects.taken_by(seat, today_of(seat.partnership)):
        until = place.term_until
        yield (
            place.body.name,
            _("until %(day)s") % {"day": dates.long(until)} if until else _("sits there"),
        )
    for body in seat.partnership.bodies.filter(Q(chair=seat.person) | Q(secretary=seat.person)):
        yield body.name, _("chairs it") if body.chair_id == seat.person_id else _("is its secretary")


def promises(seat: Representative) -> Lines:
    """What the partner still gives and what it still waits for."""
    for gift in seat.partner.contributions.filter(state=Contribution.State.PLEDGED):
        worth = f" · {money(gift.value, gift.currency)}" if gift.value is not None else ""
        yield _("Promised"), f"{gift.description}{worth}"
    for gain in Benefit.objects.agreed().filter(partner=seat.partner, expected=True):
        yield _("Hoped for"), gain.quoted


def correspondence(seat: Representative) -> Lines:
    """The last mails to the one who leaves: day and subject."""
    rows = Correspondence.objects.filter(partnership=seat.partnership, person=seat.person)
    for row in rows.select_related("message").order_by("-message__created_at", "-pk")[:MAILS]:
        yield dates.short(day_of(row.message.created_at, seat.partnership.zone)), row.message.subject


def private_notes(seat: Representative) -> Lines:
    """How many notes coordinators wrote for themselves, and where they lie: what is mailed or printed outlives a note."""
    if count := PrivateNote.objects.filter(partnership=seat.partnership, partner=seat.partner).count():
        notes = ngettext("%(n)s private note", "%(n)s private notes", count) % {"n": number(count)}
        address = f"{settings.BASE_URL}{reverse('partner_notes', args=[seat.partner_id])}"
        yield notes, _("To be read after signing in: %(address)s") % {"address": address}


def may_get_private(person: Person, seat: Representative) -> bool:
    """Whether private notes may be in somebody's pack: only in that of who coordinates here anyway."""
    roles = seat.partnership.roles.current().filter(person=person, kind=Role.Kind.COORDINATOR)
    return roles.exists()


PARTS = [
    PackPart("purpose", gettext_lazy("What it is for"), (NEWCOMER,), purpose, 10),
    PackPart("expected", gettext_lazy("What is expected"), (NEWCOMER,), expected, 20),
    PackPart("people", gettext_lazy("People"), (NEWCOMER, HANDOVER), people, 30),
    PackPart("words", gettext_lazy("Words used here"), (NEWCOMER,), words, 70),
    PackPart("seats", gettext_lazy("Groups"), (HANDOVER,), seats, 35),
    PackPart("promises", gettext_lazy("Promises, both ways"), (NEWCOMER, HANDOVER), promises, 45),
    PackPart("correspondence", gettext_lazy("Last emails"), (HANDOVER,), correspondence, 80),
    PackPart("private_notes", gettext_lazy("Private notes"), (HANDOVER,), private_notes, 90, chosen=False),
]
