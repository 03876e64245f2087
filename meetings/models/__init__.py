"""What was talked over and decided: meetings, their agenda, who was there, and the minutes as lines."""

from meetings.models.asks import BodyAsk, PartnershipAsk
from meetings.models.meeting import AgendaItem, Attendance, Invitation, Meeting
from meetings.models.minutes import ActionPoint, BeforeIssue, Decision, Line, LineQuerySet, Remark
from meetings.models.papers import Paper

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "BeforeIssue",
    "BodyAsk",
    "Decision",
    "Invitation",
    "Line",
    "LineQuerySet",
    "Meeting",
    "Paper",
    "PartnershipAsk",
    "Remark",
]
