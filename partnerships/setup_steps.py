"""The first thirty minutes: which steps there are, which is next, what can wait."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backbone.database.prepared import prepared
from backbone.database.query_once import rows_of_each, with_rows
from backbone.panels import registry
from backbone.registered.setup_steps import SetupStep
from partnerships.models import Partnership


@dataclass
class Step:
    """A step as a page shows it; `state` is done, next, later or wait."""

    step: SetupStep
    state: str
    url: str


def steps_of(partnership: Partnership | None) -> list[Step]:
    """The registered steps with their state; without a partnership only its own beginning has an address."""
    steps = registry.sorted("setup")
    done = _done(steps, partnership)
    following = _next(steps, done)
    return [Step(step, _state(step, done, following), _url(step, partnership)) for step in steps]


def next_step(partnership: Partnership) -> SetupStep:
    """The step that comes next, or None when nothing is left to set up."""
    steps = registry.sorted("setup")
    return _next(steps, _done(steps, partnership))


def and_next(partnership: Partnership, message: str) -> str:
    """What was done, in words, and during the first steps the way on to the next one: for a message on the page."""
    step = next_step(partnership)
    if step is None or step.can_wait:
        return message
    words = _("Next: %(step)s") % {"step": step.title}
    return format_html('{} <a href="{}">{}</a>', message, reverse("setup", args=[partnership.slug]), words)


def _done(steps, partnership):
    """The keys of the steps that are done; all that are done once there are rows are asked about in one query."""
    answers = {s.key: s.done(partnership) for s in steps if partnership is not None or s.comes_before}
    rows = {key: answer for key, answer in answers.items() if isinstance(answer, QuerySet)}
    there = with_rows(rows) if partnership is None else set(_with_rows(partnership.pk))
    return there | {key for key, answer in answers.items() if key not in rows and answer}


@prepared
def _with_rows(partnership: int) -> QuerySet:
    """The keys of the steps that are done, of those that are once there are rows."""
    answers = {step.key: step.done(Partnership(pk=partnership)) for step in registry.sorted("setup")}
    return rows_of_each({key: answer for key, answer in answers.items() if isinstance(answer, QuerySet)})


def _next(steps, done):
    left = [step for step in steps if step.key not in done]
    return next((step for step in left if not step.can_wait), left[0] if left else None)


def _state(step, done, following):
    if step.key in done:
        return "done"
    if step is following:
        return "next"
    return "wait" if step.can_wait else "later"


def _url(step, partnership):
    return step.url(partnership) if partnership is not None or step.comes_before else ""
