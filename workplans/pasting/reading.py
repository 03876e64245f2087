"""An old action list, pasted from a spreadsheet: its columns, and what each cell can mean."""

import csv
import io
import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.reading import dates as written_dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.names import match_person
from backbone.reading.organisation_names import match_organisation
from backbone.time import dates
from backbone.time.days import today_of
from workplans.models import Task
from workplans.people import partners_by_person

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 300, 40, 4000
# Less than the csv module takes in one cell, which an open quotation mark makes of all that follows.
LONGEST = 120_000
COLUMNS = {
    "title": [
        "what",
        "task",
        "action",
        "todo",
        "item",
        "actie",
        "actiepunt",
        "taak",
        "wat",
        "omschrijving",
        "description",
        "activity",
        "activiteit",
    ],
    "owner": [
        "who",
        "owner",
        "name",
        "person",
        "responsible",
        "wie",
        "eigenaar",
        "naam",
        "verantwoordelijke",
        "trekker",
        "actiehouder",
        "lead",
    ],
    "partner": ["organisation", "organization", "partner", "organisatie", "bedrijf", "company", "instelling"],
    "due": ["due", "date", "deadline", "when", "by", "wanneer", "datum", "gereed", "einddatum", "planning"],
    "state": ["state", "status", "stand", "voortgang", "progress"],
}
STATES = {
    "open": [
        "open",
        "todo",
        "busy",
        "ongoing",
        "started",
        "new",
        "bezig",
        "lopend",
        "loopt",
        "nieuw",
        "gestart",
        "in-progress",
        "in-uitvoering",
    ],
    "done": [
        "done",
        "ready",
        "closed",
        "complete",
        "completed",
        "finished",
        "yes",
        "x",
        "v",
        "✓",
        "✔",
        "gereed",
        "klaar",
        "afgerond",
        "afgesloten",
        "ja",
        "gedaan",
    ],
    "dropped": ["dropped", "cancelled", "canceled", "vervallen", "geannuleerd", "stopped", "nvt", "n.v.t."],
}
STATE_OF = {word: state for state, words in STATES.items() for word in words}


@dataclass
class Row:
    """A pasted row: what stood in it, what it was taken to mean, and what is to be asked or said about it."""

    cells: dict
    title: str
    owner: str = "none"
    partner: str = ""
    due_on: date | None = None
    state: str = "open"
    include: bool = True
    remarks: list = field(default_factory=list)


def rows_of(text):
    """The cells of each row that is not empty: tabs, semicolons or commas between them."""
    lines = [line for line in text.replace("\x00", "").splitlines() if line.strip()]
    if not lines:
        return []
    delimiter = next((sign for sign in "\t;" if sign in lines[0]), None) or _sign_of(lines)
    read = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    return [row for row in ([cell.strip() for cell in cells] for cells in read) if any(row)]


def understand(text, people, partners, partnership):
    """The rows of a pasted list, each cell read as far as it can be."""
    own = partners_by_person(partnership)
    table = rows_of(text)
    context = DateContext(today_of(partnership), Policy.NEAREST, partnership.country)
    columns, table = _columns(table, people, context)
    context = replace(context, day_first=_order_of_days(table, columns))
    known = set(Task.objects.filter(partnership=partnership).values_list("title", flat=True))
    rows = [_row(cells, columns, people, partners, known, context) for cells in table]
    for row in rows:
        row.partner = row.partner or str(own.get(int(row.owner), "") if row.owner.isdigit() else "")
    return rows


def _sign_of(lines):
    return "\t" if any("\t" in line for line in lines) else ";" if any(";" in line for line in lines) else ","


def _columns(table, people, context):
    """({what: column}, the rows below the header). Without a header the cells themselves tell."""
    if not table:
        return {}, []
    named = {}
    for index, cell in enumerate(table[0]):
        for kind, words in COLUMNS.items():
            if kind not in named and set(re.split(r"[\s/?:()]+", cell.casefold())) & set(words):
                named[kind] = index
                break
    if "title" in named or len(named) >= 2:
        named.setdefault("title", next(i for i in range(len(table[0]) + 1) if i not in named.values()))
        return named, table[1:]
    return _guessed(table, people, context), table


def _order_of_days(table, columns):
    """Whether 3/4 is 3 April in this list, when its other dates tell."""
    place = columns.get("due")
    return written_dates.order_of_days(row[place] for row in table if place is not None and place < len(row))


def _guessed(table, people, context):
    width = max(map(len, table))
    columns = [[row[i] for row in table if i < len(row) and row[i]] for i in range(width)]
    tests = {
        "due": lambda cell: written_dates.read(cell, context).is_read,
        "state": lambda cell: _state_word(cell) in STATE_OF,
        "owner": lambda cell: bool(match_person(cell, people).candidates),
    }
    found = {}
    for kind, test in tests.items():
        shares = {
            i: sum(map(test, cells)) / len(cells)
            for i, cells in enumerate(columns)
            if cells and i not in found.values()
        }
        best = max(shares, key=shares.get, default=None)
        if best is not None and shares[best] >= 0.5:
            found[kind] = best
    rest = [i for i in range(width) if i not in found.values()]
    if rest:
        found["title"] = max(rest, key=lambda i: sum(map(len, columns[i])))
    return found


def _row(cells, columns, people, partners, known, context):
    cells = {kind: cells[index] if index < len(cells) else "" for kind, index in columns.items()}
    row = Row(cells, title=cells.get("title", "")[:300])
    _read_owner(row, cells.get("owner", ""), people, partners)
    _read_partner(row, cells.get("partner", ""), partners)
    _read_due(row, cells.get("due", ""), context)
    _read_state(row, cells.get("state", ""))
    if row.title in known:
        row.include = False
        row.remarks.append(_("This is on the list already, so it is left out."))
    return row


def _read_owner(row, words, people, partners):
    match = match_person(words, people)
    found = match.candidates
    if len(found) == 1:
        row.owner = str(found[0].pk)
        if match.is_suggestion:
            row.remarks.append(_("“%(words)s” was read as %(name)s.") % {"words": words, "name": found[0]})
    elif found:
        row.owner = ""
        row.remarks.append(
            _("“%(words)s” can be %(names)s: choose.") % {"words": words, "names": _either(found)}
        )
    elif words and (meant := match_organisation(words, partners, names_of)[0]):
        row.owner, row.partner = "", str(meant[0].pk)
        row.remarks.append(_("“%(words)s” is an organisation: who there?") % {"words": words})
    elif words:
        row.owner = ""
        row.remarks.append(
            _("Nobody here is called “%(words)s”: choose somebody, or nobody yet.") % {"words": words}
        )


def _read_partner(row, words, partners):
    found, is_suggestion = match_organisation(words, partners, names_of)
    if len(found) == 1:
        row.partner = str(found[0].pk)
        if is_suggestion:
            row.remarks.append(_("“%(words)s” was read as %(name)s.") % {"words": words, "name": found[0]})
    elif words:
        row.remarks.append(
            _("“%(words)s” is not one partner here: choose, or leave empty.") % {"words": words}
        )


def _read_due(row, words, context):
    reading = written_dates.read(words, context)
    row.due_on = reading.end
    if words and row.due_on is None:
        row.remarks.append(_("“%(words)s” is not a date that we can read.") % {"words": words})
    elif reading.is_ambiguous:
        order = _("day before month") if context.is_day_first else _("month before day")
        row.remarks.append(
            _("“%(words)s” was read as %(day)s, %(order)s.")
            % {"words": words, "day": dates.long(row.due_on), "order": order}
        )


def _read_state(row, words):
    row.state = STATE_OF.get(_state_word(words), "open")
    if words and _state_word(words) not in STATE_OF:
        row.remarks.append(_("“%(words)s” was read as open.") % {"words": words})


def _state_word(words):
    return words.casefold().strip(" .!").replace(" ", "-")


def names_of(partner):
    """Under which name and short name a partner is known."""
    return partner.organisation.name, partner.organisation.short_name


def _either(people):
    return pgettext("between two names", " or ").join(map(str, people[:4]))
