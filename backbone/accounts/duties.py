"""What people have to do here. Roles are rows of an app above: it answers the questions asked here.

That app calls `answer(...)` in its `AppConfig.ready()`; until then nobody has a duty.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone.accounts.models import Person

ADMINISTRATOR, COORDINATOR = "administrator", "coordinator"

_answers = {
    "standing": lambda person: SimpleNamespace(kinds=frozenset()),
    "has_administrator": lambda: False,
    "make_administrator": lambda person: None,
    "demo_people": lambda: (),
}


def answer(**functions: Callable) -> None:
    """Take over some of the questions: standing, has_administrator, make_administrator, demo_people."""
    unknown = functions.keys() - _answers.keys()
    if unknown:
        raise ValueError(f"Nobody asks {', '.join(sorted(unknown))}.")
    _answers.update(functions)


def standing(person: Person) -> Any:
    """What a person is now, and where; its `kinds` are those of all their roles."""
    return _answers["standing"](person)


def has_administrator() -> bool:
    """Whether somebody real administers this installation."""
    return _answers["has_administrator"]()


def make_administrator(person: Person) -> None:
    """Give the first person the care of this installation."""
    _answers["make_administrator"](person)


def demo_people() -> list:
    """(label, person) of those in the demo as whom a visitor may look around."""
    return list(_answers["demo_people"]())
