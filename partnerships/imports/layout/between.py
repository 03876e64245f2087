"""What stands between the rows of a table and is none of them: totals, second headings, the headings of sections.

Such a row is left out when the table is read, and says why; whoever knows better takes it in again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from partnerships.imports import columns as headings_of

if TYPE_CHECKING:
    from backbone.registered.import_sheets import ImportSheet

SECTION, HEADING, TOTAL = "section", "heading", "total"
NOTES = {
    SECTION: gettext_noop("“%(text)s” is the heading of a section. It is filled in for the rows below it."),
    HEADING: gettext_noop("These look like headings, so the row is left out."),
    TOTAL: gettext_noop("This looks like a total, so the row is left out."),
}
# "Total", "Subtotal goal 1", "Total: 15", "Totaal kosten"; not "Total sanitation in eight villages".
TOTAL_WORDS = re.compile(
    r"(?:(?:grand|sub|eind|tussen)[ -]?)?tota(?:a?l|ls|len)(?:[ :.,-]*(?:for|of|van|voor)?[ :.,-]*"
    r"(?:(?:goals?|objectives?|outcomes?|outputs?|phase|part|section|year|page|budget|costs?|hours|partners|rows|all|"
    r"doel(?:stelling)?|resultaat|fase|deel|jaar|pagina|begroting|kosten|uren|rijen|alles)\b[ :.,-]*)?"
    r"(?:eur|usd|gbp|[€$£])?[ \d.,:%-]*)|som|sum",
    re.IGNORECASE,
)
# How the heading of a section begins where it stands in the column of the rows themselves.
SECTION_WORDS = re.compile(
    r"(?:(?:strategic|specific|overall|strategische|specifieke)\s+)?(?:goals?|aims?|objectives?|outcomes?|outputs?|results?|"
    r"pillars?|themes?|priorit(?:y|ies)|components?|work ?packages?|phases?|parts?|sections?|doel(?:en|stelling(?:en)?)?|"
    r"thema|pijler|prioriteit|onderdeel|werkpakket|fase|resultaat|programmalijn|spoor|deel)\b|wp ?\d|[a-z][.)] |"
    r"[ivx]+[.)] |\d+[.)] ",
    re.IGNORECASE,
)
SHORTEST_SECTION = 3
SECOND_HEADINGS_WITHIN = 2


def recognised(
    kind: ImportSheet, columns: Mapping[str, int], headings: list, rows: Mapping[int, list]
) -> dict[int, str]:
    """{row number: what it is} of the rows that are none; `rows` are those below the headings, in their order."""
    found, own = {}, columns.get(kind.section)
    for place, (number, cells) in enumerate(rows.items()):
        if _is_total(cells, own):
            found[number] = TOTAL
        elif _are_headings(cells, headings, is_second=place < SECOND_HEADINGS_WITHIN):
            found[number] = HEADING
    return found | sections(kind, columns, headings, {n: c for n, c in rows.items() if n not in found})


def sections(
    kind: ImportSheet, columns: Mapping[str, int], headings: list, rows: Mapping[int, list]
) -> dict[int, str]:
    """{row number: SECTION} of rows that say one thing, alone, about the rows below them."""
    if not kind.section:
        return {}
    own = columns.get(kind.section)
    own = own if own is not None and own < len(headings) else None
    in_rows = {columns[one.key] for one in kind.columns if one.required and one.key in columns} - {own}
    alone = [number for number, cells in rows.items() if _is_section(cells, own, in_rows)]
    last = max((number for number in rows if number not in alone), default=0)
    return {number: SECTION for number in alone if number < last}


def section_text(cells: list) -> str:
    """What the heading of a section says."""
    return next((text for text in map(spreadsheets.text, cells) if text), "")


def _is_section(cells: list, own: int | None, in_rows: set[int]) -> bool:
    """Whether one text stands alone: in the column of the sections (`own`) or, without one, anywhere.

    In a column that tells the rows themselves apart it has to begin like a heading, or be in capitals.
    """
    filled = {index: spreadsheets.text(cell) for index, cell in enumerate(cells) if cell != ""}
    texts = set(filled.values())
    if len(texts) != 1 or not all(isinstance(cells[index], str) for index in filled):
        return False
    text = texts.pop()
    if len(text) < SHORTEST_SECTION:
        return False
    if own is not None:
        return own in filled
    return bool(SECTION_WORDS.match(text)) or text.isupper() or not in_rows & set(filled)


def _is_total(cells: list, own: int | None) -> bool:
    """Words for a total, and beside them nothing but figures, or the section's name in its column (`own`)."""
    texts = {index: text for index, cell in enumerate(cells) if (text := spreadsheets.text(cell))}
    beside = [text for index, text in texts.items() if index != own]
    return _are_total(list(texts.values())) or _are_total(beside)


def _are_total(texts: list[str]) -> bool:
    if not texts or len(texts[0]) > headings_of.LONGEST_HEADING or not TOTAL_WORDS.fullmatch(texts[0]):
        return False
    return all(any(letter.isdigit() for letter in text) for text in texts[1:])


def _are_headings(cells: list, headings: list, *, is_second: bool) -> bool:
    """Half of what is filled repeats the headings; right below them, a third."""
    filled = [
        (index, folded(spreadsheets.text(cell)))
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and cell
    ]
    if len(filled) < 2 or len(filled) < sum(cell != "" for cell in cells):
        return False
    same = sum(_heading(headings, index) == text for index, text in filled)
    return same >= 2 and same * (3 if is_second else 2) >= len(filled)


def _heading(headings: list, index: int) -> str:
    return folded(spreadsheets.text(headings[index])) if index < len(headings) else ""
