"""What the preview shows of an import: sheets with their counts, rows with their cells and what is said of them."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backbone.numbers import number
from backbone.reading.numbers import write
from backbone.tables import spreadsheets
from partnerships.imports.models import ImportRow
from partnerships.imports.reading import kinds

ROWS_A_PAGE = 50
STATES = {ImportRow.Fate.CREATE: "good", ImportRow.Fate.MATCH: "quiet", ImportRow.Fate.REFUSE: "late"}


@dataclass
class Cell:
    """A cell as it came, with the reasons for which it refuses its row."""

    address: str
    heading: str
    text: str
    problems: list = field(default_factory=list)
    is_used: bool = True

    @property
    def is_refused(self):
        return bool(self.problems)

    @property
    def is_long(self):
        return len(self.text) > 50


@dataclass
class Shown:
    """A row for the page."""

    number: int
    state: str
    word: str
    makes: str
    cells: list
    remarks: list


@dataclass
class SheetCounts:
    place: int
    name: str
    file_name: str
    label: str
    counts: dict

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def new(self):
        return self.counts.get(ImportRow.Fate.CREATE, 0)

    @property
    def here(self):
        return self.counts.get(ImportRow.Fate.MATCH, 0)

    @property
    def refused(self):
        return self.counts.get(ImportRow.Fate.REFUSE, 0)


def page(run, query):
    """What the page of a checked import shows; `query` chooses the sheet, the fate and the page."""
    tables = sheets(run)
    place, fate = _chosen(query, tables)
    rows = run.rows.filter(sheet=place, **({"fate": fate} if fate else {}))
    page_obj = Paginator(rows, ROWS_A_PAGE).get_page(query.get("page"))
    said = run.sheets[place] if tables else {"headings": [], "columns": {}}
    return {
        "sheets": tables,
        "current": next((sheet for sheet in tables if sheet.place == place), None),
        "place": place,
        "fate": fate,
        "fates": ImportRow.Fate,
        "page_obj": page_obj,
        "headings": headings(said),
        "rows": [shown(row, said) for row in page_obj],
        "things": things(run.counts or planned(run)),
        "links": links(run),
        **{
            name: sum(getattr(sheet, name) for sheet in tables)
            for name in ("new", "here", "refused", "total")
        },
    }


def _chosen(query, tables):
    """The sheet and the fate that are looked at."""
    places = [str(sheet.place) for sheet in tables]
    place = query.get("sheet") if query.get("sheet") in places else (places or ["0"])[0]
    fate = query.get("rows", "")
    return int(place), fate if fate in ImportRow.Fate.values else ""


def sheets(run):
    """The sheets that are not left out, with how many rows each has of each fate; one query."""
    known = kinds()
    found = {}
    for place, fate, n in run.rows.order_by().values_list("sheet", "fate").annotate(Count("pk")):
        found.setdefault(place, {})[fate] = n
    return [
        SheetCounts(place, said["name"], said["file_name"], known[said["kind"]].label, found.get(place, {}))
        for place, said in enumerate(run.sheets)
        if said.get("kind") in known
    ]


def planned(run):
    """{thing: number} of what the rows would make; one query."""
    counts = Counter()
    for makes, n in (
        run.rows.filter(fate=ImportRow.Fate.CREATE).order_by().values_list("makes").annotate(Count("pk"))
    ):
        counts.update({thing: makes.count(thing) * n for thing in makes})
    return counts


def things(counts):
    """{thing: number} as words, in the order of the kinds: ["16 organisations", "16 partners"]."""
    plurals = {key: words for kind in kinds().values() for key, words in kind.things.items()}
    return [
        (words % {"n": counts[key]}).replace(str(counts[key]), number(counts[key]), 1)
        for key, words in plurals.items()
        if counts.get(key)
    ]


def links(run):
    """[(address, label)] of the pages that show what was imported."""
    used = {said.get("kind") for said in run.sheets}
    return [
        (kind.url(run.partnership), kind.label) for key, kind in kinds().items() if key in used and kind.url
    ]


def sentence(row, problem):
    """What is said of a row, in the reader's language, with the name of its cell before it."""
    text = words(problem)
    if problem["column"] is None:
        return text
    return f"{spreadsheets.address(row.number, problem['column'])}: {text}"


def words(problem):
    """What is said, in the reader's language."""
    return _(problem["text"]) % {name: _gap(value) for name, value in problem["gaps"].items()}


def _gap(value):
    """Numbers ungrouped: what says how 1.250 was read must not be a riddle of the same kind."""
    return (
        write(Decimal(value["number"]), language=get_language() or "en") if isinstance(value, dict) else value
    )


def shown(row, said):
    """An ImportRow as the page shows it."""
    remarks = [_remark(row, problem) for problem in row.problems if not _is_beside_cell(problem, said)]
    return Shown(
        number=row.number,
        state=STATES[row.fate],
        word=row.get_fate_display(),
        makes=", ".join(things({thing: row.makes.count(thing) for thing in dict.fromkeys(row.makes)})),
        cells=[_cell(row, said, column) for column in range(width(said))],
        remarks=remarks,
    )


def width(said):
    """How many columns of a sheet are shown."""
    return max([len(said["headings"]), *(index + 1 for index in said["columns"].values())])


def headings(said):
    """[(letter, heading)] of the columns that are shown."""
    filled = list(said["headings"]) + [""] * width(said)
    return [(spreadsheets.column_letter(i), spreadsheets.text(filled[i])) for i in range(width(said))]


def _is_beside_cell(problem, said):
    """What refuses a row stands in its cell; what is only worth knowing stands under the row."""
    return problem["refuses"] and problem["column"] is not None and problem["column"] < width(said)


def _remark(row, problem):
    column = problem["column"]
    address = "" if column is None else spreadsheets.address(row.number, column)
    return address, words(problem), problem["refuses"]


def _cell(row, said, column):
    cell = row.cells[column] if column < len(row.cells) else ""
    heading = spreadsheets.text(said["headings"][column]) if column < len(said["headings"]) else ""
    refusals = [problem for problem in row.problems if problem["refuses"] and problem["column"] == column]
    return Cell(
        address=spreadsheets.address(row.number, column),
        heading=heading or spreadsheets.column_letter(column),
        text=spreadsheets.shown(cell),
        problems=[words(problem) for problem in refusals],
        is_used=column in said["columns"].values(),
    )
