"""What of meetings changes when two people, or two partners, turn out to be one, and when that has to wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from meetings.models import Attendance, BeforeIssue
from partnerships.models import Organisation, Partnership


def changes(gone: Any, stays: Any) -> Iterator[tuple[Attendance, dict]]:
    """Of two rows of one meeting: what was recorded or answered for the one alone holds."""
    if not isinstance(gone, Attendance):
        return
    values: dict[str, Any] = {}
    if gone.state and not stays.state:
        values |= {"state": gone.state, "from_item": gone.from_item_id, "capacity": gone.capacity}
    if gone.expected and not stays.expected:
        values |= {
            "expected": gone.expected,
            "answered_at": gone.answered_at,
            "replacement": gone.replacement,
        }
    if gone.asked_at and not stays.asked_at:
        values["asked_at"] = gone.asked_at
    if gone.partner_id and not stays.partner_id:
        values["partner"] = gone.partner_id
    if values:
        yield stays, values


def waits(gone: Any) -> str:
    """Why it has to wait: issuing that can still be undone would put back rows that point to the one that is gone."""
    open_now = BeforeIssue.objects.filter(version__undoable_until__gt=timezone.now())
    if open_now.filter(partnership__in=_partnerships_of(gone)).exists():
        return _(
            "Minutes were issued a moment ago, which can still be undone. Merge once their emails have been sent."
        )
    return ""


def _partnerships_of(gone):
    if isinstance(gone, Organisation):
        return Partnership.objects.filter(partners__organisation=gone)
    if isinstance(gone, Person):
        here = Q(representatives__person=gone) | Q(roles__person=gone)
        guest = Attendance.objects.filter(person=gone).values("partnership")
        return Partnership.objects.filter(here | Q(pk__in=guest))
    return Partnership.objects.none()
