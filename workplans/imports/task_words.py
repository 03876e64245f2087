"""The words that action lists have for how a task stands, and for nobody."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy, gettext_noop, override, pgettext_lazy

from backbone.reading.folding import folded
from backbone.reading.numbers import ABSENT
from workplans.models import Task

NOBODY = gettext_noop("nobody yet")
NOBODY_ELSE = "nobody, nobody yet, no one, no one yet, niemand, nog niemand"
STATES: dict[str, Any] = {
    Task.State.OPEN: pgettext_lazy("task", "Open"),
    Task.State.DONE: gettext_lazy("Done"),
    Task.State.DROPPED: gettext_lazy("Dropped"),
}
WORDS = {
    Task.State.OPEN: "open, todo, to do, busy, ongoing, started, not started, new, bezig, lopend, loopt, nieuw, gestart, "
    "in progress, in uitvoering, te doen, nog doen, niet gestart, pending, on track, planned, gepland",
    Task.State.DONE: "done, ready, closed, complete, completed, finished, yes, x, v, ✓, ✔, gereed, klaar, afgerond, "
    "afgesloten, ja, gedaan, voltooid",
    Task.State.DROPPED: "dropped, cancelled, canceled, vervallen, geannuleerd, stopped, gestopt, nvt, n.v.t.",
}


def state_of(words: str) -> str | None:
    """The state that the words say, in either language; None when they say none."""
    return _states().get(folded(words)) if words.strip() else None


def is_nobody(words: str) -> bool:
    """Whether a cell for the owner says that there is none yet, as "nobody", "?" and "tbd" do."""
    return words.strip().casefold() in ABSENT or folded(words) in _nobody()


@cache
def _states() -> dict[str, str]:
    states = {folded(word): state for state, words in WORDS.items() for word in words.split(",")}
    return states | {folded(text): state for state, label in STATES.items() for text in _everywhere(label)}


@cache
def _nobody() -> frozenset[str]:
    words = [folded(word) for word in NOBODY_ELSE.split(",")]
    return frozenset([*words, *(folded(text) for text in _everywhere(gettext_lazy(NOBODY)))])


def _everywhere(label: Any) -> list[str]:
    """A text in every language of the product."""
    texts = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts.append(str(label))
    return texts
