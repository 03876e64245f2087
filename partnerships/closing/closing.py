"""Closing a partnership, after which it is only read, and opening it again; nothing of it is deleted.

While it is closed no request changes it (`partnerships.access.check`), it is in no list of what goes on
(`Partnership.objects.open`), and nobody takes part (`partnerships.taking_part`): nothing is asked, reminded of or
mailed, and what waited goes on once it is open again. What passed the check just before counts as done before: what
follows from it waits likewise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from partnerships.models import Partnership, Removal

if TYPE_CHECKING:
    from backbone.accounts.models import Person

COLUMNS = ["closed_at", "closed_by", "closing_words", "revision"]


@transaction.atomic
def close(partnership: Partnership, *, words: str = "", by: Person) -> bool:
    """Close it from now on; False when it is closed already."""
    locked = _locked(partnership)
    if locked.closed_at:
        return False
    _save(locked, timezone.now(), by, words)
    return True


@transaction.atomic
def open_again(partnership: Partnership) -> bool:
    """It goes on as it was; False when it is not closed."""
    locked = _locked(partnership)
    if locked.closed_at is None:
        return False
    _let_the_bin_go_on(locked)
    _save(locked, None, None, "")
    return True


def _let_the_bin_go_on(partnership):
    """What lies in it can be brought back for as many days as were left at the closing."""
    # What was on its way when it was closed went in a moment later: that has all its days.
    counted_until = Greatest("at", Value(partnership.closed_at))
    there = Removal.objects.filter(partnership=partnership)
    there.update(at=F("at") + (Value(timezone.now()) - counted_until))


def _locked(partnership):
    return Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)


def _save(partnership, at, by, words):
    partnership.closed_at, partnership.closed_by, partnership.closing_words = at, by, words
    partnership.revision += 1
    partnership.save(update_fields=COLUMNS)
