"""Whom a meeting concerns: those on its list are asked, the others informed; and what each knows of it by now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.accounts.models import MailPreference, Person
from backbone.outbox.models import Message
from backbone.time import dates
from meetings.models import Attendance
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.calling import told
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.correspondence.reached import silence
from partnerships.models import Role
from partnerships.taking_part import who_left

if TYPE_CHECKING:
    from meetings.models import Meeting

CAUSE = "invitation"
GONE = (Message.State.CLAIMED, Message.State.SENT, Message.State.PERHAPS)


@dataclass
class Invitee:
    """Somebody whom the meeting concerns, and what a mail would tell them now."""

    person: Person
    why: str
    facts: dict
    row: Attendance | None = None
    organisation: str = ""
    asks_left: int = 0
    # Until which day they are only informed.
    paused_until: date | None = None
    # Leadership and observers get it when somebody ticks them.
    on_choice: bool = False
    # (what the round told, message), the oldest first.
    mails: list = field(default_factory=list)
    # How the answer came, where a coordinator noted it for them.
    told: str = ""
    # What their partner wants from it, as a mail tells it again; None until somebody asks for it.
    gets: str | None = None

    @property
    def is_asked(self) -> bool:
        return self.row is not None and not self.paused_until

    @property
    def has_address(self) -> bool:
        return bool(self.person.mail_address) and self.person.is_active

    @cached_property
    def heard(self) -> None:
        """What the last mail told that has left, or None."""
        return next((announced for announced, message in reversed(self.mails) if message.state in GONE), None)

    @property
    def waiting(self) -> list:
        return [
            (announced, message)
            for announced, message in self.mails
            if message.state == Message.State.WAITING
        ]

    @property
    def outdated(self) -> list:
        """Mails that wait and say what is not so any more."""
        return [message for announced, message in self.waiting if announced != self.facts]

    @property
    def was_withdrawn(self) -> bool:
        return any(message.state == Message.State.CANCELLED for _announced, message in self.mails)

    @property
    def message(self) -> Message:
        """The last mail, whatever became of it."""
        return self.mails[-1][1] if self.mails else None

    @property
    def last_sent_id(self) -> str:
        """The Message-ID that the next mail follows on."""
        return next((m.message_id for _announced, m in reversed(self.mails) if m.state in GONE), "")

    @property
    def kind(self) -> str:
        """invitation, change or cancellation; empty when the person knows all there is."""
        if self.facts["cancelled"]:
            return "cancellation" if self.heard and not self.heard["cancelled"] else ""
        if self.heard == self.facts or any(announced == self.facts for announced, _message in self.waiting):
            return ""
        return "change" if self.heard else "invitation"

    @property
    def is_asked_again(self) -> bool:
        """A new time makes it a new question; a new place does not."""
        return self.kind == "change" and (
            self.heard["starts_at"] != self.facts["starts_at"] or self.heard["cancelled"]
        )

    @property
    def asks(self) -> int:
        return int(self.is_asked and (self.kind == "invitation" or self.is_asked_again))

    @property
    def held_back(self) -> str:
        """Why no mail goes to somebody who was asked enough; who was invited hears of a change all the same."""
        if self.kind == "invitation" and self.is_asked and self.asks_left < 1:
            return _(
                "has reached this month’s limit of requests; the email is sent when there is room, or ask in person"
            )
        return ""

    @property
    def waits_for_room(self) -> bool:
        """Who is asked as soon as the month has room."""
        return bool(self.held_back) and self.has_address

    @property
    def may_be_sent(self) -> bool:
        return bool(self.kind) and self.has_address and not self.held_back

    @property
    def wants_it(self) -> bool:
        """People who want only what needs them are told when they are asked, or know of the meeting already."""
        wanted = self.is_asked or self.person.mail_preference != MailPreference.NEEDED
        return self.kind in ("change", "cancellation") or (wanted and not self.on_choice)

    @property
    def ticked(self) -> bool:
        return self.may_be_sent and self.wants_it

    @property
    def news(self) -> str:
        """What a mail would say now, in a few words."""
        if self.kind == "cancellation":
            return _("It is cancelled")
        if self.kind == "change":
            return _("It has changed; asks again") if self.asks else _("It has changed")
        return _("Invitation; asks for an answer") if self.is_asked else _("For information; asks nothing")

    @property
    def answer(self) -> str:
        """What the person answered, or why there is no answer."""
        if self.row and self.row.expected:
            return ", ".join(filter(None, [str(self.row.get_expected_display()), self.told]))
        if self.paused_until:
            return _("paused until %(day)s") % {"day": dates.short(self.paused_until)}
        if self.row and self.row.asked_at:
            return silence(self.message.state if self.message else None)
        return _("not asked")

    @property
    def trouble(self) -> str:
        """Why nothing has reached them, when a mail did not go out or may not have arrived."""
        message = self.message
        return silence(message.state) if message and message.state in Message.FOR_A_PERSON else ""


def invitees(meeting: Meeting, facts: dict, rows: list[Attendance]) -> list[Invitee]:
    """Everybody whom this meeting concerns and who has not left the partnership, by name."""
    found = {row.person_id: _on_the_list(row, facts) for row in rows}
    for person, why, on_choice in _informed(meeting):
        found.setdefault(person.pk, Invitee(person, why, facts, on_choice=on_choice))
    for pk, _partnership in who_left((one.person, meeting.partnership) for one in found.values()):
        del found[pk]
    _add_mails(meeting, found)
    _add_told(meeting, found)
    budget = Budget([meeting.partnership], list(found))
    for pk, one in found.items():
        partner = one.row.partner if one.row else None
        one.asks_left = budget.left(pk, meeting.partnership, partner=partner)
        one.paused_until = budget.pauses.day_of(pk, meeting.partnership_id, partner and partner.pk)
    return sorted(found.values(), key=lambda one: (one.person.sort_name, one.person.pk))


def _on_the_list(row, facts):
    organisation = row.partner.organisation.short if row.partner else ""
    return Invitee(row.person, _("is asked to come"), facts, row=row, organisation=organisation)


def _informed(meeting):
    if meeting.chair:
        yield meeting.chair, pgettext("role at a meeting", "chair"), False
    if meeting.minute_taker:
        yield meeting.minute_taker, _("minute-taker"), False
    kinds = [Role.Kind.COORDINATOR, Role.Kind.LEADER, Role.Kind.OBSERVER]
    roles = Role.objects.current().filter(partnership=meeting.partnership_id, kind__in=kinds)
    for role in roles.select_related("person").order_by("kind", "pk"):
        yield role.person, str(role.get_kind_display()), role.kind != Role.Kind.COORDINATOR
    for guest in meeting.body.guests.select_related("person") if meeting.body else ():
        yield guest.person, str(guest.get_kind_display()), True


def _add_told(meeting, found):
    rows = Confirmation.objects.filter(kind="meeting", subject_id=meeting.pk, answered_at__isnull=False)
    for row in rows.filter(person__in=found).select_related("noted_by").order_by("answered_at", "pk"):
        found[row.person_id].told = told.in_words(row.answered_via, row.noted_by, row.told_on)


def _add_mails(meeting, found):
    announced = dict(meeting.invitations.values_list("pk", "told"))
    rows = Correspondence.objects.filter(cause=CAUSE, cause_id__in=announced, person__in=found)
    rows = rows.select_related("message").defer("message__html", "message__text").order_by("message_id")
    for row in rows:
        row.message.correspondence_pk = row.pk
        found[row.person_id].mails.append((announced[row.cause_id], row.message))
