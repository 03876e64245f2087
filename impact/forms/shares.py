"""Figures that count in percent of a whole: below nothing and above all is asked about."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from backbone.numbers import number


def words_about(value: Decimal) -> str:
    """The question about a share that is less than nothing or more than all."""
    return _(
        "A share is between 0 and 100 %%; this says %(value)s %%. Correct it, or tick that it is so."
    ) % {"value": number(value)}


def tick(label: str) -> forms.BooleanField:
    """The box by which a question is answered without scripts."""
    return forms.BooleanField(label=label, required=False)
