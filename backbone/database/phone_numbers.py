"""Telephone numbers as people write them: found whatever stands between the digits, with or without the country."""

from __future__ import annotations

import re

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Length
from django.db.models.lookups import Contains, EndsWith, GreaterThanOrEqual

WRITTEN = re.compile(r"[\d\s+()./-]+")
# Fewer digits stand in too many numbers, or make no whole one.
FEWEST, WHOLE = 4, 6


class Digits(Func):
    """The digits of a number, without the zero that one leaves out from abroad: +256 (0) 772 123-456."""

    template = r"regexp_replace(%(expressions)s, '\(0\)|\D', '', 'g')"
    output_field = TextField()


def has_number(words: str, column: str = "phone") -> Q:
    """A condition: the number in a column is the one that was typed, or has it as a part; none where that is no number."""
    digits = re.sub(r"\D", "", words.replace("(0)", "")) if WRITTEN.fullmatch(words) else ""
    typed = digits.lstrip("0")
    if len(typed) < FEWEST:
        return Q(pk__in=[])
    written = Digits(F(column))
    # At home it begins with a zero where from abroad the country stands.
    national = Func(written, Value("0"), function="ltrim", output_field=TextField())
    is_it = EndsWith(Value(typed, TextField()), national)
    is_whole = GreaterThanOrEqual(Length(national), WHOLE)
    return Q(Contains(written, typed)) | Q(is_it, is_whole, **{f"{column}__startswith": "0"})
