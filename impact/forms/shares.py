"""Figures that count in percent of a whole: below nothing and above all is asked about."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.numbers import number

PERCENT = re.compile(r"(?:^|\W)(?:%|per ?cent|pct|procent)(?:\W|$)|%", re.I)
WHOLE = 100


def is_unlikely(value, unit: str) -> bool:
    """Whether a value in percent lies outside of nothing and all; in any other unit everything is possible."""
    return value is not None and bool(PERCENT.search(unit or "")) and not 0 <= value <= WHOLE


def words_about(value) -> str:
    """The question about such a value."""
    return _(
        "A share is between 0 and 100 %%; this says %(value)s %%. Correct it, or tick that it is so."
    ) % {"value": number(value)}


def tick(label) -> forms.BooleanField:
    """The box by which a question is answered without scripts."""
    return forms.BooleanField(label=label, required=False)
