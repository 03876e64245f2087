"""The doors to what came of a partnership; each goes through the partnership's own."""

from impact.models import Measurement, Report, Story, Valuation
from partnerships.access import fetch
from workplans.models import Indicator, Outcome


def get_indicator(person, pk, need="see"):
    """An indicator with its outcome, if the person may do `need` in its partnership."""
    return fetch(Indicator.objects.select_related("outcome"), person, need, pk=pk)


def get_valuation(person, pk, need):
    """What an outcome is worth in one period, if the person may do `need` in its partnership."""
    return fetch(Valuation.objects.select_related("outcome"), person, need, pk=pk)


def get_outcome(person, pk, need):
    """An outcome, if the person may do `need` in its partnership."""
    return fetch(Outcome.objects.all(), person, need, pk=pk)


def get_measurement(person, pk, need):
    """A measurement with its indicator, if the person may do `need` in its partnership."""
    return fetch(Measurement.objects.select_related("indicator"), person, need, pk=pk)


def get_story(person, pk, need="see"):
    """A story, if the person may do `need` in its partnership."""
    return fetch(Story.objects.all(), person, need, pk=pk)


def get_report(person, pk):
    """A report with its document: for leadership and coordinators, as its PDF is."""
    return fetch(Report.objects.select_related("document", "story", "asked_by"), person, "report", pk=pk)
