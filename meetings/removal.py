"""What of meetings can be removed, and what stays because people were asked, answered, or got minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy

from backbone.registered.removable import Removable, Stays
from meetings.invitations.answers import KIND
from meetings.minutes import unissued_facts
from partnerships.correspondence.models import Confirmation

if TYPE_CHECKING:
    from meetings.models import Meeting


def asked_about(meeting: Meeting) -> list[Confirmation]:
    """What somebody was asked about a meeting."""
    return list(Confirmation.objects.filter(kind=KIND, subject_id=meeting.pk))


KINDS = [
    Removable(
        "meetings.meeting",
        gettext_lazy("Meeting"),
        also=asked_about,
        after=unissued_facts.note_all,
    ),
    Removable("meetings.bodyask", gettext_lazy("Question of a group")),
    Removable(
        "meetings.agendaitem",
        gettext_lazy("Agenda item"),
        need="minute",
        after=lambda item: unissued_facts.note(item.meeting),
    ),
]
OF_PARTNER = frozenset({"partnerships.partner"})
IN_MINUTES = gettext_lazy("Issued minutes name it, so it stays: it can be withdrawn.")
STAYS = [
    Stays(
        "meetings.meeting",
        Q(issued_at__isnull=False) | Q(document__isnull=False),
        gettext_lazy("Its minutes were issued, so it stays."),
    ),
    Stays(
        "meetings.invitation",
        Q(),
        gettext_lazy("People were invited to it, so it stays: it can be cancelled instead."),
    ),
    Stays(
        "meetings.actionpoint",
        Q(meeting__issued_at__isnull=False),
        gettext_lazy("It appears in issued minutes, so it stays: it can be dropped instead."),
        of=frozenset({"workplans.task"}),
    ),
    Stays(
        "meetings.attendance",
        Q(meeting__issued_at__isnull=False),
        IN_MINUTES,
        of=OF_PARTNER,
        pointing=True,
    ),
    Stays("meetings.line", Q(meeting__issued_at__isnull=False), IN_MINUTES, of=OF_PARTNER, pointing=True),
]
