"""Which way what is typed into a form runs: Arabic and Hebrew from the right, other words from the left."""

from __future__ import annotations

from django import forms


def run_as_words_do(form: forms.BaseForm) -> None:
    """Leave the direction of each field for words to what is typed into it."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.Textarea) or _is_of_text(field.widget):
            field.widget.attrs.setdefault("dir", "auto")


def _is_of_text(widget):
    return getattr(widget, "input_type", "") in ("text", "search")
