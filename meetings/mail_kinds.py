"""The kinds of mail that meetings send: rows of the register, which the apps' panels fill."""

from django.urls import reverse

from backbone.panels import MailKind
from meetings.invitations import answers, copies, rounds

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
    ),
    MailKind(
        key="meeting_moved",
        template="invitation",
        why="A meeting that the person knows of has another time or place; a new time is asked again.",
        asks=True,
        link="invitation",
    ),
    MailKind(
        key="meeting_cancelled",
        template="invitation",
        why="A meeting that the person knows of is off.",
        link="invitation",
    ),
    MailKind(
        key="minutes",
        template="minutes",
        why="Minutes are issued: what was agreed in the room is said, what is proposed to whoever is not recorded "
        "as present is asked as far as their month has room; a correction asks what is new alone.",
        asks=True,
        switched_off_by="who wants only mails that need them, unless an action point is theirs",
        link="minutes",
    ),
    MailKind(
        key=copies.OF_INVITATION,
        template="invitation_copy",
        why="Whom the person assists was invited, or told of a change; the assistant may answer for them.",
        link="copy",
    ),
    MailKind(
        key=copies.OF_MINUTES,
        template="minutes_copy",
        why="Whom the person assists was sent minutes; nothing in it can be answered.",
        link="",
    ),
]
