"""The history of a task or milestone as sentences that people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.time import dates
from backbone.time.days import day_of
from partnerships.correspondence.calling import told
from workplans.models import Milestone, TaskReminder

if TYPE_CHECKING:
    from django.core.paginator import Page

    from backbone.accounts.models import Person
    from partnerships.access import Access

SENTENCES = {
    "created": gettext_lazy("Created"),
    "accepted": gettext_lazy("Accepted"),
    "declined": gettext_lazy("Declined"),
    "completed": gettext_lazy("Done"),
    "reopened": gettext_lazy("Opened again"),
    "dropped": gettext_lazy("Dropped"),
    "time_wanted": gettext_lazy("Asked for more time"),
    "time_agreed": gettext_lazy("More time agreed"),
    "date_kept": gettext_lazy("Date kept"),
    "edited": gettext_lazy("Changed"),
    "corrected": gettext_lazy("Changed by a correction of the minutes"),
    "struck_out": gettext_lazy("Struck out of the minutes"),
    "lead_accepted": gettext_lazy("Lead accepted"),
    "lead_withdrawn": gettext_lazy("Lead declined"),
    "lead_named": gettext_lazy("Another lead named"),
    "first_lead_named": gettext_lazy("Lead named"),
    "lead_taken_off": gettext_lazy("Lead taken off"),
    "meaning_kept": gettext_lazy("Changed; it means the same, so the answers still apply"),
    "meaning_changed": gettext_lazy("Changed in what it means; those who answered are asked again"),
    "wording_changed": gettext_lazy("Changed; the answers are for an earlier wording"),
    "answers_confirmed": gettext_lazy("Answers confirmed for the new wording"),
    "answers_withdrawn": gettext_lazy("Answers do not apply to the new wording"),
}
# Why somebody can't, or not by then, is said to the coordinators, as is all that one is told on the phone.
FOR_COORDINATORS = ("declined", "time_wanted", "lead_withdrawn")
MARKS = {"completed": "done", "time_wanted": "part", "declined": "dropped", "dropped": "dropped"}
MILESTONE_MARKS = {"reached": "done", "at_risk": "risk", "under_way": "part", "dropped": "dropped"}
VIA = {
    "link": gettext_lazy("from an emailed link"),
    "meeting": gettext_lazy("in a meeting"),
    "import": gettext_lazy("by import"),
    "paste": gettext_lazy("pasted from a list"),
    "recorded": gettext_lazy("recorded by the coordinator"),
}


@dataclass(frozen=True)
class Entry:
    """One line of history, fit for the spine."""

    title: str
    state: str
    who: str
    at: datetime
    words: str
    via: str


def entries(changes: Page, reader: Person, access: Access) -> Page:
    """A page of history, newest first, as sentences, with the words that this reader may know."""
    changes.object_list = [
        Entry(
            _title(c),
            _mark(c),
            "" if c.told_on else str(c.by or ""),
            c.at,
            _words(c, reader, access),
            _via(c),
        )
        for c in changes
    ]
    return changes


def _words(change, reader, access):
    is_for_all = change.what not in FOR_COORDINATORS and change.told_on is None
    return change.words if is_for_all or access.look_back or change.by_id == reader.pk else ""


def _via(change):
    """By which way it came; of what a coordinator was told, who noted it and when it was said."""
    return told.in_words(change.via, change.by, change.told_on) or VIA.get(change.via, "")


def reminder_mails() -> dict[str, Any]:
    """For tasks to be annotated with, which `reminded` reads: when their present owners were mailed a reminder
    (`reminded_at`), and the states of the reminders that were not sent (`reminders_unsent`).
    """
    rows = TaskReminder.objects.filter(task=OuterRef("pk"), person=OuterRef("owner"))
    sent = rows.filter(message__state="sent").order_by("message__sent_at")
    unsent = rows.exclude(message__state="sent").order_by("message")
    return {
        "reminded_at": ArraySubquery(sent.values("message__sent_at")),
        "reminders_unsent": ArraySubquery(unsent.values("message__state")),
    }


def reminded(task: Any) -> str:
    """Which reminders of an annotated task (`reminder_mails`) reached its owner, in a sentence without its full stop."""
    who = {"who": task.owner}
    if task.reminded_at:
        return _sent(task, who) + _also_refused(task)
    for state, sentence in UNSENT.items():
        if state in task.reminders_unsent:
            return sentence % who
    if task.reminders_sent:
        return _("%(who)s was reminded before; on which day was not kept") % who
    return _("no reminder was sent to %(who)s") % who


def _sent(task, who):
    zone = task.partnership.zone
    days = dates.several(day_of(moment, zone) for moment in task.reminded_at)
    return _("%(who)s was reminded on %(days)s; call first") % {**who, "days": days}


def _also_refused(task):
    return "; " + _("another reminder was not delivered") if "given_up" in task.reminders_unsent else ""


UNSENT = {
    "perhaps": gettext_lazy("whether a reminder reached %(who)s is not known; call first"),
    "claimed": gettext_lazy("a reminder to %(who)s is being sent"),
    "waiting": gettext_lazy("a reminder to %(who)s waits to be sent"),
    "given_up": gettext_lazy("the reminder to %(who)s was not delivered"),
}


def _title(change):
    if change.what == "state":
        return Milestone.State(change.after).label if change.after in Milestone.State.values else change.after
    if change.what == "date":
        return _("Date moved from %(before)s to %(after)s") % {
            "before": _day(change.before),
            "after": _day(change.after),
        }
    return SENTENCES.get(change.what, change.what)


def _mark(change):
    return MILESTONE_MARKS.get(change.after) if change.what == "state" else MARKS.get(change.what, "open")


def _day(iso):
    return dates.short(date.fromisoformat(iso)) if iso else _("no date")
