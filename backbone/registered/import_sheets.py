"""What apps register about tables that can be imported; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PastedText:
    """The page of its own on which a kind of table is pasted.

    page: the name of its address, which takes the partnership's slug; with ?run= it shows an import's text again
    name: what the pasted text is called where files have names
    nav: the rail's entry
    lead: a sentence that says what will be made, above the rows
    read(text): the rows of a text that is no table with separators, lists of cells in the order of the columns;
        without it the text is read as a table, and guess(partnership, rows) names the columns, {key: column},
        where no row has headings
    is_whole: nothing is made while a row is refused that was not left out
    done(run): (words, address) for after the import: what was made, and where to go on
    """

    page: str
    name: str
    nav: str
    lead: str
    done: Callable
    read: Callable | None = None
    guess: Callable | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class ImportSheet:
    """A kind of table that can be imported.

    columns: list of partnerships.imports.columns.Column
    check(batch, rows): says of each row what it would make, or why it is refused; nothing is written
    sees_all: whether `check` gets the rows too that are left out or refused already, since what a row stands under is told
        by its place; it writes nothing into these
    create(partnership, rows, by): makes what was said, inside the caller's transaction
    things: what a row can make, {key: ngettext_lazy("%(n)s partner", "%(n)s partners", "n")}
    url(partnership): where what was imported is seen
    pasted: the page of its own on which it is pasted
    is_in_files: whether the sheet of a file may be of this kind
    recognises(sheet): how surely a sheet that is no table under headings is one of this kind: 2 before any table,
        1 when it is no table that is known, 0 when it is none
    read_sheet(sheet): its rows, {number: cells in the order of the columns}; raises `spreadsheets.Unreadable`
    beside: the kind whose tables may hold rows of this one too, such as the people of partners, where they have one of
        `beside_columns`; the sheet then comes in as both
    read_beside(sheet, header, columns): its rows in such a sheet, as `read_sheet`; `columns` are those of the other kind
    after(partnership): what waited for something that an import has made; returns how many of which `things`
    untie(partnership, trail): undoes what `after` did, before what the import made is taken out; `trail` is the name
        under which the history has it
    section: the key of the column that headings of sections stand for, in tables that say it once for many rows
    marks: the key of the column that an x under Q1, Q2, … stands for
    """

    kind: str
    label: str
    columns: list
    check: Callable
    create: Callable
    order: int
    things: dict = field(default_factory=dict)
    url: Callable | None = None
    pasted: PastedText | None = None
    is_in_files: bool = True
    sees_all: bool = False
    recognises: Callable | None = None
    read_sheet: Callable | None = None
    beside: str = ""
    beside_columns: tuple = ()
    read_beside: Callable | None = None
    after: Callable | None = None
    untie: Callable | None = None
    section: str = ""
    marks: str = ""
