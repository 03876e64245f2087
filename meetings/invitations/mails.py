"""The mail that invites: what, when and where; what is asked; the agenda; what the reader still has to do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from backbone.time import dates
from backbone.time.days import day_of
from meetings import papers
from meetings.agendas import timetable
from meetings.invitations.invitees import CAUSE
from partnerships.correspondence.drafts import Draft
from partnerships.giving import told_again
from workplans.models import Task
from workplans.own_work import tasks_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile
    from meetings.invitations.invitees import Invitee
    from meetings.models import Invitation, Meeting

# The kind of mail, by what it tells.
KINDS = {"invitation": "invitation", "change": "meeting_moved", "cancellation": "meeting_cancelled"}
# A short list: what lies further ahead stands on the link's page.
OWN_SHOWN = 5


def context_for(one: Invitee, meeting: Meeting, link: str) -> dict:
    """What the mail says to one person; `link` is the address (or its placeholder) that opens their own page."""
    own = list(tasks_of(one.person, Q(partnership=meeting.partnership)))
    return {
        **facts_for(one.person, one, meeting),
        "is_asked": one.is_asked and one.kind != "cancellation",
        "is_asked_again": one.is_asked_again,
        "answer": one.row.expected if one.is_asked and not one.is_asked_again else "",
        "own": [_own(task, link) for task in own[:OWN_SHOWN] if task.state == Task.State.OPEN],
        "proposed": [_own(task, link) for task in own[:OWN_SHOWN] if task.state == Task.State.PROPOSED],
        "more": max(len(own) - OWN_SHOWN, 0),
        "link": link,
        "gets": _gains([one], meeting)[one.person.pk] if one.gets is None else one.gets,
        "here": f"&meeting={meeting.pk}#meeting-{meeting.pk}",
    }


def _own(task, link):
    return {"task": task, "url": f"{link}#task-{task.pk}"}


def add_gains(told: list[Invitee], meeting: Meeting) -> None:
    """Find at once, for all who are mailed together, what each one's partner wants from it."""
    gains = _gains(told, meeting)
    for one in told:
        one.gets = gains[one.person.pk]


def _gains(told, meeting):
    """{person's key: words} for the first invitation of a month; a change or a cancellation says no more."""
    invited = [one for one in told if KINDS[one.kind or "invitation"] == "invitation"]
    of = {one.person.pk: one.row.partner_id for one in invited if one.row and one.row.partner_id}
    gains = told_again.once_a_month(meeting.partnership, list(of.values())) if of else {}
    return {one.person.pk: gains.get((of.get(one.person.pk), one.person.pk), "") for one in told}


def facts_for(reader: Person, one: Invitee, meeting: Meeting) -> dict:
    """When, where and what about, and what it was before, as somebody reads it who is told what `one` is told."""
    slots = timetable(meeting)
    return {
        "meeting": meeting,
        "kind": one.kind or "invitation",
        "was": _was(one.heard) if one.kind == "change" else None,
        "local_clock": _local_clock(reader, meeting),
        "slots": slots,
        "papers": papers.mailed(meeting, slots),
    }


def draft(
    one: Invitee, meeting: Meeting, invitation: Invitation | None = None, file: StoredFile | None = None
) -> Draft:
    """A round's mail for one person; without a round and its calendar file, only to be looked at."""
    number = invitation.number if invitation else 0
    return Draft(
        kind=KINDS[one.kind or "invitation"],
        key=f"meeting:{meeting.pk}:invitation:r{number}:person:{one.person.pk}",
        person=one.person,
        partnership=meeting.partnership,
        context=lambda link: context_for(one, meeting, link),
        cause=CAUSE,
        cause_id=invitation and invitation.pk,
        partner=one.row.partner if one.row else None,
        asks=one.asks,
        attachments=[file] if file else [],
        in_reply_to=one.last_sent_id,
    )


def _was(heard):
    starts_at = datetime.fromisoformat(heard["starts_at"])
    return {**heard, "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=heard["minutes"])}


def _local_clock(person, meeting):
    """The clock where the meeting is held, for those who read another one."""
    there, here = (meeting.starts_at.astimezone(zone) for zone in (meeting.zone, person.zone))
    if there.utcoffset() == here.utcoffset():
        return None
    is_same_day = day_of(there, meeting.zone) == day_of(here, person.zone)
    with timezone.override(meeting.zone):
        clock = f"{there:%H:%M}" if is_same_day else dates.moment(meeting.starts_at)
    return {"begins": there, "clock": clock, "zone": meeting.timezone}
