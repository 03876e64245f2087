"""A row being checked: its cells by what they hold, and what it would make."""

from dataclasses import dataclass, field

from backbone.tables import spreadsheets
from backbone.typed_text import clean_text
from partnerships.imports.refusals import Refusable


@dataclass
class Row(Refusable):
    """`number` and `columns` are those of the sheet as it came; `raw` keeps the cells as they were."""

    number: int
    raw: list
    columns: dict
    headings: list = field(default_factory=list)
    values: dict = field(default_factory=dict)

    def cell(self, key):
        """The cell as it came, or "" when there is none."""
        index = self.columns.get(key)
        return self.raw[index] if index is not None and index < len(self.raw) else ""

    def text(self, key):
        """What the cell says, cleaned; white space runs become one space."""
        return " ".join(clean_text(spreadsheets.text(self.cell(key))).split())

    def error(self, key):
        """ "#N/A" and the like, "=" for a formula that came without its result, or "" for a cell that is in order."""
        cell = self.cell(key)
        return cell.get("error", "") if isinstance(cell, dict) else ""

    def address(self, column):
        """The name of the cell in this row that lies in this column."""
        return spreadsheets.address(self.number, column)


@dataclass
class Batch:
    """All that one import is checked against; kinds leave in `shared` what later kinds may refer to."""

    partnership: object
    shared: dict = field(default_factory=dict)

    def once(self, key, load):
        """What `load()` returned the first time it was asked for under this key."""
        if key not in self.shared:
            self.shared[key] = load()
        return self.shared[key]
