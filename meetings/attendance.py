"""Who was there: prefilled with the partners' people, and empty until somebody recorded it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from backbone.accounts.models import Person
from backbone.database.pointed_to import set_pointed_to
from backbone.database.prepared import prepared
from backbone.reading.folding import folded
from meetings.bodies.invited import representatives
from meetings.models import AgendaItem, Attendance, Invitation, Line
from meetings.owners import Candidate
from partnerships import named
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.reached import last_state
from partnerships.correspondence.signing import partner_for
from partnerships.models import BodyGuest, Partner, Representative
from partnerships.persons import add_new, belongs_to, find_or_add, sharing
from partnerships.roles import coordinators_of
from partnerships.taking_part import left_there

if TYPE_CHECKING:
    from meetings.models import Meeting

State = Attendance.State
HERE = (State.PRESENT, State.PARTLY)
# Whose group has them observe; they are there and never count.
OBSERVER = "observer"
MARKS = {
    State.PRESENT: "done",
    State.PARTLY: "part",
    State.APOLOGIES: "open",
    State.ABSENT: "dropped",
    State.OBSERVER: "done",
}


def prefill(meeting: Meeting) -> int:
    """Put the representatives who are not on the list yet on it, and its chair; returns how many."""
    new = _rows_for(meeting, representatives(meeting))
    for person in _observers(meeting):
        new.setdefault(person.pk, _without_seat(meeting, person, OBSERVER))
    return _add_missing(meeting, new) + add_chair(meeting)


def add_host(meeting: Meeting) -> int:
    """Put the people of its host on the list, who are invited whatever group it is of; returns how many."""
    return add_some(meeting, [row for row in representatives(meeting) if row.partner_id == meeting.host_id])


def add_chair(meeting: Meeting) -> int:
    """Put its chair on the list, who is asked with a seat or without one; returns how many."""
    chair = meeting.chair
    if chair is None or not chair.is_active or meeting.attendance.filter(person=chair).exists():
        return 0
    return _add_missing(meeting, {chair.pk: _without_seat(meeting, chair)})


def add_some(meeting: Meeting, representatives: list[Representative]) -> int:
    """Put these representatives on the list, if they are not there yet; returns how many."""
    return _add_missing(meeting, _rows_for(meeting, representatives))


def _rows_for(meeting, representatives):
    """{person's key: their row}."""
    represent: dict[int, list] = {}
    for row in representatives:
        represent.setdefault(row.person_id, []).append(row)
    return {person: _row(meeting, *own) for person, own in represent.items()}


def _add_missing(meeting, new):
    listed = set(meeting.attendance.values_list("person", flat=True))
    rows = [row for person, row in new.items() if person not in listed]
    return len(Attendance.objects.bulk_create(rows, ignore_conflicts=True))


def _observers(meeting):
    """Who observes the meetings of its group."""
    if meeting.body is None:
        return []
    rows = meeting.body.guests.filter(kind=BodyGuest.Kind.OBSERVER, person__is_active=True)
    return [guest.person for guest in rows.select_related("person")]


def _without_seat(meeting, person, capacity=""):
    row = Attendance(meeting=meeting, partnership_id=meeting.partnership_id, person=person, capacity=capacity)
    row.partner = _own_partner(meeting, person)
    return row


def _row(meeting, representative, *others):
    """A row for who represents one partner; for whom somebody with several is there, has still to be said."""
    is_clear = all(one.partner_id == representative.partner_id for one in others)
    return Attendance(
        meeting=meeting,
        partnership_id=meeting.partnership_id,
        person_id=representative.person_id,
        partner_id=representative.partner_id if is_clear else None,
        capacity=representative.capacity,
    )


def ask_for_which(meeting: Meeting, rows: list[Attendance]) -> None:
    """Give each row its `choices`: the partners that the person represents here, where they are several."""
    seats: dict[int, dict] = {}
    represent = Representative.objects.current().filter(partnership=meeting.partnership_id)
    for one in represent.select_related("partner__organisation"):
        seats.setdefault(one.person_id, {})[one.partner_id] = one.partner
    for row in rows:
        own = seats.get(row.person_id, {})
        row.choices = list(own.values()) if len(own) > 1 else []


def set_partner(row: Attendance, chosen: str) -> None:
    """Keep for which of their partners somebody is there; anything but one of the row's `choices` is none."""
    partner = next((one for one in row.choices if str(one.pk) == chosen), None)
    if row.choices and partner != row.partner:
        row.partner = partner
        row.save(update_fields=["partner"])


def rows_of(meeting: Meeting) -> list[Attendance]:
    """The attendance list, by name."""
    rows = _rows_of(meeting.pk)
    set_pointed_to(rows, "person", named.people)
    set_pointed_to(rows, "partner", named.partners)
    set_pointed_to(rows, "from_item", _items)
    states = dict(_mail_states(meeting.pk)) if any(row.asked_at for row in rows) else {}
    for row in rows:
        row.meeting, row.mail_state, row.has_left = meeting, states.get(row.person_id), False
    return sorted(rows, key=lambda row: (row.person.sort_name, row.pk))


def mark_who_left(meeting: Meeting, rows: list[Attendance]) -> None:
    """Give each row its `has_left`: whether the person takes no part any more, unless they were recorded."""
    left = left_there([meeting.partnership_id])
    for row in rows:
        row.has_left = not row.state and (row.person_id, meeting.partnership_id) in left


@prepared
def _rows_of(meeting: int) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting=meeting).order_by()


@prepared
def _items(keys: list[int]) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(pk__in=keys).order_by()


@prepared
def _mail_states(meeting: int) -> QuerySet:
    """(person's key, what became of a mail about the meeting to them), the last one last."""
    rounds = Invitation.objects.filter(meeting=meeting).values("pk")
    rows = Correspondence.objects.filter(cause="invitation", cause_id__in=rounds, person__isnull=False)
    return rows.order_by("message").values_list("person", "message__state")


def invitation_state() -> Subquery:
    """For rows to be annotated with: what became of the last mail about the meeting to that person."""
    rounds = Invitation.objects.filter(meeting=OuterRef(OuterRef("meeting"))).values("pk")
    return last_state("invitation", rounds, OuterRef("person"))


def record(row: Attendance, state: str, from_item: AgendaItem | None = None) -> Attendance:
    """Record how somebody attended; an empty state takes the record back."""
    row.state, row.from_item = state, from_item if state == State.PARTLY else None
    row.save(update_fields=["state", "from_item"])
    return row


def record_rest(meeting: Meeting, state: str) -> int:
    """Record the same for everybody for whom nothing is recorded yet; returns how many. Observers observe."""
    rows = meeting.attendance.filter(state="")
    observe = rows.filter(capacity=OBSERVER) if state == State.PRESENT else rows.none()
    observing = observe.update(state=State.OBSERVER, from_item=None)
    return observing + rows.update(state=state, from_item=None)


@transaction.atomic
def add_person(
    meeting: Meeting,
    *,
    by: Person,
    person: Any = None,
    name: str = "",
    email: str = "",
    partner: Partner | None = None,
    state: str = State.PRESENT,
    whose: str = "",
) -> Attendance:
    """Put somebody in the room on the list, known or new; somebody known is not made twice.

    `whose` is "same" when the one who has the address under another name is meant.
    """
    person = person or _who_is(meeting, name, email, by, is_same=whose == "same")
    row, _new = Attendance.objects.get_or_create(
        meeting=meeting,
        person=person,
        defaults={"partnership": meeting.partnership, "partner": partner or _own_partner(meeting, person)},
    )
    return record(row, state)


def may_be_known(meeting: Meeting, person: Person) -> bool:
    """Whether who records the attendance may learn whose address it is.

    Who an address belongs to in another partnership is for coordinators alone: for a minute-taker that
    person is written down as typed, with the address to mail to.
    """
    return meeting.partnership.access.coordinate or _is_known_here(meeting, person)


def _who_is(meeting, name, email, by, *, is_same):
    """The person of a name or an address, new if need be."""
    owner = Person.objects.with_address(email)
    if not email:
        return _seen_before(meeting, name) or add_new(name, meeting.partnership, by=by, email=email)
    if owner is None or may_be_known(meeting, owner):
        return find_or_add(name, email, meeting.partnership, by=by, is_same=is_same)
    same = sharing(name, email).filter(attendance__partnership=meeting.partnership)
    return same.first() or add_new(name, meeting.partnership, by=by, email=None, contact_email=owner.email)


def _is_known_here(meeting, person):
    listed = Attendance.objects.filter(partnership=meeting.partnership, person=person)
    return listed.exists() or belongs_to(person, meeting.partnership)


def _seen_before(meeting, name):
    """Somebody of this name at a meeting of the partnership, for those without an address."""
    seen = Person.objects.filter(attendance__partnership=meeting.partnership).distinct().order_by("pk")
    return next((person for person in seen if folded(person.name) == folded(name)), None)


def _own_partner(meeting, person):
    return partner_for(person, meeting.partnership)


def candidates(meeting: Meeting, rows: list[Attendance] | None = None) -> list[Candidate]:
    """Everybody who can own an action point: on the list, representing a partner, or coordinating."""
    rows = rows_of(meeting) if rows is None else rows
    here = {row.person_id for row in rows if row.state in HERE}
    found = {(row.person_id, row.partner_id): _candidate(row.person, row.partner, here) for row in rows}
    represent = Representative.objects.current().filter(
        partnership=meeting.partnership_id, person__is_active=True
    )
    # There can be thousands, of whom a line's name means one: as plain values they cost a third.
    for pk, name, contact, email, partner, organisation, short in represent.values_list(*CANDIDATE):
        if (pk, partner) not in found:
            called, short, address = name or str(Person(email=email)), short or organisation, contact or email
            found[pk, partner] = Candidate(
                pk, called, partner, organisation, short, pk in here, address or ""
            )
    known = {person for person, _partner in found}
    # Thousands may be known: those keys cost more in a query than the few coordinators outside it.
    for person in (one for one in coordinators_of(meeting.partnership_id) if one.pk not in known):
        found[person.pk, None] = _candidate(person, _backbone_partner(meeting), here)
    return _without_doubles(found.values())


CANDIDATE = ("person", "person__name", "person__contact_email", "person__email", "partner")
CANDIDATE += ("partner__organisation__name", "partner__organisation__short_name")


def _candidate(person, partner, here):
    organisation = partner.organisation if partner else None
    return Candidate(
        person_id=person.pk,
        name=str(person),
        partner_id=partner.pk if partner else None,
        organisation=organisation.name if organisation else "",
        short=organisation.short if organisation else "",
        is_here=person.pk in here,
        email=person.mail_address,
    )


def _backbone_partner(meeting):
    rows = Partner.objects.filter(partnership=meeting.partnership_id, organisation__is_backbone=True)
    return rows.select_related("organisation").first()


def _without_doubles(candidates):
    """A person without an organisation is left out when the same person stands there with one."""
    placed = {one.person_id for one in candidates if one.partner_id}
    return [one for one in candidates if one.partner_id or one.person_id not in placed]


def remove(row: Attendance) -> bool:
    """Take somebody off the list who was put there by mistake; not when they own a line of the minutes."""
    if Line.objects.kept().filter(meeting=row.meeting, owner=row.person).exists():
        return False
    row.delete()
    return True
