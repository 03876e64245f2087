"""Outcomes and indicators as people make, change and retire them; what was measured and issued stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from backbone.database.changing import changing
from backbone.time.days import today_of
from workplans.models import Indicator, Outcome

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from impact.forms.outcomes import IndicatorForm
    from partnerships.models import Partnership

LAST_POSITION = 32767


def next_position(partnership: Partnership) -> int:
    """The place after the last outcome."""
    last = Outcome.objects.filter(partnership=partnership).aggregate(last=Max("position"))["last"]
    return 0 if last is None else min(last + 1, LAST_POSITION)


def retire(row: Outcome | Indicator, by: Person, reason: str) -> None:
    """From today on it is neither worked for nor measured; figures, valuations and issued reports stay."""
    with changing(row, lambda: _locked(row), step="retired", by=by) as fresh:
        if not fresh.retired_on:
            fresh.retired_on, fresh.retired_reason = today_of(fresh.partnership), reason


def take_up(row: Outcome | Indicator, by: Person) -> None:
    """What was retired is in use again."""
    with changing(row, lambda: _locked(row), step="taken up again", by=by) as fresh:
        fresh.retired_on, fresh.retired_reason = None, ""


def who_stated(form: IndicatorForm, by: Person) -> dict:
    """Who said baseline and target and when, for those that a form changes: columns to save."""
    stated = {}
    for name in ("baseline", "target"):
        if {name, f"{name}_source"} & set(form.changed_data):
            stated |= {f"{name}_by": by, f"{name}_at": timezone.now()}
    return stated


def _locked(row):
    return type(row).objects.select_for_update().get(pk=row.pk)
