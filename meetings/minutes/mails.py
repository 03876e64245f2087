"""The mail with the minutes: the reader's own action points first, the decisions, the minutes as PDF.

A correction asks only what is new: of the rest it says what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import day_of
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Correspondence
from workplans.models import Task, TaskReminder

if TYPE_CHECKING:
    from datetime import date, datetime

    from backbone.accounts.models import Person
    from meetings.minutes.record import Record
    from meetings.models import Meeting
    from partnerships.documents.models import Version

CAUSE = "minutes"
UNASKED = (Message.State.GIVEN_UP, Message.State.CANCELLED)


@dataclass(frozen=True)
class Own:
    """The action points of one person: what their mail asks, and the proposals that wait for room.

    known: what an earlier version told them, as (point, its task); lost: what is theirs no more, as in that version
    """

    asked: list
    waiting: list
    known: list = field(default_factory=list)
    lost: list = field(default_factory=list)


def own_points(person: Person, record: Record, content: dict, left: int) -> Own:
    """What of the minutes is the person's, when they may be asked `left` more things this month.

    What was agreed in the room is always said; what is only proposed to them is a question.
    """
    points = [one for one in content["action_points"] if one["owner_id"] == person.pk]
    tasks = {str(line.pk): line.action_point.task for line in record.lines if hasattr(line, "action_point")}
    news = [one for one in points if _is_due(person, one, record, tasks.get(one["line"]))]
    waiting = [one for one in news if not one["agreed"]][left:]
    return Own(
        asked=[one for one in news if not any(one is other for other in waiting)],
        waiting=waiting,
        known=[(one, tasks[one["line"]]) for one in points if one not in news],
        lost=_lost(person, record, points),
    )


def _is_due(person, point, record, task):
    """Whether this mail asks it: because it is new, or because no mail that asked it before has reached the person."""
    if _is_asked(point, record, task):
        return True
    is_open_question = task and task.owner_id == person.pk and task.state == Task.State.PROPOSED
    return bool(is_open_question and not task.reminder_held_at and not _was_asked(person, record, task))


def _was_asked(person, record, task):
    """Whether a mail asked it: with an earlier version, or a reminder, neither refused nor taken back."""
    versions = record.issued.document.versions.values("pk")
    mails = Correspondence.objects.filter(person=person, cause=CAUSE, cause_id__in=versions, asks__gt=0)
    reminded = TaskReminder.objects.filter(task=task, person=person)
    return any(rows.exclude(message__state__in=UNASKED).exists() for rows in (mails, reminded))


def _is_asked(point, record, task):
    """New, or about another person or day than before; nobody is asked for what is done, or is somebody else's now."""
    if point["line"] not in record.news or (task and task.state in (Task.State.DONE, Task.State.DROPPED)):
        return False
    issued = record.issued_lines.get(point["line"])
    has_new_owner = issued is None or issued.get("owner_id") != point["owner_id"]
    return task is None or has_new_owner or task.owner_id == point["owner_id"]


def _lost(person, record, points):
    """What the last version gave to the person and this one does not."""
    if record.issued is None:
        return []
    kept = {one["line"] for one in points}
    before = record.issued.data["action_points"]
    return [one for one in before if one["owner_id"] == person.pk and one["line"] not in kept]


def draft(
    person: Person,
    meeting: Meeting,
    content: dict,
    own: Own,
    *,
    version: Version | None = None,
    in_reply_to: str = "",
) -> Draft:
    """The mail for one person; without an issued version, only to be looked at."""
    number = version.number if version else 0
    return Draft(
        kind="minutes",
        key=f"meeting:{meeting.pk}:minutes:v{number}:person:{person.pk}",
        person=person,
        partnership=meeting.partnership,
        context=lambda link: _context(person, meeting, content, own, link),
        cause=CAUSE,
        cause_id=version and version.pk,
        asks=len(own.asked),
        attachments=[version.file] if version else [],
        not_before=version and version.undoable_until,
        in_reply_to=in_reply_to,
    )


def _context(person, meeting, content, own, link):
    with override(person.language):
        known = [{**_linked(one, link), **_known(one, task, person)} for one, task in own.known]
    return {
        "meeting": meeting,
        "content": content,
        "own": [_linked(one, link) for one in own.asked],
        "known": known,
        "lost": own.lost,
        "later": len(own.waiting),
        "others": sum(1 for one in content["action_points"] if one["owner_id"] != person.pk),
        "link": link,
        "correction": content["correction"],
        "not_decided": not_decided(content),
    }


def not_decided(content: dict) -> list[dict]:
    """The decisions that this version strikes out, of which whoever had the version before has to hear."""
    lines = [line for item in content["items"] for line in item["lines"] if line["kind"] == "decision"]
    version = content["correction"]["version"] if content["correction"] else None
    return [line for line in lines if "struck_out" in line and line["struck_out"] == version]


def _linked(point, link):
    key = point["task_id"] or ""
    return {**point, "url": f"{link}?task={key}#task-{key}"}


def _known(point, task, person):
    """What became of a point that the person knows; `open` when its answer can still be given."""
    if task.owner_id != person.pk:
        return {"words": _word_of_owner(task), "open": False}
    words = _word_of_state(task, person) or _word_of_open(point, task, person)
    return {"words": words, "open": task.is_unfinished}


def _word_of_owner(task):
    """Whose it is since, when it was given to somebody else on the task's own page."""
    return _("now with %(name)s") % {"name": task.owner} if task.owner else _("declined, nobody owns it yet")


def _word_of_state(task, person):
    words = {
        Task.State.DONE: _("done on %(day)s"),
        Task.State.DECLINED: _("you declined on %(day)s"),
        Task.State.DROPPED: _("dropped on %(day)s"),
    }
    ended = words.get(task.state)
    return ended % {"day": _day(task.closed_at, person)} if ended else ""


def _word_of_open(point, task, person):
    if task.wanted_due_on:
        return pgettext("mail", "you asked for more time, until %(day)s") % {
            "day": dates.short(task.wanted_due_on)
        }
    if task.state == Task.State.PROPOSED:
        return _("you are asked about it later") if task.reminder_held_at else _("you were asked before")
    if task.due_on and task.due_on != point["due_on"]:
        return _("moved to %(day)s") % {"day": dates.short(task.due_on)}
    if task.accepted_at and not task.agreed_in_room:
        return _("you accepted on %(day)s") % {"day": _day(task.accepted_at, person)}
    return _("agreed in the meeting")


def _day(moment: datetime, person: Person) -> date:
    return dates.short(day_of(moment, person.zone))
