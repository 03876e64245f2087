"""The purpose and how it came to be worded so: each change is kept with its reason, and that it still holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet

from backbone.database.prepared import prepared
from backbone.time.days import day_of, today_of
from partnerships.models import Partnership, PurposeStatement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from backbone.accounts.models import Person

# After so long partners are asked whether the purpose is still theirs.
STANDS_FOR = timedelta(days=365)


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


@transaction.atomic
def reaffirm(partnership: Partnership, *, by: Person) -> PurposeStatement:
    """Keep that the partners said today that the wording still holds; twice on one day is once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    last = partnership.purpose_statements.first()
    if was_said_today(partnership, last):
        return last
    return PurposeStatement.objects.create(
        partnership=partnership, text=partnership.purpose, by=by, is_reaffirmed=True
    )


@transaction.atomic
def take_back(partnership: Partnership) -> bool:
    """Undo a reaffirmation of today; False when there is none."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    last = partnership.purpose_statements.first()
    if not was_said_today(partnership, last):
        return False
    last.delete()
    return True


def was_said_today(partnership: Partnership, statement: PurposeStatement | None) -> bool:
    """Whether this is a reaffirmation of today, which can be taken back."""
    is_reaffirmed = statement is not None and statement.is_reaffirmed
    return is_reaffirmed and day_of(statement.at, partnership.zone) == today_of(partnership)


def to_reaffirm(partnerships: Iterable[Partnership]) -> dict[int, date]:
    """{partnership's key: since when} of those whose purpose was neither worded nor reaffirmed for a year; one query."""
    worded = {one.pk: one for one in partnerships if one.purpose}
    said = dict(_last_said(list(worded))) if worded else {}
    due = {pk: _since(one, said.get(pk)) for pk, one in worded.items()}
    return {pk: day for pk, day in due.items() if day <= today_of(worded[pk])}


def _since(partnership, said: datetime | None) -> date:
    return day_of(said or partnership.created_at, partnership.zone) + STANDS_FOR


@prepared
def _last_said(partnerships: list[int]) -> QuerySet:
    rows = PurposeStatement.objects.filter(partnership__in=partnerships).order_by()
    return rows.values("partnership").annotate(last=Max("at")).values_list("partnership", "last")
