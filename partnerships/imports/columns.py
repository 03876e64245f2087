"""What a sheet seems to be: which row has the headings, which kind of table it is, what each column holds."""

from dataclasses import dataclass
from functools import cached_property

from backbone.reading.folding import folded
from backbone.tables import spreadsheets

HEADINGS_WITHIN = 30


@dataclass(frozen=True)
class Column:
    """A column that a kind of table knows.

    `synonyms` are headings in English and Dutch, lower case, separated by commas. `holds` is "words" for a
    column whose words come back in many rows, "number" or "period"; it helps to see that a row has slid.
    """

    key: str
    label: str
    synonyms: str
    required: bool = False
    holds: str = ""

    @cached_property
    def headings(self):
        """What its heading may be, folded."""
        return [folded(heading) for heading in (self.key, *self.synonyms.split(","))]


@dataclass
class Guess:
    """A kind, the row of its headings (None when no row looks like one), and {key: column}."""

    kind: str = ""
    header: int | None = None
    columns: dict = None
    score: int = 0


def guess(sheet, kinds):
    """The best `Guess` for a sheet among the registered kinds."""
    best = Guess(columns={})
    for number in list(sheet.rows)[:HEADINGS_WITHIN]:
        for kind in kinds:
            found = _guess_row(sheet.rows[number], kind)
            if found.score > best.score:
                best = Guess(kind.kind, number, found.columns, found.score)
    return best


def guess_columns(cells, kind):
    """Which of these headings holds what, for a kind: {key: column}; each column and key once."""
    headings = [folded(spreadsheets.text(cell)) for cell in cells]
    matches = [
        (strength, -index, column.key)
        for index, heading in enumerate(headings)
        for column in kind.columns
        if (strength := _likeness(heading, column))
    ]
    columns = {}
    for _strength, minus_index, key in sorted(matches, reverse=True):
        if key not in columns and -minus_index not in columns.values():
            columns[key] = -minus_index
    return columns


def missing(kind, columns):
    """The required columns of a kind that no column of the sheet holds."""
    return [column for column in kind.columns if column.required and column.key not in columns]


def _guess_row(cells, kind):
    """Two headings at the least, and all that are required, make a row of headings."""
    columns = guess_columns(cells, kind)
    if len(columns) < 2 or missing(kind, columns):
        return Guess(columns={})
    strengths = {column.key: column for column in kind.columns}
    score = sum(
        _likeness(folded(spreadsheets.text(cells[index])), strengths[key]) for key, index in columns.items()
    )
    return Guess(kind.kind, columns=columns, score=score)


def _likeness(heading, column):
    """3 for the same words, 1 for words among others, 0."""
    if not heading or len(heading) > 60:
        return 0
    if heading in column.headings:
        return 3
    words = f" {heading} "
    return 1 if any(f" {known} " in words for known in column.headings if len(known) > 3) else 0
