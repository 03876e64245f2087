"""What of the work plan needs a coordinator, and what needs the person who owns or leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.needs import Need
from backbone.time import dates
from backbone.time.days import today_of, today_there
from partnerships.access import coordinated_by
from workplans.models import Change, Milestone, Task
from workplans.plans import IN_SHORT, in_short
from workplans.reminders import DAYS_BEFORE_AND_AFTER

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

THERE = "partnership__timezone"
LAST_STEP = DAYS_BEFORE_AND_AFTER[-1]
SOON = 14
# What is said of tasks, and no more of the wide rows.
OWNER = ("owner__name", "owner__email", "owner__contact_email")
WISH = ("wanted_due_on", "wanted_reason", "reminder_held_at")
TASK = (THERE, "number_year", "number", "title", "state", "due_on", *WISH, *OWNER)


def of_the_plan(person: Person, partnership: Partnership | None = None) -> Iterator[Any]:
    """What waits for a coordinator and, in one partnership, what the person owns or is named to lead.

    My work asks without a partnership: it lists the person's own tasks and leads itself.
    """
    where = coordinated_by(person, partnership)
    if not (where or partnership):
        return
    names = {} if partnership else {one.pk: one.name for one in where}
    for task in _tasks(_task_waits(), where, partnership, person):
        need = _own_need if partnership and _is_own_task(task, person) else _task_need
        yield need(task, names.get(task.partnership_id))
    for milestone in _unfinished_milestones(where, partnership):
        if partnership and _is_own_lead(milestone, person):
            yield _lead_need(milestone)
        elif where and _waits(milestone):
            yield _milestone_need(milestone, names.get(milestone.partnership_id))


def _tasks(waits, where, partnership, person):
    """Unfinished or declined tasks that wait for the coordinator, and the person's own here that are pressing."""
    pressing = Q(state="proposed") | Q(state="open", due_on__lt=today_there(THERE))
    own = Q(partnership=partnership, owner=person) & pressing
    rows = (
        Task.objects.public()
        .filter((waits & Q(partnership__in=where)) | own)
        .select_related("owner", "partnership")
    )
    declined = Change.objects.filter(task=OuterRef("pk"), what="declined").order_by("-at", "-pk")
    rows = rows.only(*TASK).annotate(declined_because=Subquery(declined.values("words")[:1]))
    return rows.order_by("due_on", "pk")


def _task_waits():
    """Tasks that no machine can help along any more."""
    unfinished = Q(state__in=["proposed", "open"])
    unreachable = Q(due_on__lt=today_there(THERE), owner__email=None, owner__contact_email="")
    late = Q(due_on__lt=today_there(THERE, -LAST_STEP))
    asked = Q(wanted_due_on__isnull=False) | Q(reminder_held_at__isnull=False)
    return Q(state="declined") | (unfinished & (late | unreachable | asked))


def _is_own_task(task, person):
    return task.owner_id == person.pk and (task.state == Task.State.PROPOSED or task.is_late)


def _unfinished_milestones(where, partnership):
    """All of the partnership, which its overview shows too; of several those that may wait, by date."""
    if partnership:
        rows = [row for row in in_short(partnership) if row.is_unfinished]
        return sorted(rows, key=lambda row: (row.due or date.max, row.pk))
    soon = Q(state=Milestone.State.AT_RISK) | Q(due__lt=today_there(THERE, SOON))
    rows = Milestone.objects.filter(soon, partnership__in=where).exclude(state__in=["reached", "dropped"])
    return rows.select_related("lead_person", "partnership").only(THERE, *IN_SHORT).order_by("due", "pk")


def _waits(milestone):
    """Whether it is at risk or late, or due soon without a lead who accepted."""
    led = milestone.lead_partner_id and milestone.lead_person_id and milestone.lead_accepted_at
    soon = milestone.due and milestone.due < today_of(milestone.partnership) + timedelta(days=SOON)
    return milestone.state == Milestone.State.AT_RISK or milestone.is_late or (soon and not led)


def _is_own_lead(milestone, person):
    return milestone.lead_person_id == person.pk and not milestone.lead_accepted_at


def _task_need(task, where):
    state, word, words, action = _task_words(task)
    return Need(
        state=state,
        word=word,
        title=task.title,
        url=task.get_absolute_url(),
        detail=_detail(f"{task.spoken_number} · {words}", where),
        action=action,
        action_url=reverse("task_edit", args=[task.pk]) if not task.owner or task.state == "declined" else "",
        due=task.due_on,
    )


def _task_words(task):
    owner = task.owner or _("nobody")
    if task.state == Task.State.DECLINED:
        words = _("%(who)s can't take it on") % {"who": owner}
        words = f"{words}: {task.declined_because}" if task.declined_because else words
        return "open", _("Declined"), words, _("Ask somebody else")
    if task.wanted_due_on:
        words = {"who": owner, "day": dates.short(task.wanted_due_on), "reason": task.wanted_reason}
        return (
            "part",
            _("Asked"),
            _("%(who)s asks for time until %(day)s: %(reason)s") % words,
            pgettext("verb", "Answer"),
        )
    if not task.owner or not task.owner.mail_address:
        return "late", _("Late"), _due(task, _("no mail can reach the owner")), _("Ask in person")
    if task.reminder_held_at:
        return (
            "open",
            _("Held back"),
            _due(task, _("%(who)s has been asked enough this month") % {"who": owner}),
            _("Ask in person"),
        )
    return (
        "late",
        _("Late"),
        _due(task, _("%(who)s was reminded; call first") % {"who": owner}),
        _("Plan a call"),
    )


def _due(task, words):
    return f"{_day(task)} · {words}"


def _day(task):
    return _("due %(day)s") % {"day": dates.short(task.due_on)} if task.due_on else _("no date")


def _milestone_need(row, where):
    if not row.lead_person:
        words, action = _("nobody leads it"), _("Find a lead")
    elif not row.lead_accepted_at:
        words, action = _("%(who)s has not accepted the lead") % {"who": row.lead_person}, _("Ask the lead")
    else:
        words, action = _("led by %(who)s") % {"who": row.lead_person}, _("Ask the lead")
    if row.due:
        due = _("Milestone, due %(day)s") % {"day": dates.short(row.due)}
        words = f"{due} · {words}"
    risk = row.state == Milestone.State.AT_RISK
    return Need(
        state="risk" if risk else "late" if row.is_late else "open",
        word=row.get_state_display() if risk else row.word if row.is_late else _("No lead"),
        title=row.title,
        url=row.get_absolute_url(),
        detail=_detail(words, where),
        action=action,
        due=row.due,
    )


def _own_need(task, where):
    proposed = task.state == Task.State.PROPOSED
    words = _day(task)
    return Need(
        state="open" if proposed else "late",
        word=task.get_state_display() if proposed else task.word,
        title=task.title,
        url=task.get_absolute_url(),
        detail=_detail(f"{task.spoken_number} · {words}", where),
        action=_("Accept or decline") if proposed else _("Done, or more time"),
        due=task.due_on,
    )


def _lead_need(milestone):
    return Need(
        state="open",
        word=_("Lead?"),
        title=milestone.title,
        url=milestone.get_absolute_url(),
        detail=_("you are named as lead"),
        action=_("Accept or give back"),
        due=milestone.due,
    )


def _detail(words, where):
    return f"{where} · {words}" if where else words
