"""A row that is refused, and why: what is wrong with which cell; or noted only, and the row stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from backbone.tables import spreadsheets
from partnerships.imports.models import ImportRow


@dataclass(kw_only=True)
class Refusable:
    """What becomes of a row: it makes something, is here already, or is refused.

    A class of this kind has `columns`: the column of the sheet for each thing that a cell may hold.
    """

    makes: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def refuse(self, key: str, words: str, /, **gaps: Any) -> None:
        """Refuse the row because of the cell that holds `key`; `words` are marked with gettext_noop."""
        self.refuse_column(self.columns.get(key), words, **gaps)

    def refuse_column(self, column: int, words: str, /, **gaps: Any) -> None:
        self._add(column, words, gaps, refuses=True)

    def note(self, key: str, words: str, /, **gaps: Any) -> None:
        """Say something about a cell that does not refuse the row."""
        self._add(self.columns.get(key), words, gaps, refuses=False)

    def note_row(self, words: str, /, **gaps: Any) -> None:
        """Say something about the whole row that does not refuse it."""
        self._add(None, words, gaps, refuses=False)

    @property
    def is_refused(self) -> bool:
        return any(problem["refuses"] for problem in self.problems)

    @property
    def fate(self) -> str:
        if self.is_refused:
            return ImportRow.Fate.REFUSE
        return ImportRow.Fate.CREATE if self.makes else ImportRow.Fate.MATCH

    def _add(self, column, words, gaps, refuses):
        gaps = {name: _kept(value) for name, value in gaps.items()}
        self.problems.append({"column": column, "text": words, "gaps": gaps, "refuses": refuses})


def _kept(value):
    """What fills a gap, as JSON: a number and a day stay what they are, so that each reader's language writes them."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"number": spreadsheets.plain_decimal(value)} if isinstance(value, Decimal) else str(value)[:300]
