"""The doors to what came of a partnership; each goes through the partnership's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.models import Measurement, Report, Story, Valuation
from partnerships.access import fetch
from workplans.models import Indicator, Outcome

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_indicator(person: Person, pk: int, need: str = "see") -> Indicator | None:
    """An indicator with its outcome, if the person may do `need` in its partnership."""
    return fetch(Indicator.objects.select_related("outcome"), person, need, pk=pk)


def get_valuation(person: Person, pk: int, need: str) -> Valuation | None:
    """What an outcome is worth in one period, if the person may do `need` in its partnership."""
    return fetch(Valuation.objects.select_related("outcome"), person, need, pk=pk)


def get_outcome(person: Person, pk: int, need: str) -> Outcome | None:
    """An outcome, if the person may do `need` in its partnership."""
    return fetch(Outcome.objects.all(), person, need, pk=pk)


def get_measurement(person: Person, pk: int, need: str) -> Measurement | None:
    """A measurement with its indicator, if the person may do `need` in its partnership."""
    return fetch(Measurement.objects.select_related("indicator"), person, need, pk=pk)


def get_story(person: Person, pk: int, need: str = "see") -> Story | None:
    """A story, if the person may do `need` in its partnership."""
    return fetch(Story.objects.all(), person, need, pk=pk)


def get_report(person: Person, pk: int) -> Report | None:
    """A report with its document: for leadership and coordinators, as its PDF is."""
    return fetch(Report.objects.select_related("document", "story", "asked_by"), person, "report", pk=pk)
