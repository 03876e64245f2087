"""What meetings adds to the pages that span apps; the registry is backbone.panels."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone import dates
from backbone.panels import Action, NavEntry, Panel, PartnerColumn, SetupStep, registry
from backbone.templatetags.ui import beads
from meetings import current, needs, remarks, turnouts
from meetings.models import Decision, Meeting, Remark

ON_OVERVIEW = 4
ON_LINK_PAGE = 5


def at(name):
    """The address of a partnership's page called `name`."""
    return lambda partnership: reverse(name, args=[partnership.slug])


def meetings_of(partnership):
    """Its meetings, cancelled ones left out."""
    return Meeting.objects.filter(partnership=partnership).exclude(state=Meeting.State.CANCELLED)


def decisions_of(partnership):
    """Its decisions that have a number."""
    return Decision.objects.filter(partnership=partnership, number__isnull=False)


def overview(partnership, **page):
    """The next meeting with its agenda, and the last decisions."""
    meeting = current.next_meeting(partnership)
    decisions = decisions_of(partnership).select_related("meeting").order_by("-number")[:ON_OVERVIEW]
    if not meeting and not decisions:
        return None
    return {
        "meeting": meeting,
        "when": _when(meeting) if meeting else "",
        "item_count": meeting.item_count or 0 if meeting else 0,
        "decisions": list(decisions),
    }


def _when(meeting):
    with timezone.override(meeting.zone):
        return dates.moment(meeting.starts_at)


def link_minutes(link, **page):
    """The minutes that the person was sent, and what they said about them."""
    versions = list(remarks.received_by(link.person, link.partnership).defer("html", "data")[:ON_LINK_PAGE])
    said = Remark.objects.filter(confirmation__person=link.person, partnership=link.partnership)
    said = said.select_related("confirmation")
    for version in versions:
        version.own_remarks = [one.confirmation for one in said if one.confirmation.subject_id == version.pk]
    return {"versions": versions} if versions else None


def attendance_label(partnership):
    """The heading of the column."""
    return _("Attendance")


def attendance_cells(partnership, partners):
    """How each partner attended the last six meetings, as beads."""
    states = turnouts.histories(partnership, partners)
    return {
        pk: beads(turnouts.beads(history), turnouts.sentence(history))
        for pk, history in states.items()
        if any(state is not None for state in history)
    }


def offer(partnership, person):
    """The button on the overview while a meeting is under way or its minutes wait."""
    if not partnership.access.coordinate:
        return None
    meeting = current.to_minute(partnership)
    if meeting is None:
        return None
    if meeting.state == Meeting.State.RUNNING:
        return _("Type the minutes"), reverse("minutes", args=[meeting.pk])
    return _("Issue the minutes"), reverse("meeting_issue", args=[meeting.pk])


def offer_plan(partnership, person):
    """The button of a quiet week."""
    may = partnership.access.coordinate and current.next_meeting(partnership) is None
    return (_("Plan a meeting"), reverse("meeting_new", args=[partnership.slug])) if may else None


def has_meeting(partnership):
    """A first meeting is planned."""
    return Meeting.objects.filter(partnership=partnership)


registry.nav += [
    NavEntry("meetings", gettext_lazy("Meetings"), at("meetings"), 50, counted=meetings_of),
    NavEntry("decisions", gettext_lazy("Decisions"), at("decisions"), 60, counted=decisions_of),
]
registry.overview.append(Panel("meetings", "meetings/overview_panel.html", overview, 30, width="half"))
registry.needs.append(needs.for_coordinators)
registry.link_page.append(Panel("minutes", "meetings/link_minutes_panel.html", link_minutes, 30))
registry.partner_columns.append(PartnerColumn("attendance", attendance_label, attendance_cells, 10))
registry.actions += [Action("minutes", offer, 20), Action("plan_meeting", offer_plan, 60)]
registry.setup.append(
    SetupStep(
        key="meeting",
        title=gettext_lazy("Plan the next meeting"),
        why=gettext_lazy("A title and a time are enough; agreement, plan and groups can come later."),
        url=at("meeting_new"),
        done=has_meeting,
        order=60,
    )
)
