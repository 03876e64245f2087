"""How partners turned out over several meetings: beads for the coordinator, and whom to call."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Attendance, Meeting
from partnerships.models import Partner, PrivateNote

SHOWN = 6
HELD = (Meeting.State.CLOSED, Meeting.State.ISSUED)
# The best that any of a partner's people did, best first.
RANK = ["present", "partly", "observer", "apologies", "absent", ""]
KINDS = {
    "present": "done",
    "partly": "part",
    "observer": "part",
    "apologies": "open",
    "absent": "dropped",
    "": "quiet",
}
AWAY = ("apologies", "absent")


def last_held(partnership, count=SHOWN):
    """The last meetings that took place, the newest first."""
    rows = Meeting.objects.filter(partnership=partnership, state__in=HELD).select_related("partnership")
    return list(rows.order_by("-starts_at", "-pk")[:count])


def histories(partnership, partners, meetings):
    """{partner's pk: [state at each meeting, None where it was not expected]}, in two queries."""
    rows = Attendance.objects.filter(meeting__in=meetings, partner__in=partners)
    best = {}
    for meeting, partner, state in rows.values_list("meeting_id", "partner_id", "state"):
        known = best.get((meeting, partner))
        best[meeting, partner] = state if known is None else min(known, state, key=RANK.index)
    return {partner.pk: [best.get((meeting.pk, partner.pk)) for meeting in meetings] for partner in partners}


def beads(history):
    """A partner's history as kinds of beads, the oldest first."""
    return [KINDS[state] for state in reversed(history) if state is not None]


def sentence(history):
    """A partner's history read aloud."""
    known = [state for state in history if state]
    there = sum(1 for state in known if state not in AWAY)
    if not known:
        return _("no attendance recorded")
    words = ngettext(
        "there at %(there)s of the last meeting",
        "there at %(there)s of the last %(count)s meetings",
        len(known),
    )
    return words % {"there": there, "count": len(known)}


def to_call(partnership, meetings):
    """Partners whose people were all away, last time without a word or twice running, and no call noted since."""
    partners = list(Partner.objects.filter(partnership=partnership).present().select_related("organisation"))
    called = PrivateNote.objects.filter(partnership=partnership, about="call", at__gte=meetings[0].starts_at)
    called = set(called.values_list("partner_id", flat=True))
    states = histories(partnership, partners, meetings)
    return [one for one in partners if one.pk not in called and _is_missed(states[one.pk])]


def _is_missed(history):
    last, before = (*history, None)[:2]
    return last == "absent" or (last in AWAY and before in AWAY)
