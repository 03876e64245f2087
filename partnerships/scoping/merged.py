"""Two partners of which each answered in a round turn out to be one: nothing that was said is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnerships.scoping.models import CanvasAnswer


def changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict]]:
    """The words of both stand below one another."""
    if isinstance(gone, CanvasAnswer) and isinstance(stays, CanvasAnswer):
        both = {
            name: "\n".join(dict.fromkeys(filter(None, (getattr(stays, name), getattr(gone, name)))))
            for name in CanvasAnswer.QUESTIONS
        }
        yield stays, both
