"""The parts of packs that the core knows: purpose, words, what is expected, people, seats, promises, mails, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
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
    from django.db.models import QuerySet

    from backbone.accounts.models import Person

Lines = Iterator[tuple[str, str]]
MAILS = 20


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
    return (own or seat.partner.mandate).removeprefix(_("may decide: %(what)s") % {"what": ""})


def people(seat: Representative) -> Lines:
    """Who coordinates and how they are reached, and who leads for each partner, of their own with how, too."""
    for role in seat.partnership.roles.current().filter(kind=Role.Kind.COORDINATOR).select_related("person"):
        yield str(role.person), " · ".join([_("coordinates"), *_reached(role.person)])
    for one in _leads(seat.partnership_id):
        own = _reached(one.person) if one.partner_id == seat.partner_id else []
        yield str(one.partner), " · ".join([str(one.person), *own])


def _reached(person):
    """What its reader may know anyway: of coordinators and of the people of their own partner."""
    return [words for words in (person.mail_address, person.phone) if words]


def _leads(partnership: int) -> QuerySet[Representative]:
    rows = Representative.objects.current().filter(
        partnership=partnership, capacity=Representative.Capacity.LEAD, partner__withdrawn_on=None
    )
    return rows.select_related("person", "partner__organisation").order_by("partner__organisation__sort_name")


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
    """What coordinators wrote down for themselves about the partner."""
    for note in PrivateNote.objects.filter(partnership=seat.partnership, partner=seat.partner).order_by(
        "-at"
    ):
        yield dates.short(day_of(note.at, seat.partnership.zone)), note.text


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
