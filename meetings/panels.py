"""What meetings adds to the pages that span apps; the registry is backbone.panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.panels import (
    Action,
    NavEntry,
    Panel,
    PartnerColumn,
    SetupStep,
    partnership_page,
    registry,
)
from backbone.personal import erased, not_exported, personal, staying
from backbone.registered.hanging import Hanging
from backbone.templatetags.ui import beads
from backbone.tracked import show_in_history
from meetings import (
    attendance_history,
    confidential,
    handing_over,
    mail_kinds,
    merging,
    needs,
    papers,
    purpose_item,
    removal,
    schedule,
    searching,
)
from meetings.bodies import ask_needs
from meetings.bodies.panel import of_body
from meetings.digests import coming_meetings
from meetings.digests import decisions as decisions_in_digests
from meetings.invitations import answers, assisting, calls, upcoming
from meetings.kept import pack_parts, personal_rows, shared_upward, tracked_rows
from meetings.minutes import remarks, undoing
from meetings.models import ActionPoint, Decision, Invitation, Meeting, Remark
from meetings.upward import needs as upward_needs
from meetings.upward.panels import asked_from_below, asked_upward
from partnerships.attachments.kinds import take_files

if TYPE_CHECKING:
    from datetime import date

    from backbone.accounts.models import Person
    from partnerships.correspondence.models import AccessLink
    from partnerships.models import Partner, Partnership

ON_OVERVIEW = 4
ON_LINK_PAGE = 5


def meetings_of(partnership: Partnership) -> QuerySet[Meeting]:
    """Its meetings, cancelled ones left out."""
    return Meeting.objects.filter(partnership=partnership).exclude(state=Meeting.State.CANCELLED)


def meetings_of_tasks(keys: list[int]) -> dict[int, tuple[str, date]]:
    """The meeting in which each of these tasks was agreed on, and its day; one query."""
    points = ActionPoint.objects.filter(task__in=keys).select_related("meeting")
    return {point.task_id: (str(point.meeting), point.meeting.day) for point in points}


def decisions_of(partnership: Partnership) -> QuerySet[Decision]:
    """Its decisions that have a number."""
    return Decision.objects.registered(partnership)


def overview(partnership: Partnership, **page: Any) -> dict | None:
    """The next meeting with its agenda, and the last decisions."""
    meeting = schedule.next_meeting(partnership)
    presents = "request" in page and page["request"].is_presenting
    if partnership.access.coordinate and not presents:
        decisions = _last_decisions(partnership.pk)
    else:
        decisions = decisions_of(partnership).select_related("meeting").order_by("-number")
        decisions = (confidential.without_confidential(decisions) if presents else decisions)[:ON_OVERVIEW]
    if not meeting and not decisions:
        return None
    return {
        "meeting": meeting,
        "when": meeting.when if meeting else "",
        "item_count": meeting.item_count or 0 if meeting else 0,
        "decisions": undoing.as_before(decisions, undoing.decisions_before(partnership)),
    }


@prepared
def _last_decisions(partnership: int) -> QuerySet[Decision]:
    """As a coordinator sees them."""
    rows = Decision.objects.filter(partnership=partnership, number__isnull=False).select_related("meeting")
    return rows.order_by("-number")[:ON_OVERVIEW]


def link_minutes(link: AccessLink, **page: Any) -> dict | None:
    """The minutes that the person was sent, and what they said about them."""
    versions = list(remarks.received_by(link.person, link.partnership).defer("html", "data")[:ON_LINK_PAGE])
    own = Remark.objects.filter(confirmation__person=link.person, partnership=link.partnership)
    own = own.select_related("confirmation")
    for version in versions:
        version.own_remarks = [one.confirmation for one in own if one.confirmation.subject_id == version.pk]
    return {"versions": versions} if versions else None


def link_invitations(link: AccessLink, request: Any, **page: Any) -> dict | None:
    """The meetings to come that the person was told of, with what they answered."""
    rows = upcoming.upcoming_meetings(link.person, link.partnership)
    return {"coming": rows, **_tapped(request, rows)} if rows else None


def link_assisted(link: AccessLink, **page: Any) -> dict | None:
    """The meetings to come of those whom the person assists, who were asked."""
    rows = assisting.meetings_of(link.person, link.partnership)
    return {"assisted": rows} if rows else None


def own_invitations(person: Person, request: Any, **page: Any) -> dict | None:
    """The meetings to come of somebody who signs in, from all partnerships."""
    rows = upcoming.upcoming_meetings(person)
    return {"coming": rows, **_tapped(request, rows)} if rows else None


def _tapped(request, rows):
    """The answer whose button was tapped in a mail, and the key of its meeting; one more tap records it.

    An older mail names the meeting only where it is the one.
    """
    answer = request.GET.get("answer")
    if answer not in ("coming", "apologies"):
        return {}
    wanted = request.GET.get("meeting") or (str(rows[0].meeting.pk) if len(rows) == 1 else "")
    key = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else None
    return {"tapped": answer, "tapped_meeting": key}


def attendance_label(partnership: Partnership) -> str:
    """The heading of the column."""
    return _("Attendance")


def attendance_cells(partnership: Partnership, partners: list[Partner]) -> dict:
    """How each partner attended the last six meetings, as beads."""
    states = attendance_history.histories(partnership, partners)
    return {
        pk: beads(attendance_history.beads(history), attendance_history.sentence(history))
        for pk, history in states.items()
        if any(state is not None for state in history)
    }


def offer(partnership: Partnership, person: Person) -> None:
    """The button on the overview while a meeting is under way or its minutes wait."""
    if not partnership.access.coordinate:
        return None
    meeting = schedule.to_minute(partnership)
    if meeting is None:
        return None
    if meeting.state == Meeting.State.RUNNING:
        return _("Type the minutes"), reverse("minutes", args=[meeting.pk])
    return _("Issue the minutes"), reverse("meeting_issue", args=[meeting.pk])


def offer_invitation(partnership: Partnership, person: Person) -> tuple | None:
    """The button while nobody has been told of the next meeting."""
    meeting = next_uninvited(partnership) if partnership.access.coordinate else None
    return (_("Send the invitation"), reverse("meeting_invitation", args=[meeting.pk])) if meeting else None


def next_uninvited(partnership: Partnership) -> Meeting | None:
    """The next meeting, as long as it lies ahead and nobody was invited to it."""
    rows = Meeting.objects.filter(partnership=partnership, state=Meeting.State.PLANNED)
    rows = rows.filter(starts_at__gt=timezone.now()).annotate(rounds=Count("invitations"))
    meeting = rows.order_by("starts_at").first()
    return meeting if meeting and not meeting.rounds else None


def offer_plan(partnership: Partnership, person: Person) -> tuple | None:
    """The button of a quiet week."""
    may = partnership.access.coordinate and schedule.next_meeting(partnership) is None
    return (_("Plan a meeting"), reverse("meeting_new", args=[partnership.slug])) if may else None


def has_meeting(partnership: Partnership) -> QuerySet[Meeting]:
    """A first meeting is planned."""
    return Meeting.objects.filter(partnership=partnership)


def has_invitation(partnership: Partnership) -> QuerySet[Invitation]:
    """People were invited to a meeting."""
    return Invitation.objects.filter(partnership=partnership)


def to_invitation(partnership: Partnership) -> str:
    """Where people are invited: the next meeting, or the list while none is planned."""
    meeting = next_uninvited(partnership)
    return (
        reverse("meeting_invitation", args=[meeting.pk])
        if meeting
        else partnership_page("meetings")(partnership)
    )


registry.nav += [
    NavEntry("meetings", gettext_lazy("Meetings"), partnership_page("meetings"), 30, counted=meetings_of),
    NavEntry("decisions", gettext_lazy("Decisions"), partnership_page("decisions"), 40, counted=decisions_of),
]
registry.pack_parts += pack_parts.PARTS
registry.shared_upward.append(shared_upward.KIND)
registry.overview.append(Panel("meetings", "meetings/overview_panel.html", overview, 30, width="half"))
registry.body_page.append(Panel("meetings", "meetings/body_panel.html", of_body, 10))
registry.upward_page.append(Panel("asks", "meetings/asked_upward_panel.html", asked_upward, 10))
registry.children_page.append(Panel("asks", "meetings/asked_from_below_panel.html", asked_from_below, 10))
registry.hidden_tasks.append(confidential.confidential_tasks)
registry.task_origins.append(meetings_of_tasks)
registry.hidden_documents["minutes"] = confidential.is_hidden
registry.needs += [needs.for_coordinators, purpose_item.for_coordinators, ask_needs.open_asks]
registry.needs.append(upward_needs.open_asks)
registry.add_mails(*mail_kinds.KINDS)
registry.work_done.append(attendance_history.work_done)
registry.work_by_person.append(attendance_history.work_by_person)
registry.work_rows.append(attendance_history.work_rows)
registry.link_page.append(Panel("minutes", "meetings/link_minutes_panel.html", link_minutes, 30))
registry.link_page.append(Panel("invitations", "meetings/invitations_panel.html", link_invitations, 5))
registry.link_page.append(Panel("assisted", "meetings/assisted_panel.html", link_assisted, 6))
registry.digest += [decisions_in_digests.PART, coming_meetings.PART]
registry.my_work.append(Panel("invitations", "meetings/invitations_panel.html", own_invitations, 10))
registry.answers[answers.KIND] = answers.handle
registry.partner_columns.append(PartnerColumn("attendance", attendance_label, attendance_cells, 10))
registry.actions += [
    Action("minutes", offer, 20),
    Action("invitation", offer_invitation, 50),
    Action("plan_meeting", offer_plan, 60),
]
registry.setup.append(
    SetupStep(
        key="invitation",
        title=gettext_lazy("Invite people to it"),
        why=gettext_lazy(
            "Everyone gets the agenda, a calendar file and one question: are you coming? You see every email first."
        ),
        url=to_invitation,
        done=has_invitation,
        order=65,
    )
)
registry.setup.append(
    SetupStep(
        key="meeting",
        title=gettext_lazy("Plan the next meeting"),
        why=gettext_lazy("A title and a time are enough; the agreement, plan and groups can be added later."),
        url=partnership_page("meeting_new"),
        done=has_meeting,
        order=60,
    )
)
registry.hanging.append(
    Hanging(
        "meetings",
        handing_over.in_words,
        handing_over.meetings_of,
        30,
        handing_over.move,
        handing_over.question,
    )
)
registry.searched += searching.KINDS
registry.asks.append(calls.ATTENDANCE)
registry.merge_changes.append(merging.changes)
registry.merge_waits.append(merging.waits)
take_files(papers.KIND)
registry.removable += [*removal.KINDS, papers.REMOVABLE]
registry.stays += removal.STAYS
show_in_history(*tracked_rows.KINDS)
personal += personal_rows.KINDS
not_exported += personal_rows.LEFT_OUT
erased += personal_rows.ERASED
staying += personal_rows.STAYING
