"""What a cell means: numbers, choices, countries and periods, in English and in Dutch."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from partnerships import countries

LARGEST = Decimal(10) ** 14
SPACES = re.compile("[\\s\u00a0\u202f'’]")

TOO_LONG = gettext_noop("This is longer than %(most)s characters. Shorten it.")
NOT_A_NUMBER = gettext_noop("“%(text)s” is not a number. Write digits only, such as 1250 or 12.5.")
SLID_NUMBER = gettext_noop(
    "“%(text)s” is not a number, but %(cell)s beside it is: this row seems to have slid one column to the right."
)
TOO_LARGE = gettext_noop("This number is too large to be kept.")
ROUNDED = gettext_noop("Rounded to four decimals: %(value)s.")
READ_AS = gettext_noop("Read as %(value)s.")
NO_SUCH_DAY = gettext_noop("“%(text)s” is a date that does not exist. Check day and month.")
NOT_A_CHOICE = gettext_noop("“%(text)s” is not known here. Write one of: %(choices)s; or leave it empty.")
NOT_A_COUNTRY = gettext_noop(
    "“%(text)s” is not known as a country. Write its name in English or Dutch, such as Kenya, or its two letters, such as KE; "
    "or leave it empty."
)


def fitting(row, key, most):
    """The cell's text; the row is refused when it is longer than its column takes."""
    text = row.text(key)
    if len(text) > most:
        row.refuse(key, TOO_LONG, most=most)
    return text[:most]


def choice(row, key, words):
    """The choice that the cell's word stands for: `words` is {choice: "synonym, synonym"}."""
    text = row.text(key)
    if not text:
        return ""
    known = {folded(word): value for value, synonyms in words.items() for word in synonyms.split(",")}
    value = known.get(folded(text), "")
    if not value:
        firsts = [synonyms.split(",")[0].strip() for synonyms in words.values()]
        row.refuse(key, NOT_A_CHOICE, text=text, choices=", ".join(firsts))
    return value


def country(row, key):
    """Two letters for a country's letters or name; the row is refused when there is no such country."""
    text = row.text(key)
    code = countries.find(text)
    if text and not code:
        row.refuse(key, NOT_A_COUNTRY, text=text)
    return code


def decimal_mark(rows, key, partnership):
    """ "." or ",": what stands before decimals in this column; its texts tell, or else the partnership's language."""
    told = (mark for row in rows if (mark := _mark_of(row.cell(key))))
    return next(told, "," if partnership.language == "nl" else ".")


def number(row, key, mark):
    """The cell as a Decimal, or None when it is empty; the row is refused when it is neither."""
    cell = row.cell(key)
    text = row.text(key)
    if not text:
        return None
    value = as_number(cell, mark)
    if value is None:
        return _refuse_number(row, key, text, mark)
    if abs(value) >= LARGEST:
        row.refuse(key, TOO_LARGE)
        return None
    return _to_four_decimals(row, key, value, is_ambiguous=isinstance(cell, str) and _is_ambiguous(text))


def as_number(cell, mark="."):
    """A cell as a Decimal, or None when it does not read as a number."""
    if isinstance(cell, int | float):
        return Decimal(spreadsheets.plain(cell))
    if not isinstance(cell, str):
        return None
    text = SPACES.sub("", cell).removesuffix("%").replace("−", "-")
    thousands = "," if mark == "." else "."
    whole = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+"
    if not re.fullmatch(rf"[-+]?(?:{whole})?(?:{re.escape(mark)}\d+)?", text, re.ASCII):
        return None
    try:
        return Decimal(text.replace(thousands, "").replace(mark, "."))
    except InvalidOperation:
        return None


def date_context(rows, key, partnership):
    """Whether 3/4/2016 is 3 April in this column: its other dates tell, or else the partnership's country."""
    order = dates.order_of_days(row.text(key) for row in rows)
    return DateContext(policy=Policy.PERIOD, country=partnership.country, day_first=order)


def period(row, key, context, most):
    """The cell as a `Reading`; an impossible date refuses the row, one that could be another says how it was read."""
    words = fitting(row, key, most)
    read = dates.read(words, context)
    if read.is_impossible:
        row.refuse(key, NO_SUCH_DAY, text=words)
    elif read.is_ambiguous or dates.order_of_days([words]) not in (None, context.is_day_first):
        row.note(key, READ_AS, value=read.end)
    return read


def _refuse_number(row, key, text, mark):
    column = row.columns[key] + 1
    beside = row.raw[column] if column < len(row.raw) else ""
    if column not in row.columns.values() or as_number(beside, mark) is None or beside == "":
        row.refuse(key, NOT_A_NUMBER, text=text)
    else:
        row.refuse(key, SLID_NUMBER, text=text, cell=row.address(column))


def _to_four_decimals(row, key, value, is_ambiguous):
    rounded = value.quantize(Decimal("0.0001"))
    if rounded != value:
        row.note(key, ROUNDED, value=rounded)
    elif is_ambiguous:
        row.note(key, READ_AS, value=value)
    return rounded


def stored(value):
    """A number as the text under which a row keeps it, or None."""
    return None if value is None else spreadsheets.plain_decimal(value)


def _is_ambiguous(text):
    """One sign with three digits after it may stand before thousands or before decimals."""
    return bool(re.fullmatch(r"\d{1,3}[.,]\d{3}", SPACES.sub("", text)))


def _mark_of(cell):
    """What one text tells of the sign before decimals, or None."""
    text = SPACES.sub("", cell) if isinstance(cell, str) else ""
    if not re.fullmatch(r"[-+]?[\d.,]+%?", text) or _is_ambiguous(text):
        return None
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return None
    sign = text[last]
    return ("," if sign == "." else ".") if text.count(sign) > 1 else sign
