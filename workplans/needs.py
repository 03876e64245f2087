"""What of the work plan needs a coordinator, and what needs the person who owns or leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.database.prepared import prepared
from backbone.needs import Need
from backbone.time import dates
from backbone.time.days import today_of, today_there
from partnerships.access import coordinated_by
from partnerships.taking_part import takes_part
from workplans.history import reminded, reminder_mails
from workplans.models import Change, Milestone, Task
from workplans.plans import IN_SHORT
from workplans.reminding.days import DAYS_BEFORE_AND_AFTER

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

THERE = "partnership__timezone"
LAST_STEP = DAYS_BEFORE_AND_AFTER[-1]
SOON = 14
# No row has it: a condition with it finds nothing, and the SQL stays the same.
NO_KEY = 0
# What is said of tasks, and no more of the wide rows.
OWNER = ("owner__name", "owner__email", "owner__contact_email")
WISH = ("wanted_due_on", "wanted_reason", "reminder_held_at")
WHERE = (THERE, "partnership__country")
TASK = (*WHERE, "number_year", "number", "title", "state", "due_on", "reminders_sent", *WISH, *OWNER)


def of_the_plan(person: Person, partnership: Partnership | None = None) -> Iterator[Any]:
    """What waits for a coordinator and, in one partnership, what the person owns or is named to lead.

    My work asks without a partnership: it lists the person's own tasks and leads itself.
    """
    where = coordinated_by(person, partnership)
    if not (where or partnership):
        return
    names = {} if partnership else {one.pk: one.name for one in where}
    for task in _tasks(where, partnership, person):
        need = _own_need if partnership and _is_own_task(task, person) else _task_need
        yield need(task, names.get(task.partnership_id))
    for milestone in _unfinished_milestones(where, partnership, person):
        if partnership and _is_own_lead(milestone, person):
            yield _lead_need(milestone)
        elif where and _waits(milestone):
            yield _milestone_need(milestone, names.get(milestone.partnership_id))


def _tasks(where, partnership, person):
    """Unfinished or declined tasks that wait for the coordinator, and the person's own here that are pressing."""
    keys = _keys(where, partnership, person)
    if person.standing.set_aside:
        return _task_rows(*keys).on_a_wall()
    return _prepared_tasks(*keys)


def _keys(where, partnership, person):
    """What is coordinated, the one partnership that is looked at, who looks, and when."""
    here = partnership.pk if partnership else NO_KEY
    return [one.pk for one in where] or [NO_KEY], here, person.pk, timezone.now()


def _task_rows(coordinated: list[int], partnership: int, person: int, now: datetime) -> QuerySet[Task]:
    pressing = Q(state="proposed") | Q(state="open", due_on__lt=today_there(THERE, now=now))
    own = Q(partnership=partnership, owner=person) & pressing
    # Of who left, nobody_now tells.
    is_somebodys = Q(owner=None) | Q(state="declined") | takes_part("owner", at=now)
    waits = Q(partnership__in=coordinated) & _task_waits(now) & is_somebodys
    rows = Task.objects.public().filter(waits | own).select_related("owner", "partnership")
    declined = Change.objects.filter(task=OuterRef("pk"), what="declined").order_by("-at", "-pk")
    because = Subquery(declined.values("words")[:1])
    rows = rows.only(*TASK).annotate(declined_because=because, **reminder_mails())
    return rows.order_by("due_on", "pk")


_prepared_tasks = prepared(_task_rows)


def _task_waits(now):
    """Tasks that no machine can help along any more."""
    unfinished = Q(state__in=["proposed", "open"])
    unreachable = Q(due_on__lt=today_there(THERE, now=now), owner__email=None, owner__contact_email="")
    late = Q(due_on__lt=today_there(THERE, -LAST_STEP, now))
    asked = Q(wanted_due_on__isnull=False) | Q(reminder_held_at__isnull=False)
    return Q(state="declined") | (unfinished & (late | unreachable | asked))


def _is_own_task(task, person):
    return task.owner_id == person.pk and (task.state == Task.State.PROPOSED or task.is_late)


def _unfinished_milestones(where, partnership, person):
    """Those that may wait for the coordinator and, of one partnership, those that the person is to accept; by date."""
    return _milestone_rows(*_keys(where, partnership, person))


@prepared
def _milestone_rows(
    coordinated: list[int], partnership: int, person: int, now: datetime
) -> QuerySet[Milestone]:
    soon = Q(state=Milestone.State.AT_RISK) | Q(due__lt=today_there(THERE, SOON, now))
    own = Q(partnership=partnership, lead_person=person, lead_accepted_at=None)
    is_somebodys = Q(lead_person=None) | takes_part("lead_person", at=now)
    rows = Milestone.objects.filter(Q(partnership__in=coordinated) & soon & is_somebodys | own)
    rows = rows.exclude(state__in=[Milestone.State.REACHED, Milestone.State.DROPPED])
    rows = rows.select_related("lead_person", "lead_partner__organisation", "partnership")
    return rows.only(*WHERE, *IN_SHORT).order_by("due", "pk")


def _waits(milestone):
    """Whether it is at risk or late, or due soon without a lead who accepted."""
    led = milestone.lead_partner_id and milestone.lead_person_id and milestone.is_lead_accepted
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
        words = _("no mail can reach the owner") if task.owner else _("nobody owns it yet")
        return _shape(task), task.word, _due(task, words), _("Ask in person")
    if task.reminder_held_at:
        return (
            "open",
            _("Held back"),
            _due(task, _("%(who)s has been asked enough this month") % {"who": owner}),
            _("Ask in person"),
        )
    return _shape(task), task.word, _due(task, reminded(task)), _("Plan a call")


def _shape(task):
    return "late" if task.is_late else "open"


def _due(task, words):
    return f"{_day(task)} · {words}"


def _day(task):
    return _("due %(day)s") % {"day": dates.short(task.due_on)} if task.due_on else _("no date")


def _milestone_need(row, where):
    words, action = _lead(row)
    if row.due:
        due = _("Milestone, due %(day)s") % {"day": dates.short(row.due)}
        words = f"{due} · {words}"
    troubled = row.is_late or row.is_at_risk
    return Need(
        state=row.kind if troubled else "open",
        word=row.word if troubled else _lacking(row),
        title=str(row),
        url=row.get_absolute_url(),
        detail=_detail(words, where),
        action=action,
        due=row.due,
    )


def _lead(row):
    """Who leads it as far as anybody is named, and what there is to do about that."""
    names = {"who": row.lead_person, "organisation": row.lead_partner}
    if not (row.lead_person or row.lead_partner):
        return _("nobody leads it"), _("Find a lead")
    if not row.lead_person:
        return _("%(organisation)s leads it; no person is named") % names, _("Name a person")
    if not row.is_lead_accepted:
        return _not_accepted(row) % names, _("Ask the lead")
    if not row.lead_partner:
        return _("led by %(who)s; no organisation is named") % names, _("Name the organisation")
    return _("led by %(who)s") % names, _("Ask the lead")


def _not_accepted(row):
    if row.lead_accepted_at:
        return _("%(who)s accepted the lead for an earlier wording")
    return _("%(who)s has not accepted the lead")


def _lacking(row):
    """In a word, what a milestone that is due soon lacks."""
    if not (row.lead_person or row.lead_partner):
        return _("No lead")
    if not row.lead_person:
        return _("No lead person")
    return _("Not accepted") if not row.is_lead_accepted else _("No lead organisation")


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
        title=str(milestone),
        url=milestone.get_absolute_url(),
        detail=_("you are named as lead"),
        action=_("Accept or give back"),
        due=milestone.due,
    )


def _detail(words, where):
    return f"{where} · {words}" if where else words
