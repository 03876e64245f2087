"""What of the work plan needs a coordinator, and what needs the person who owns or leads."""

from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone import dates
from backbone.panels import Need
from partnerships.models import Partnership, Role
from workplans import own_work
from workplans.models import Change, Milestone, Task
from workplans.reminder_times import DAYS_BEFORE_AND_AFTER

LAST_STEP = timedelta(days=DAYS_BEFORE_AND_AFTER[-1])
SOON = timedelta(days=14)


def for_coordinators(person, partnership=None):
    """Tasks and milestones that no machine can help along any more."""
    where = _coordinated(person, partnership)
    if where is None:
        return
    many = partnership is None
    for task in _tasks(where):
        yield _task_need(task, many)
    for milestone in _milestones(where):
        yield _milestone_need(milestone, many)


def for_owners(person, partnership=None):
    """The person's own tasks that are late or proposed, and leads to answer for; in one partnership."""
    where = (
        Q(partnership=partnership)
        if partnership
        else Q(partnership__in=Partnership.objects.visible_to(person))
    )
    for task in own_work.tasks_of(person, where & (Q(state="proposed") | Q(due_on__lt=localdate()))):
        yield _own_need(task, partnership is None)
    for milestone in own_work.leads_of(person, where):
        yield Need(
            state="open",
            word=_("Lead?"),
            title=milestone.title,
            url=milestone.get_absolute_url(),
            detail=_detail(_("you are named as lead"), milestone.partnership, partnership is None),
            action=_("Accept or give back"),
            due=milestone.due,
        )


def _coordinated(person, partnership):
    roles = Role.objects.current().filter(person=person, kind=Role.Kind.COORDINATOR)
    if partnership is None:
        return Q(partnership__in=roles.values("partnership"))
    access = getattr(partnership, "access", None)
    coordinates = access.coordinate if access else roles.filter(partnership=partnership).exists()
    return Q(partnership=partnership) if coordinates else None


def _tasks(where):
    """Unfinished or declined tasks that wait for the coordinator."""
    late = Q(due_on__lt=localdate() - LAST_STEP, state__in=["proposed", "open"])
    unreachable = Q(
        due_on__lt=localdate(), state__in=["proposed", "open"], owner__email=None, owner__contact_email=""
    )
    wanted = Q(wanted_due_on__isnull=False, state__in=["proposed", "open"])
    held = Q(reminder_held_at__isnull=False, state__in=["proposed", "open"])
    declined = Q(state="declined")
    rows = Task.objects.filter(where).filter(late | unreachable | wanted | held | declined)
    said = (
        Change.objects.filter(task=OuterRef("pk"), what="declined").order_by("-at", "-pk").values("words")[:1]
    )
    rows = rows.annotate(said=Subquery(said))
    return rows.select_related("owner", "partnership", "partner__organisation").order_by("due_on", "pk")


def _task_need(task, many):
    state, word, words, action = _task_words(task)
    return Need(
        state=state,
        word=word,
        title=task.title,
        url=task.get_absolute_url(),
        detail=_detail(words, task.partnership, many),
        action=action,
        action_url=reverse("task_edit", args=[task.pk]) if not task.owner or task.state == "declined" else "",
        due=task.due_on,
    )


def _task_words(task):
    owner = task.owner or _("nobody")
    if task.state == Task.State.DECLINED:
        words = _("%(who)s can't take it on") % {"who": owner}
        words = f"{words}: {task.said}" if task.said else words
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
    return f"{_('due %(day)s') % {'day': dates.short(task.due_on)}} · {words}"


def _milestones(where):
    """Milestones at risk or late, and those that are due soon without a lead who accepted."""
    late = Q(due__lt=localdate())
    soon = Q(due__lt=localdate() + SOON)
    unled = soon & (Q(lead_partner=None) | Q(lead_person=None) | Q(lead_accepted_at=None))
    rows = Milestone.objects.filter(where).exclude(state__in=["reached", "dropped"])
    rows = rows.filter(Q(state="at_risk") | late | unled)
    return rows.select_related("partnership", "lead_person").order_by("due", "pk")


def _milestone_need(row, many):
    if not row.lead_person:
        words, action = _("nobody leads it"), _("Find a lead")
    elif not row.lead_accepted_at:
        words, action = _("%(who)s has not accepted the lead") % {"who": row.lead_person}, _("Ask the lead")
    else:
        words, action = _("led by %(who)s") % {"who": row.lead_person}, _("Ask the lead")
    if row.due:
        words = f"{_('Milestone, due %(day)s') % {'day': dates.short(row.due)}} · {words}"
    risk = row.state == Milestone.State.AT_RISK
    return Need(
        state="risk" if risk else "late" if row.is_late else "open",
        word=row.get_state_display() if risk else row.word if row.is_late else _("No lead"),
        title=row.title,
        url=row.get_absolute_url(),
        detail=_detail(words, row.partnership, many),
        action=action,
        due=row.due,
    )


def _own_need(task, many):
    proposed = task.state == Task.State.PROPOSED
    words = _("due %(day)s") % {"day": dates.short(task.due_on)} if task.due_on else _("no date")
    return Need(
        state="open" if proposed else "late",
        word=task.get_state_display() if proposed else task.word,
        title=task.title,
        url=task.get_absolute_url(),
        detail=_detail(words, task.partnership, many),
        action=_("Accept or decline") if proposed else _("Done, or more time"),
        due=task.due_on,
    )


def _detail(words, partnership, many):
    return f"{partnership} · {words}" if many else words
