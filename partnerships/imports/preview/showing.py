"""What the preview shows of an import: its sheets with their counts, their columns, and words for what is found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backbone.numbers import number
from backbone.reading.numbers import write
from backbone.registered.import_sheets import ImportSheet
from backbone.tables import spreadsheets
from backbone.time import dates
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.reading import kinds

# With more columns a row is shown as a grid of labelled cells: a table of them would not fit a page.
MOST_COLUMNS = 6
MOST_NAMED = 20
MOST_CHOICES = 500


@dataclass
class Sheet:
    """A sheet that is not left out: its counts by fate, and its columns."""

    place: int
    settings: dict
    kind: ImportSheet
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the file calls it."""
        return self.settings["name"]

    @property
    def label(self) -> str:
        """What it holds."""
        return self.kind.label

    @property
    def total(self) -> int:
        """How many rows it has."""
        return sum(self.counts.values())

    def count(self, fate: str) -> int:
        """How many of its rows have this fate."""
        return self.counts.get(fate, 0)

    @property
    def new(self) -> int:
        return self.count(ImportRow.Fate.CREATE)

    @property
    def here(self) -> int:
        return self.count(ImportRow.Fate.MATCH)

    @property
    def refused(self) -> int:
        return self.count(ImportRow.Fate.REFUSE)

    @property
    def left_out(self) -> int:
        return self.count(ImportRow.Fate.LEAVE)

    @cached_property
    def used(self) -> list[int]:
        """The columns that are read, in the order of the sheet."""
        return sorted(self.settings["columns"].values())

    @property
    def width(self) -> int:
        """The number of the first column past the headings and all that is used."""
        return max([len(self.settings["headings"]), *(index + 1 for index in self.used)])

    @property
    def is_wide(self) -> bool:
        """Whether there are too many columns for a table."""
        return len(self.used) > MOST_COLUMNS

    @property
    def heads(self) -> list[tuple[str, str]]:
        """[(letter, heading)] of the columns that are used."""
        return [(spreadsheets.column_letter(index), self.heading(index)) for index in self.used]

    def heading(self, index: int) -> str:
        """The heading above a column; where it has none, what it holds."""
        return _heading(self.settings, index) or self._labels.get(index, "")

    @property
    def unused(self) -> list[str]:
        """The headings, or else letters, of the columns that are not read."""
        return unused(self.settings)

    @property
    def hidden_rows(self) -> str:
        """The numbers of rows that the file hides, in words; they come in like the others."""
        return in_short(self.settings.get("hidden_rows", []))

    @property
    def is_of_two(self) -> bool:
        """Whether the sheet of the file comes in as another kind too."""
        return bool(self.settings.get("beside"))

    @property
    def is_once(self) -> bool:
        """Whether a name that is written once was taken for the rows below it."""
        return bool((self.settings.get("beside") or {}).get("is_once"))

    @property
    def colour_marks(self) -> int:
        """How many cells that are only coloured were read as marks."""
        return self.settings.get("colour_marks", 0) if self.settings.get("marks") else 0

    @property
    def unread_colours(self) -> int:
        """In how many rows cells under periods are only coloured, and not read."""
        return self.settings.get("unread_colours", 0) if self.kind.marks else 0

    @cached_property
    def choices(self) -> dict[int, str]:
        """{column: key of its choices} of the columns for which there are some."""
        columns = self.settings["columns"]
        return {columns[one.key]: one.key for one in self.kind.columns if one.choices and one.key in columns}

    def lists(self, partnership: Any) -> list[tuple[str, list[str]]]:
        """[(key, texts to choose from)]."""
        used = set(self.choices.values())
        return [
            (one.key, [str(text) for text in islice(one.choices(partnership), MOST_CHOICES)])
            for one in self.kind.columns
            if one.key in used
        ]

    @cached_property
    def _labels(self) -> dict[int, str]:
        labels = {column.key: str(column.label) for column in self.kind.columns}
        return {index: labels[key] for key, index in self.settings["columns"].items() if key in labels}


def chosen(query: Mapping[str, str], tables: list[Sheet]) -> tuple[Sheet | None, str]:
    """The sheet and the fate that an address asks for."""
    wanted = query.get("sheet", "")
    sheet = next((table for table in tables if str(table.place) == wanted), tables[0] if tables else None)
    fate = query.get("rows", "")
    return sheet, fate if fate in ImportRow.Fate.values else ""


def sheets(run: ImportRun) -> list[Sheet]:
    """The sheets that are not left out, with how many rows each has of each fate; one query."""
    known = kinds()
    found: dict[int, dict] = {}
    for place, fate, n in run.rows.order_by().values_list("sheet", "fate").annotate(Count("pk")):
        found.setdefault(place, {})[fate] = n
    return [
        Sheet(place, sheet, known[sheet["kind"]], found.get(place, {}))
        for place, sheet in enumerate(run.sheets)
        if sheet.get("kind") in known
    ]


def planned(run: ImportRun) -> Counter:
    """{thing: number} of what the rows would make; one query."""
    counts: Counter = Counter()
    for makes, n in (
        run.rows.filter(fate=ImportRow.Fate.CREATE).order_by().values_list("makes").annotate(Count("pk"))
    ):
        counts.update({thing: makes.count(thing) * n for thing in makes})
    return counts


def things(counts: Mapping[str, int]) -> list[str]:
    """{thing: number} as words, in the order of the kinds: ["16 organisations", "16 partners"]."""
    plurals = {key: words for kind in kinds().values() for key, words in kind.things.items()}
    return [
        (words % {"n": counts[key]}).replace(str(counts[key]), number(counts[key]), 1)
        for key, words in plurals.items()
        if counts.get(key)
    ]


def links(run: ImportRun) -> list[tuple[str, str]]:
    """[(address, label)] of the pages that show what was imported."""
    used = {sheet.get("kind") for sheet in run.sheets}
    return [
        (kind.url(run.partnership), kind.label) for key, kind in kinds().items() if key in used and kind.url
    ]


def unused(sheet: dict) -> list[str]:
    """The headings, or else letters, of a sheet's columns that hold something and are not read."""
    used = {*sheet["columns"].values(), *map(int, sheet.get("marks", {}))}
    filled = {i for _n, cells in sheet["sample"] for i, cell in enumerate(cells) if cell != ""}
    return [
        _heading(sheet, index) or spreadsheets.column_letter(index)
        for index in range(sheet["width"])
        if index not in used and (index in filled or _heading(sheet, index))
    ]


def in_short(numbers: Iterable[int]) -> str:
    """Numbers of rows as words: "4, 7, 8", the first of many."""
    numbers = list(numbers)
    return ", ".join(map(str, numbers[:MOST_NAMED])) + (", …" if len(numbers) > MOST_NAMED else "")


def sentence(row: ImportRow, problem: dict) -> str:
    """What is said of a row, in the reader's language, with the name of its cell before it."""
    text = words(problem)
    if problem["column"] is None:
        return text
    return f"{spreadsheets.address(row.number, problem['column'])}: {text}"


def words(problem: dict) -> str:
    """What is said, in the reader's language."""
    return _(problem["text"]) % {name: _gap(value) for name, value in problem["gaps"].items()}


def _gap(value):
    """Numbers ungrouped: what says how 1.250 was read must not be a riddle of the same kind. Days in words."""
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return dates.long(date.fromisoformat(value["day"]))
    return write(Decimal(value["number"]), language=get_language() or "en")


def _heading(sheet: dict, index: int) -> str:
    return spreadsheets.text(sheet["headings"][index]) if index < len(sheet["headings"]) else ""
