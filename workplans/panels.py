"""What the work plan adds to the pages that span apps; the registry is backbone.panels."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.numbers import number
from backbone.panels import (
    DigestPart,
    NavEntry,
    Panel,
    PartnerColumn,
    SetupStep,
    partnership_page,
    registry,
)
from backbone.personal import erased, naming, not_exported, personal
from backbone.registered.hanging import Hanging
from backbone.time.days import day_of, today_of
from backbone.tracked import show_in_history
from partnerships.attachments.kinds import attachable, take_files
from workplans import clauses, leads, needs, own_work, printing, reminders, searching
from workplans.answers import asking_again, calls
from workplans.changing_hands import handing_over, merging, paused
from workplans.imports import logframe, outcomes, plan, tasks, waiting
from workplans.kept import files, personal_rows, shared_upward, tracked_rows
from workplans.models import Task
from workplans.plan import from_canvas, pack_parts, partner_part, removal
from workplans.plan.tally import tally_of
from workplans.plans import sections_in_short
from workplans.reminding import coming_milestones, mail_kinds
from workplans.reminding import previews as reminder_previews

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.models import AccessLink
    from partnerships.models import Partner, Partnership


ON_OVERVIEW = 12


def overview(partnership: Partnership, **page: Any) -> dict | None:
    """Objectives with their milestones as beads, and what is due next."""
    sections, more = sections_in_short(partnership, ON_OVERVIEW)
    if not sections:
        return None
    return {"sections": sections, "more": more, "tally": tally_of(partnership), "partnership": partnership}


def link_tasks(link: AccessLink, request: Any, token: str = "", **page: Any) -> dict | None:
    """The tasks and leads of the person a link was mailed to, and what they closed since yesterday.

    The task whose button was tapped in a mail stands open.
    """
    work = own_work.work_within(link.person, link.partnership)
    closed = Task.objects.filter(
        owner=link.person, partnership=link.partnership, closed_at__gte=now() - timedelta(days=1)
    )
    files = Prefetch("files", attachable("task").model.objects.select_related("upload__file"))
    closed = list(closed.exclude(state=Task.State.DROPPED).prefetch_related(files))
    opened = request.GET.get("task", "")
    return {"work": work, "closed": closed, "token": token, "opened": opened} if work or closed else None


def link_answers(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What the person a link was mailed to answered about milestones that were changed since."""
    questions = asking_again.asked_again(link.person, link.partnership)
    return {"questions": questions, "token": token} if questions else None


def digests(pairs: list[tuple[Person, Partnership]], has_room: dict) -> dict:
    """The tasks that are reminded of in today's digests."""
    people = {person.pk: person for person, _partnership in pairs}
    claimed = reminders.claim_for_digests(pairs, has_room)
    return {key: _digest(people[key[0]], tasks, now()) for key, tasks in claimed.items()}


def digest_preview(person: Person, partnership: Partnership, at: datetime) -> dict:
    """The tasks that a digest of that moment will remind of."""
    return _digest(person, list(reminders.for_digest(person, partnership, at)), at)


def _digest(person, tasks, at):
    return {"tasks": tasks, "today": day_of(at, person.zone)} if tasks else None


def open_tasks_label(partnership: Partnership) -> str:
    """The heading of the column."""
    return _("Open tasks")


def open_tasks_cells(partnership: Partnership, partners: list[Partner]) -> dict:
    """How many unfinished tasks each partner has, and how many are late."""
    counted = _open_tasks([partner.pk for partner in partners], today_of(partnership)) if partners else ()
    counts = {row["partner"]: (row["open"], row["late"]) for row in counted}
    return {partner.pk: _cell(*counts.get(partner.pk, (0, 0))) for partner in partners}


@prepared
def _open_tasks(partners: list[int], today: date) -> QuerySet:
    late = Count("partner", filter=Q(due_on__lt=today))
    rows = Task.objects.filter(partner__in=partners).unfinished().order_by()
    return rows.values("partner").annotate(open=Count("partner"), late=late)


def _cell(n, late):
    words = _("%(n)s late") % {"n": number(late)}
    return format_html('{}, <span class="late">{}</span>', number(n), words) if late else number(n)


def has_tasks(partnership: Partnership) -> QuerySet[Task]:
    """The old list was pasted, or a first task written down."""
    return Task.objects.filter(partnership=partnership)


registry.nav.append(NavEntry("plan", gettext_lazy("Work plan"), partnership_page("plan"), 20))
registry.overview.append(Panel("plan", "workplans/overview_panel.html", overview, 20, width="half"))
registry.partner_page.append(Panel("part", "workplans/partner_panel.html", partner_part.part_of, 20))
registry.hidden_documents["plan"] = printing.is_hidden
registry.needs += [needs.of_the_plan, paused.due_meanwhile]
registry.hanging += [
    Hanging("tasks", handing_over.tasks_in_words, handing_over.tasks_of, 10, handing_over.move_tasks),
    Hanging("leads", handing_over.leads_in_words, handing_over.leads_of, 20, handing_over.move_leads),
]
registry.canvas_takers.append(from_canvas.TAKER)
registry.work_done.append(partner_part.tasks_done)
registry.work_by_person.append(partner_part.tasks_by_person)
registry.work_rows.append(partner_part.task_rows)
registry.heard.append(lambda partnership: (own_work.answers(partnership), "by", "at"))
registry.link_page.append(Panel("answers", "workplans/link_answers.html", link_answers, 5))
registry.link_page.append(Panel("tasks", "workplans/link_tasks.html", link_tasks, 10))
registry.digest.append(
    DigestPart(
        key="tasks",
        template="mail/digest_tasks",
        claim=digests,
        preview=digest_preview,
        owed=reminder_previews.owed_in_digests,
        order=10,
        count=lambda own: len(own["tasks"]),
        sent=lambda pieces: reminders.record([(own["tasks"], message) for own, message in pieces]),
    )
)
registry.digest.append(
    DigestPart(
        key="answers",
        template="mail/digest_answers",
        claim=asking_again.claim,
        preview=asking_again.preview,
        owed=asking_again.owed,
        order=20,
        sent=asking_again.record,
        for_everybody=True,
    )
)
registry.digest.append(coming_milestones.PART)
registry.forthcoming.append(reminder_previews.forthcoming)
registry.add_mails(*mail_kinds.KINDS)
registry.answers[leads.KIND] = leads.handle
registry.answers[asking_again.KIND] = asking_again.handle
registry.partner_columns.append(
    PartnerColumn("tasks", open_tasks_label, open_tasks_cells, 20, is_number=True)
)
registry.setup.append(
    SetupStep(
        key="tasks",
        title=gettext_lazy("Paste the old action list"),
        why=gettext_lazy(
            "What was promised before stays promised: owners are reminded in time, and you see what is late."
        ),
        url=partnership_page("tasks_paste"),
        done=has_tasks,
        order=50,
        can_wait=True,
    )
)

registry.pack_parts += pack_parts.PARTS
registry.shared_upward.append(shared_upward.KIND)
registry.imports += [outcomes.SHEET, logframe.SHEET, plan.SHEET, tasks.SHEET]

registry.clauses |= {
    "objectives": clauses.objectives,
    "activities": clauses.activities,
    "measures": clauses.measures,
}
registry.searched += searching.KINDS
registry.asks += calls.KINDS
registry.merge_changes.append(merging.changes)
take_files(*files.KINDS)
registry.partner_joined.append(waiting.link_joined)
registry.removable += [*removal.KINDS, *files.REMOVABLE]
registry.stays += removal.STAYS
show_in_history(*tracked_rows.KINDS)
personal += personal_rows.KINDS
not_exported += personal_rows.LEFT_OUT
erased += personal_rows.ERASED
naming += personal_rows.NAMING
