"""The purpose and how it came to be worded so: each change is kept with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from partnerships.models import PurposeStatement

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def record_change(
    partnership: Partnership, before: str, *, reason: str, by: Person
) -> PurposeStatement | None:
    """Keep the partnership's present wording as the current statement, and the one `before` if nobody had."""
    if partnership.purpose == before:
        return None
    if before and not partnership.purpose_statements.exists():
        PurposeStatement.objects.create(partnership=partnership, text=before, at=partnership.created_at)
    return PurposeStatement.objects.create(
        partnership=partnership, text=partnership.purpose, reason=reason, by=by
    )


def history(partnership: Partnership) -> QuerySet[PurposeStatement]:
    """All wordings, newest first."""
    return partnership.purpose_statements.select_related("by")
