"""The kinds of mail that meetings send: rows of the register, which the apps' panels fill."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from backbone.time import dates
from backbone.time.days import today_of
from meetings.invitations import answers, copies, rounds
from meetings.models import Meeting
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def _points(mail):
    n = len(mail["own"])
    return ngettext("%(n)s action point", "%(n)s action points", n) % {"n": n}


MEETING = MailField("meeting", gettext_lazy("the meeting"), lambda mail: mail["meeting"])
STARTS = MailField("date", gettext_lazy("when the meeting starts"), lambda mail: mail["meeting"].begins)
HELD = MailField(
    "date",
    gettext_lazy("the day of the meeting"),
    lambda mail: dates.weekday(mail["content"]["held_on"]),
    lambda mail: [dates.short(mail["content"]["held_on"])],
)
PLACE = MailField("place", gettext_lazy("the place, where there is one"), lambda mail: mail["meeting"].place)
POINTS = MailField("points", gettext_lazy("how many action points are theirs, as “2 action points”"), _points)
ASSISTED = MailField("assisted", gettext_lazy("whom the recipient assists"), lambda mail: mail["assisted"])


def _meeting(person, partnership):
    """In a week, at two."""
    day = today_of(person) + timedelta(days=7)
    starts_at = datetime.combine(day, time(14), person.zone)
    return Meeting(
        pk=0,
        partnership=partnership,
        title=_("Steering group"),
        starts_at=starts_at,
        place=_("Town hall, room 2"),
    )


def _example(kind, about):
    """about(person, meeting, link): the facts of that kind of mail beside the meeting."""

    def example(person: Person, partnership: Partnership) -> Draft:
        meeting = _meeting(person, partnership)
        return Draft(
            kind=kind,
            person=person,
            partnership=partnership,
            context=lambda link: {"meeting": meeting, "link": link, **about(person, meeting, link)},
        )

    return example


def _invited(person, meeting, link):
    return {"kind": "invitation", "is_asked": True, "here": ""}


def _moved(person, meeting, link):
    was = meeting.starts_at - timedelta(days=1)
    before = {"title": meeting.title, "starts_at": was, "ends_at": was + timedelta(minutes=90)}
    return {"kind": "change", "was": before, "is_asked": True, "is_asked_again": True, "here": ""}


def _cancelled(person, meeting, link):
    return {"kind": "cancellation"}


def _assisting(person, meeting, link):
    return {**_invited(person, meeting, link), "assisted": person}


def _issued(person, meeting, link):
    day = today_of(person)
    point = {
        "number": "",
        "what": _("Order the seedlings"),
        "due_on": day + timedelta(days=7),
        "agreed": True,
    }
    decision = {"number": 1, "text": _("The nursery is planted this year"), "rule": "", "result": ""}
    content = {"held_on": day, "decisions": [decision], "next": None}
    return {"content": content, "own": [{**point, "url": link}], "correction": None}


def _copied(person, meeting, link):
    facts = _issued(person, meeting, link)
    return {**facts, "points": facts["own"], "assisted": person}


OF_MEETING = (*COMMON, MEETING, STARTS, PLACE)
BOTH = ("meeting", "date")

KINDS = [
    MailKind(
        key="invitation",
        template="invitation",
        why="A meeting is planned that concerns the person; who is on its list is asked whether they come.",
        asks=True,
        budget_holds=True,
        switched_off_by="who wants only mails that need them, unless they are asked",
        link="invitation",
        question=answers.KIND,
        put=rounds.put,
        draft=rounds.draft_of,
        url=lambda pk: reverse("meeting", args=[pk]),
        worded=Worded(
            gettext_lazy("Invitation"),
            gettext_lazy("when a meeting is planned"),
            OF_MEETING,
            _example("invitation", _invited),
            in_subject=BOTH,
        ),
    ),
    MailKind(
        key="meeting_moved",
        template="invitation",
        why="A meeting that the person knows of has another time or place; a new time is asked again.",
        asks=True,
        link="invitation",
        worded=Worded(
            gettext_lazy("Meeting moved"),
            gettext_lazy("when a meeting has another time or place"),
            OF_MEETING,
            _example("meeting_moved", _moved),
            in_subject=BOTH,
        ),
    ),
    MailKind(
        key="meeting_cancelled",
        template="invitation",
        why="A meeting that the person knows of is off.",
        link="invitation",
        worded=Worded(
            gettext_lazy("Meeting cancelled"),
            gettext_lazy("when a meeting is off"),
            OF_MEETING,
            _example("meeting_cancelled", _cancelled),
            in_subject=BOTH,
        ),
    ),
    MailKind(
        key="minutes",
        template="minutes",
        why="Minutes are issued: what was agreed in the room is said, what is proposed to whoever is not recorded "
        "as present is asked as far as their month has room; a correction asks what is new alone.",
        asks=True,
        switched_off_by="who wants only mails that need them, unless an action point is theirs",
        link="minutes",
        worded=Worded(
            gettext_lazy("Minutes"),
            gettext_lazy("when minutes are issued or corrected"),
            (*COMMON, MEETING, HELD, POINTS),
            _example("minutes", _issued),
            in_subject=BOTH,
        ),
    ),
    MailKind(
        key=copies.OF_INVITATION,
        template="invitation_copy",
        why="Whom the person assists was invited, or told of a change; the assistant may answer for them.",
        link="copy",
        worded=Worded(
            gettext_lazy("Copy of an invitation"),
            gettext_lazy("to whoever assists somebody who is invited"),
            (*OF_MEETING, ASSISTED),
            _example(copies.OF_INVITATION, _assisting),
            in_subject=("assisted", *BOTH),
        ),
    ),
    MailKind(
        key=copies.OF_MINUTES,
        template="minutes_copy",
        why="Whom the person assists was sent minutes; nothing in it can be answered.",
        link="",
        worded=Worded(
            gettext_lazy("Copy of minutes"),
            gettext_lazy("to whoever assists somebody who is sent minutes"),
            (*COMMON, MEETING, HELD, ASSISTED),
            _example(copies.OF_MINUTES, _copied),
            in_subject=("assisted", *BOTH),
        ),
    ),
]
