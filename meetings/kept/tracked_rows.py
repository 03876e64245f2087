"""Which rows of meetings the history shows; minutes have versions of their own."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.tracked import Tracked
from meetings.models import AgendaItem, Attendance, BodyAsk, Decision, Meeting, Paper, PartnershipAsk

KINDS = [
    Tracked(Paper, _("Paper"), ("name",), labels={"item": _("Agenda item")}, left_out=("upload",)),
    Tracked(
        Meeting,
        _("Meeting"),
        ("title",),
        lambda pk: reverse("meeting", args=[pk]),
        labels={
            "state": _("State"),
            "started_at": _("Begun"),
            "ended_at": _("Ended"),
            "issued_at": _("Minutes issued"),
        },
    ),
    Tracked(
        AgendaItem,
        _("Agenda item"),
        ("meeting", "title"),
        lambda pk: reverse("agenda_item", args=[pk]),
        is_form=True,
    ),
    Tracked(
        Attendance,
        _("Attendance"),
        ("person", "meeting"),
        labels={"expected": _("Expected"), "replacement": _("Who comes instead")},
    ),
    Tracked(BodyAsk, _("Question of a group"), ("body", "text")),
    Tracked(PartnershipAsk, _("Question from below"), ("child", "text")),
    Tracked(
        Decision,
        _("Decision"),
        ("text",),
        lambda pk: reverse("decision", args=[pk]),
        labels={"number": _("Number")},
    ),
]
