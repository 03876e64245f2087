"""What a cell means: choices, countries and periods, in English and in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
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
NOT_A_CHOICE = gettext_noop(
    "“%(text)s” is not known here, so it stays empty. Write one of: %(choices)s; or say above the rows what it means."
)
NOT_A_COUNTRY = gettext_noop(
    "“%(text)s” is not known as a country, so it stays empty. Write its name in English or Dutch, such as Kenya, or its two "
    "letters, such as KE; or say above the rows which one it is."
)


def fitting(row: Row, key: str, most: int) -> str:
    """The cell's text; the row is refused when it is longer than its column takes."""
    text = row.text(key)
    if len(text) > most:
        row.refuse(key, TOO_LONG, most=most)
    return text[:most]


def choice(row: Row, key: str, words: dict) -> Any:
    """The choice that the cell's word stands for: `words` is {choice: "synonym, synonym"}.

    A word that is not known leaves the choice open; it is asked what it means.
    """
    text = meant(row, key)
    if not text:
        return ""
    known = {folded(word): value for value, synonyms in words.items() for word in synonyms.split(",")}
    value = known.get(folded(text), "") or _by_label(words, text)
    if not value:
        firsts = [synonyms.split(",")[0].strip() for synonyms in words.values()]
        row.ask(key, text, NOT_A_CHOICE, choices=", ".join(firsts))
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
    """Two letters for a country's letters or name; "" when there is no such country, and it is asked what is meant."""
    text = meant(row, key)
    code = countries.find(text)
    if text and not code:
        row.ask(key, text, NOT_A_COUNTRY)
    return code


def meant(row: Row, key: str) -> str:
    """The cell's text, or what somebody said that it means."""
    told = row.meaning(key, row.text(key))
    return row.text(key) if told is None else told


def date_context(rows: list[Row], key: str, partnership: Partnership) -> DateContext:
    """Whether 3/4/2016 is 3 April in this column: its other dates tell, or else the partnership's country."""
    return date_contexts(rows, [key], partnership)[key]


def date_contexts(rows: list[Row], keys: Iterable[str], partnership: Partnership) -> dict[str, DateContext]:
    """The same for several columns of one table: where the dates of one don't tell, those of the others do."""
    told = {key: {dates.order_of_days([row.text(key)]) for row in rows} - {None} for key in keys}
    whole = set().union(*told.values())
    # A column whose own dates contradict each other is read date by date.
    orders = {key: own or whole for key, own in told.items()}
    return {
        key: DateContext(
            policy=Policy.PERIOD,
            country=partnership.country,
            day_first=next(iter(order)) if len(order) == 1 else None,
        )
        for key, order in orders.items()
    }


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
