"""What meetings keep of a person, for an export of their data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from backbone.personal import Erased, NotExported, Personal
from meetings.models import Attendance, BodyAsk, Invitation, Line, Meeting, PartnershipAsk, Remark

OF = {"partnership": _("Partnership")}
KINDS = [
    Personal(
        Attendance,
        _("Meetings that you were expected at"),
        _("To know who was there, and to plan with who comes."),
        ("person",),
        {
            **OF,
            "meeting": _("Meeting"),
            "partner": "",
            "state": "",
            "expected": _("Expected"),
            "answered_at": _("Answered"),
            "replacement": _("Who comes instead"),
        },
    ),
    Personal(
        Meeting,
        _("Meetings that you chair or minute"),
        _("To know who leads a meeting and who writes."),
        ("chair", "minute_taker"),
        {**OF, "title": "", "starts_at": ""},
    ),
    Personal(
        Line,
        _("Action points in minutes that name you"),
        _("To know who does what by when."),
        ("owner",),
        {**OF, "meeting": _("Meeting"), "title": _("What"), "due_on": ""},
    ),
]
LEFT_OUT = [
    NotExported(Line, ("by", "unissued_by"), _("What you typed into minutes is the partnership’s.")),
    NotExported(Invitation, ("by",), ""),
    NotExported(BodyAsk, ("by",), _("What a group asks is the group’s.")),
    NotExported(PartnershipAsk, ("by",), _("What a partnership asks is the partnership’s.")),
    NotExported(Remark, ("settled_by",), ""),
]
ERASED = [
    Erased(Attendance, _("Whom they sent in their place"), ("person",), {"replacement": ""}),
]
STAYING = [_("Minutes that are being written, until whoever writes them takes the name out.")]
