"""What is typed into a form's fields, without signs that nobody sees: by them a name passes for another's."""

from __future__ import annotations

from typing import Any

from django import forms

from backbone.reading.folding import seen
from backbone.typed_text import clean_line, clean_text, storable

# Of one line, as browsers draw them.
LINES = ("text", "search", "email", "tel", "url")


def cleaned(data: Any) -> Any:
    """The submitted data with text that can be kept, other values untouched; None stays None."""
    if data is None:
        return None
    if hasattr(data, "setlist"):
        copy = data.copy()
        for key in data:
            copy.setlist(key, [_text(value) for value in data.getlist(key)])
        return copy
    return {key: _text(value) for key, value in data.items()}


def as_typed(value: Any, widget: forms.Widget) -> Any:
    """What a field takes of the value that was sent for it: one line loses all that hides, a password nothing."""
    if not isinstance(value, str) or isinstance(widget, forms.PasswordInput):
        return value
    is_line = getattr(widget, "input_type", "") in LINES
    return clean_line(value) if is_line else clean_text(value)


def _text(value):
    return seen(storable(value)) if isinstance(value, str) else value
