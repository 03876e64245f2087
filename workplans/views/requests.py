"""What the views of the work plan read from a request."""

from __future__ import annotations

from typing import Any

from backbone.typed_text import clean_text

LONGEST = 500


def is_delete(request: Any) -> bool:
    """Whether a request takes something away: DELETE, or a form whose button says so without JavaScript."""
    return request.method == "DELETE" or request.POST.get("_method") == "delete"


def words_of(request: Any, name: str = "words", longest: int = LONGEST) -> str:
    """An optional line of text that came with a button."""
    return clean_text(request.POST.get(name, "")).strip()[:longest]
