"""Columns of periods with marks under them, as plans have them: an x under Q2 and Q3 is from April to September."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet
from partnerships.imports.layout import period_headings

MARKS = frozenset(
    folded(mark) for mark in ["x", "xx", "xxx", "y", "yes", "ja", "j", "ok", "1", "v", "o", "true", "waar"]
)
SIGNS = frozenset("✓✔✗✘●■▪•★*+√—–-→>█▓▒░")
# What stands for a cell that is only coloured.
COLOURED = "■"
FEWEST = 2
LONGEST_HEADING = 20
# Of the cells that hold something, how many have to be marks: figures under years are no marks.
LEAST_MARKS = 0.8
FIRST_OF_MONTH = re.compile(r"\d{4}-\d\d-01", re.ASCII)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CONTEXT = DateContext(policy=Policy.PERIOD)
# A year that lends itself to see whether a heading becomes a period with one.
ANY_YEAR = 2027


def find(table: Sheet, header: int, used: Iterable[int]) -> dict[int, str]:
    """{column: the period that its heading names}, for columns that nothing else uses and that hold marks.

    A heading without a year takes the one that stands above it.
    """
    taken = set(used)
    found = headings(table, header, (i for i in range(len(table.rows.get(header, []))) if i not in taken))
    below = [row for number, row in table.rows.items() if number > header]
    return found if len(found) >= FEWEST and _are_marks(below, found) else {}


def headings(table: Sheet, header: int, columns: Iterable[int]) -> dict[int, str]:
    """{column: the period that its heading names} of these columns."""
    texts = {index: spreadsheets.text(table.rows[header][index]) for index in columns}
    plain = period_headings.plain(texts)
    return {index: words for index in texts if (words := _words(table, header, index, plain))}


def has_year(words: str) -> bool:
    """Whether a period's words say of which year."""
    return dates.read(words, CONTEXT).is_read


def with_year(words: str, year: int | None) -> str:
    """The words with that year, where they say none."""
    return words if year is None or has_year(words) else f"{words} {year}"


def is_mark(cell: object) -> bool:
    """Whether a cell says no more than: here."""
    text = spreadsheets.text(cell) if cell != "" else ""
    return folded(text) in MARKS or (bool(text) and set(text) <= SIGNS)


def period(cells: list, marks: Mapping[int, str]) -> tuple[str, bool]:
    """(the period from the first to the last mark, whether one between them has none); "" without a mark."""
    order = sorted(marks)
    marked = [index for index in order if index < len(cells) and is_mark(cells[index])]
    if not marked:
        return "", False
    between = [index for index in order if marked[0] <= index <= marked[-1]]
    first, last = marks[marked[0]], marks[marked[-1]]
    return (first if first == last else f"{first} – {last}"), len(between) > len(marked)


def year_of(texts: Iterable[str]) -> int | None:
    """The year that the first of these texts names which names one alone: a title, a sheet's name, a file's."""
    for text in texts:
        years = {int(year) for year in YEAR.findall(text)}
        if len(years) == 1:
            return years.pop()
    return None


def _words(table: Sheet, header: int, index: int, plain: Mapping[int, str]) -> str:
    text = plain.get(index) or spreadsheets.text(table.rows[header][index])
    # A month that is kept as its first day, shown as "Jan-27".
    text = text.removesuffix("-01") if FIRST_OF_MONTH.fullmatch(text) else text
    if not text or len(text) > LONGEST_HEADING or (text.isdigit() and not YEAR.fullmatch(text)):
        return ""
    if dates.is_only_a_period(text):
        return text
    if not dates.is_only_a_period(f"{text} {ANY_YEAR}"):
        return ""
    return with_year(text, _year_above(table, header, index))


def _year_above(table: Sheet, header: int, index: int) -> int | None:
    """The year in the row above: over the column itself, or the next one to the left that says something."""
    cells = table.rows.get(header - 1, [])
    texts = [spreadsheets.text(cell) for cell in cells[: index + 1] if cell != ""]
    return int(texts[-1]) if texts and YEAR.fullmatch(texts[-1]) else None


def _are_marks(rows: list[list], found: Mapping[int, str]) -> bool:
    cells = [row[index] for row in rows for index in found if index < len(row) and row[index] != ""]
    return bool(cells) and sum(map(is_mark, cells)) >= LEAST_MARKS * len(cells)
