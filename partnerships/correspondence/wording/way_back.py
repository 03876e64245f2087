"""Back to the standard words, and once more to one's own: these are kept meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.database.changing import changing
from partnerships.correspondence.models import MailWording

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def use_standard(wording: MailWording, *, by: Person) -> None:
    """From now on such mails have the standard words."""
    with _changing(wording, by, "back to the standard words") as fresh:
        fresh.is_used = False


def use_again(wording: MailWording, *, by: Person) -> None:
    """From now on such mails have these words again."""
    with _changing(wording, by, "own words again") as fresh:
        fresh.is_used = True


@contextmanager
def _changing(wording, by, step):
    """The row, locked; who changed it is noted when something is other than before."""

    def lock() -> MailWording:
        return MailWording.objects.select_for_update().get(pk=wording.pk)

    with changing(wording, lock, step=step, by=by) as fresh:
        before = fresh.is_used
        yield fresh
        if fresh.is_used != before:
            fresh.changed_by, fresh.changed_at = by, timezone.now()
