"""Headings of half years and quarters that say when only above marks: "Semester 1", "S2 2027", "T4".

In a text "S1" or "T4" can be anything; in a row of headings those beside it tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from backbone.reading.folding import folded

HALF, QUARTER = "H", "Q"
UNITS = {
    HALF: "semester semestre sem halfyear halfjaar half helft hj hy h s",
    QUARTER: "trimestre trim t",
}
NUMBERS = {
    1: "1 1st 1e 1er 1ere 1re 1ste i first eerste premier premiere",
    2: "2 2nd 2e 2eme 2de ii second seconde deuxieme tweede",
    3: "3 3rd 3e 3eme 3de iii third troisieme derde",
    4: "4 4th 4e 4eme 4de iv fourth quatrieme vierde",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}
NUMBER_OF = {word: number for number, words in NUMBERS.items() for word in words.split()}
# Their letters alone are numbers of months and steps too.
SHORT = ("s", "t")
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
BETWEEN = frozenset(["of", "van", "de", "du"])
LONGEST_HEADING = 30


def _either(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


HEADING = re.compile(
    rf"(?P<unit>{_either(UNIT_OF)})(?P<number>[1-4]|iv|i{{1,3}})|"
    rf"(?P<ordinal>{_either(NUMBER_OF)})(?P<unit_after>{_either(UNIT_OF)})"
)


def plain(headings: Mapping[int, str]) -> dict[int, str]:
    """{column: "H1 2027", or "Q4" where no year is said} of those headings that say a half year or a quarter.

    S1 and S2 are half years unless there is an S3; T1 to T3 may be thirds of a year, unless there is a T4.
    """
    found = {column: parts for column, text in headings.items() if (parts := _parts(text))}
    numbers = {word: {n for other, n, _year in found.values() if other == word} for word in SHORT}
    is_known = {"s": numbers["s"] <= {1, 2}, "t": 4 in numbers["t"]}
    return {
        column: f"{UNIT_OF[word]}{number} {year}".strip()
        for column, (word, number, year) in found.items()
        if is_known.get(word, True) and (UNIT_OF[word] == QUARTER or number <= 2)
    }


def _parts(text: str) -> tuple[str, int, str] | None:
    """(the unit as written, its number, its year or "") of a heading that says nothing else."""
    if len(text) > LONGEST_HEADING:
        return None
    words = folded(text).split()
    years = [word for word in words if YEAR.fullmatch(word)]
    rest = "".join(word for word in words if word not in years and word not in BETWEEN)
    match = HEADING.fullmatch(rest)
    if match is None or len(years) > 1:
        return None
    unit, number = match["unit"] or match["unit_after"], match["number"] or match["ordinal"]
    return unit, NUMBER_OF[number], years[0] if years else ""
