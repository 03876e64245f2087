"""What can happen to a meeting: planned, cancelled, under way, at an item, closed, open again.

Each function locks the meeting, looks at the state that it has now, and writes what changes. A step that
the state does not allow changes nothing: the page then shows what the meeting is. Minutes are issued in
`meetings.minutes.issuing`.
"""

from datetime import datetime
from functools import partial

from django.utils import timezone

from backbone.accounts.models import Person
from backbone.database.changing import changing
from backbone.pages.forms import ModelForm
from meetings.models import AgendaItem, Meeting

State = Meeting.State


def cancel(meeting: Meeting, *, by: Person | None = None) -> bool:
    """Call a planned meeting off; returns whether it was planned."""
    return _go(meeting, "cancelled", by, State.PLANNED, State.CANCELLED)


def plan_again(meeting: Meeting, *, by: Person | None = None) -> bool:
    """Undo a cancellation; returns whether it was cancelled."""
    return _go(meeting, "planned again", by, State.CANCELLED, State.PLANNED)


def start(meeting: Meeting, *, by: Person | None = None, now: datetime | None = None) -> bool:
    """The meeting begins now, at its first item; returns whether it had not begun."""
    now = now or timezone.now()
    with _changing(meeting, "started", by) as row:
        if row.state != State.PLANNED:
            return False
        row.state, row.started_at = State.RUNNING, now
        first = row.items.first()
        if first:
            _come_to(row, first, now)
    return True


def go_to(
    meeting: Meeting, item: AgendaItem, *, by: Person | None = None, now: datetime | None = None
) -> bool:
    """The room comes to an item, the first time of which is remembered while the meeting runs.

    Returns False when the item is gone from the agenda.
    """
    with _changing(meeting, "at another item", by) as row:
        current = row.items.filter(pk=item.pk).first()
        if current is None:
            return False
        _come_to(row, current, now or timezone.now())
    return True


def close(form: ModelForm) -> Meeting | None:
    """Close the meeting with what its closing form says of it; None when somebody saved the meeting meanwhile.

    An issued meeting stays issued. The form's revision vouches for the state: whatever changes the one counts
    the other.
    """
    state = State.ISSUED if form.instance.is_issued else State.CLOSED
    approved = form.approved if form.cleaned_data["previous_minutes"] else None
    return form.save_or_conflict(state=state, approved=approved)


def reopen(meeting: Meeting, *, by: Person | None = None) -> bool:
    """Undo the closing: the meeting goes on; returns whether it was closed."""
    return _go(meeting, "reopened", by, State.CLOSED, State.RUNNING, ended_at=None)


def _go(meeting, step, by, before, after, **columns):
    with _changing(meeting, step, by) as row:
        if row.state != before:
            return False
        for name, value in {"state": after, **columns}.items():
            setattr(row, name, value)
    return True


def _changing(meeting, step, by):
    """The item that the room is at counts no revision: forms stay open while the meeting goes on."""
    lock = partial(Meeting.objects.locked, meeting.pk)
    return changing(meeting, lock, step=step, by=by, uncounted={"current_item_id"})


def _come_to(meeting, item, now):
    meeting.current_item = item
    if meeting.state == State.RUNNING and item.begun_at is None:
        item.begun_at = now
        item.save(update_fields=["begun_at"])
