"""Files that are chosen in the form of a row that is still to be made; the app that keeps files registers how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FirstFiles:
    """How files come with such a form.

    add(form, what was sent): gives the form the field, where its row is new and takes files
    keep(form, row, person): puts what was chosen beside the row; returns [(name, why not)] of the others
    """

    add: Callable[[Any, Any], None]
    keep: Callable[[Any, Any, Any], list[tuple[str, str]]]
