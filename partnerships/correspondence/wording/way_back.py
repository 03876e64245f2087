"""Back to the standard words, and once more to one's own: these are kept meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.database.changing import changing
from partnerships.correspondence.models import MailWording

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def use_standard(wording: MailWording, *, by: Person) -> None:
    """From now on such mails have the standard words."""
    _use(wording, False, by, "back to the standard words")


def use_again(wording: MailWording, *, by: Person) -> None:
    """From now on such mails have these words again."""
    _use(wording, True, by, "own words again")


def _use(wording, is_used, by, step):
    def lock():
        return MailWording.objects.select_for_update().get(pk=wording.pk)

    with changing(wording, lock, step=step, by=by) as fresh:
        if fresh.is_used != is_used:
            fresh.is_used, fresh.changed_by, fresh.changed_at = is_used, by, timezone.now()
