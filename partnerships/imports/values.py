"""What a cell means: choices, countries and periods, in English and in Dutch."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_noop, override

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from partnerships import countries

if TYPE_CHECKING:
    from backbone.reading.dates import Reading
    from partnerships.imports.rows import Row
    from partnerships.models import Partnership

TOO_LONG = gettext_noop("This is longer than %(most)s characters. Shorten it.")
READ_AS = gettext_noop("Read as %(value)s.")
NO_SUCH_DAY = gettext_noop("“%(text)s” is a date that does not exist. Check day and month.")
NOT_A_CHOICE = gettext_noop("“%(text)s” is not known here. Write one of: %(choices)s; or leave it empty.")
NOT_A_COUNTRY = gettext_noop(
    "“%(text)s” is not known as a country. Write its name in English or Dutch, such as Kenya, or its two letters, such as KE; "
    "or leave it empty."
)


def fitting(row: Row, key: str, most: int) -> str:
    """The cell's text; the row is refused when it is longer than its column takes."""
    text = row.text(key)
    if len(text) > most:
        row.refuse(key, TOO_LONG, most=most)
    return text[:most]


def choice(row: Row, key: str, words: dict) -> Any:
    """The choice that the cell's word stands for: `words` is {choice: "synonym, synonym"}."""
    text = row.text(key)
    if not text:
        return ""
    known = {folded(word): value for value, synonyms in words.items() for word in synonyms.split(",")}
    value = known.get(folded(text), "") or _by_label(words, text)
    if not value:
        firsts = [synonyms.split(",")[0].strip() for synonyms in words.values()]
        row.refuse(key, NOT_A_CHOICE, text=text, choices=", ".join(firsts))
    return value


def labels(words: dict) -> list[str]:
    """How the product calls each of these choices in the reader's language."""
    return [str(value.label) for value in words]


def _by_label(words, text):
    """The choice that the product calls so in one of its languages."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            for value in words:
                if folded(str(value.label)) == folded(text):
                    return value
    return ""


def country(row: Row, key: str) -> str:
    """Two letters for a country's letters or name; the row is refused when there is no such country."""
    text = row.text(key)
    code = countries.find(text)
    if text and not code:
        row.refuse(key, NOT_A_COUNTRY, text=text)
    return code


def date_context(rows: list[Row], key: str, partnership: Partnership) -> DateContext:
    """Whether 3/4/2016 is 3 April in this column: its other dates tell, or else the partnership's country."""
    order = dates.order_of_days(row.text(key) for row in rows)
    return DateContext(policy=Policy.PERIOD, country=partnership.country, day_first=order)


def period(row: Row, key: str, context: DateContext, most: int) -> Reading:
    """The cell as a `Reading`; an impossible date refuses the row, one that could be another says how it was read."""
    words = fitting(row, key, most)
    read = dates.read(words, context)
    if read.is_impossible:
        row.refuse(key, NO_SUCH_DAY, text=words)
    elif read.is_ambiguous or dates.order_of_days([words]) not in (None, context.is_day_first):
        row.note(key, READ_AS, value=read.end)
    return read


def stored(value: Decimal | None) -> str | None:
    """A number as the text under which a row keeps it, or None."""
    return None if value is None else spreadsheets.plain_decimal(value)
