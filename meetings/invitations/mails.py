"""The mail that invites: what, when and where; what is asked; the agenda; what the reader still has to do."""

from datetime import datetime, timedelta

from django.db.models import Q

from meetings.agendas import timetable
from meetings.invitations.invitees import CAUSE
from partnerships.correspondence import sending
from partnerships.correspondence.links import dead_link, link_for
from workplans.own_work import tasks_of

TEMPLATE = "invitation"
# A short list: what lies further ahead stands on the link's page.
OWN_SHOWN = 5


def context_for(one, meeting, link):
    """What the mail says to one person; `link` is the address (or its placeholder) that opens their own page."""
    own = list(tasks_of(one.person, Q(partnership=meeting.partnership)))
    return {
        "meeting": meeting,
        "kind": one.kind or "invitation",
        "is_asked": one.is_asked and one.kind != "cancellation",
        "is_asked_again": one.is_asked_again,
        "said": one.row.expected if one.is_asked and not one.is_asked_again else "",
        "was": _was(one.heard) if one.kind == "change" else None,
        "held": _held(one.person, meeting),
        "slots": timetable(meeting),
        "own": [{"task": task, "url": f"{link}#task-{task.pk}"} for task in own[:OWN_SHOWN]],
        "more": max(len(own) - OWN_SHOWN, 0),
        "link": link,
        "here": f"#meeting-{meeting.pk}",
    }


def send(one, meeting, invitation, file):
    """Queue this round's mail for one person; None when it is there already."""
    link = link_for(one.person, meeting.partnership, CAUSE).placeholder
    return sending.send(
        key=f"meeting:{meeting.pk}:invitation:r{invitation.number}:person:{one.person.pk}",
        person=one.person,
        partnership=meeting.partnership,
        partner=one.row.partner if one.row else None,
        template=TEMPLATE,
        context=context_for(one, meeting, link),
        cause=CAUSE,
        cause_id=invitation.pk,
        asks=one.asks,
        attachments=[file],
        in_reply_to=one.last_sent_id,
    )


def shown_to(one, meeting):
    """The mail as this person would see it, saved nowhere."""
    link = dead_link(one.person, meeting.partnership, CAUSE).placeholder
    return sending.shown_to(one.person, meeting.partnership, TEMPLATE, context_for(one, meeting, link))


def _was(told):
    starts_at = datetime.fromisoformat(told["starts_at"])
    return {**told, "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=told["minutes"])}


def _held(person, meeting):
    """The clock where the meeting is held, for those who read another one."""
    there, here = (meeting.starts_at.astimezone(zone) for zone in (meeting.zone, person.zone))
    if there.utcoffset() == here.utcoffset():
        return None
    return {"begins": there, "clock": f"{there:%H:%M}", "zone": meeting.timezone}
