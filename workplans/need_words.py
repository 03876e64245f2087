"""What "Needs you" says of the plan: asked for the rows of one page, by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from partnerships.correspondence.calling.calls import call_address
from workplans.history import reminded, reminder_mails
from workplans.models import Change, Milestone, Task
from workplans.plans import IN_SHORT

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# What is said of tasks, and no more of the wide rows.
OWNER = ("owner__name", "owner__email", "owner__contact_email")
WISH = ("wanted_due_on", "wanted_reason", "reminder_held_at")
WHERE = ("partnership__slug", "partnership__timezone", "partnership__country")
TASK = (*WHERE, "number_year", "number", "title", "state", "due_on", "reminders_sent", *WISH, *OWNER)

OWN = Kind("own", gettext_lazy("Yours"))
TASKS = Kind("tasks", gettext_lazy("Tasks"))
MILESTONES = Kind("milestones", gettext_lazy("Milestones"))


def of_tasks(keys: list[int], names: dict[int, str], person: Person | None) -> dict[int, Need]:
    """{key: Need}; `names` of the partnerships where it is said, and whose own tasks are asked of themselves."""
    found = {}
    for task in _tasks(keys):
        is_own = person is not None and is_own_task(task, person)
        found[task.pk] = _own_need(task) if is_own else _task_need(task, names.get(task.partnership_id))
    return found


def of_milestones(keys: list[int], names: dict[int, str], person: Person | None) -> dict[int, Need]:
    """The same of milestones; `person` is asked for the own leads."""
    found = {}
    for row in _milestones(keys):
        is_own = person is not None and is_own_lead(row, person)
        found[row.pk] = _lead_need(row) if is_own else _milestone_need(row, names.get(row.partnership_id))
    return found


@prepared
def _tasks(keys: list[int]) -> QuerySet[Task]:
    rows = Task.objects.filter(pk__in=keys).order_by().select_related("owner", "partnership").only(*TASK)
    declined = Change.objects.filter(task=OuterRef("pk"), what="declined").order_by("-at", "-pk")
    return rows.annotate(declined_because=Subquery(declined.values("words")[:1]), **reminder_mails())


@prepared
def _milestones(keys: list[int]) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(pk__in=keys).order_by()
    rows = rows.select_related("lead_person", "lead_partner__organisation", "partnership")
    return rows.only(*WHERE, *IN_SHORT)


def is_own_task(task: Task, person: Person) -> bool:
    """Whether the person has to do something about it."""
    return task.owner_id == person.pk and (task.state == Task.State.PROPOSED or task.is_late)


def is_own_lead(milestone: Milestone, person: Person) -> bool:
    """Whether the person is named and has not answered."""
    return milestone.lead_person_id == person.pk and not milestone.lead_accepted_at


def task_state(task: Task, has_address: bool) -> str:
    """The shape under which a task stands that waits for the coordinator, and by which it is sorted."""
    if task.state == Task.State.DECLINED:
        return "open"
    if task.wanted_due_on:
        return "part"
    if task.reminder_held_at and has_address:
        return "open"
    return "late" if task.is_late else "open"


def own_task_state(task: Task) -> str:
    """The same of the reader's own task."""
    return "open" if task.state == Task.State.PROPOSED else "late"


def milestone_state(row: Milestone) -> str:
    """The same of a milestone."""
    return row.kind if row.is_late or row.is_at_risk else "open"


def _task_need(task, where):
    word, words, action = _task_words(task)
    action_url = _task_action_url(task)
    return Need(
        kind=TASKS,
        state=task_state(task, _has_address(task)),
        word=word,
        title=task.title,
        url=task.get_absolute_url(),
        detail=_detail(f"{task.spoken_number} · {words}", where),
        action=action,
        action_url=action_url,
        is_on_the_spot=bool(action_url),
        due=task.due_on,
    )


def _task_action_url(task):
    """Where somebody else is named, or what the owner says on the phone is noted; a wish is answered on its page."""
    if not task.owner or task.state == Task.State.DECLINED:
        return to_name_owner(task)
    return "" if task.wanted_due_on else call_address(task.owner_id, task.partnership.slug)


def to_name_owner(task: Task) -> str:
    """The address of the short form in which another owner is named."""
    return f"{reverse('tasks_several', args=[task.partnership.slug])}?task={task.pk}"


def to_name_lead(milestone: Milestone) -> str:
    """The same of a milestone's lead."""
    return f"{reverse('milestones_several', args=[milestone.partnership.slug])}?milestone={milestone.pk}"


def _task_words(task):
    owner = task.owner or _("nobody")
    if task.state == Task.State.DECLINED:
        words = _("%(who)s can’t take it on") % {"who": owner}
        words = f"{words}: {task.declined_because}" if task.declined_because else words
        return _("Declined"), words, _("Ask somebody else")
    if task.wanted_due_on:
        words = {"who": owner, "day": dates.short(task.wanted_due_on), "reason": task.wanted_reason}
        return (
            _("Asked"),
            _("%(who)s asks for time until %(day)s: %(reason)s") % words,
            pgettext("verb", "Answer"),
        )
    if not _has_address(task):
        words = _("no email can reach the owner") if task.owner else _("nobody owns it yet")
        return task.word, _due(task, words), _("Ask in person")
    if task.reminder_held_at:
        return (
            _("On hold"),
            _due(task, _("%(who)s has reached this month’s limit of requests") % {"who": owner}),
            _("Ask in person"),
        )
    return task.word, _due(task, reminded(task)), _("Plan a call")


def _has_address(task):
    return bool(task.owner and task.owner.mail_address)


def _due(task, words):
    return f"{_day(task)} · {words}"


def _day(task):
    return _("due %(day)s") % {"day": dates.short(task.due_on)} if task.due_on else _("no date")


def _milestone_need(row, where):
    words = _lead_words(row)
    if row.due:
        due = _("Milestone, due %(day)s") % {"day": dates.short(row.due)}
        words = f"{due} · {words}"
    return Need(
        kind=MILESTONES,
        state=milestone_state(row),
        word=row.word if row.is_late or row.is_at_risk else _lacking(row),
        title=str(row),
        url=row.get_absolute_url(),
        detail=_detail(words, where),
        due=row.due,
        **_lead_action(row),
    )


def _lead_words(row):
    """Who leads it as far as anybody is named."""
    names = {"who": row.lead_person, "organisation": row.lead_partner}
    if not (row.lead_person or row.lead_partner):
        return _("nobody leads it")
    if not row.lead_person:
        return _("%(organisation)s leads it; no person is named") % names
    if not row.is_lead_accepted:
        return _not_accepted(row) % names
    if not row.lead_partner:
        return _("led by %(who)s; no organisation is named") % names
    return _("led by %(who)s") % names


def _lead_action(row):
    """What there is to do about its lead, and where."""
    name_it = to_name_lead(row)
    if not (row.lead_person or row.lead_partner):
        return _on_the_spot(_("Find a lead"), name_it)
    if not row.lead_person:
        return _on_the_spot(_("Name a person"), name_it)
    if not row.is_lead_accepted and row.lead_person.mail_address:
        ask = reverse("milestone_lead_request", args=[row.pk])
        return {"action": _("Ask the lead"), "action_url": ask, "is_post": True}
    if row.is_lead_accepted and not row.lead_partner:
        return _on_the_spot(_("Name the organisation"), name_it)
    return _on_the_spot(_("Call the lead"), call_address(row.lead_person_id, row.partnership.slug))


def _on_the_spot(action, url):
    return {"action": action, "action_url": url, "is_on_the_spot": True}


def _not_accepted(row):
    if row.lead_accepted_at:
        return _("%(who)s accepted the lead for an earlier wording")
    return _("%(who)s has not agreed to lead")


def _lacking(row):
    """In a word, what a milestone that is due soon lacks."""
    if not (row.lead_person or row.lead_partner):
        return _("No lead")
    if not row.lead_person:
        return _("No lead person")
    return _("Not accepted") if not row.is_lead_accepted else _("No lead organisation")


def _own_need(task):
    proposed = task.state == Task.State.PROPOSED
    return Need(
        kind=OWN,
        state=own_task_state(task),
        word=task.get_state_display() if proposed else task.word,
        title=task.title,
        url=task.get_absolute_url(),
        detail=f"{task.spoken_number} · {_day(task)}",
        action=_("Accept or decline") if proposed else _("Done, or more time"),
        due=task.due_on,
    )


def _lead_need(milestone):
    return Need(
        kind=OWN,
        state="open",
        word=_("Lead?"),
        title=str(milestone),
        url=milestone.get_absolute_url(),
        detail=_("you are named as the lead"),
        action=_("Accept or give back"),
        due=milestone.due,
    )


def _detail(words, where):
    return f"{where} · {words}" if where else words
