"""Saves corrections from the page of rows; what somebody else corrected meanwhile is found by the import's revision."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from backbone.tables import spreadsheets
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.preview.typed import Typed, same_text


@dataclass
class Saved:
    """What became of the corrections.

    place: the sheet's
    touched: the numbers of the rows that were changed
    conflicts: {(row, column): text} that was typed where somebody else wrote something since; nothing was saved then
    changed: {(row, column): text} of all that was typed, and `left` {row: whether it is left out}
    lost: what was typed into rows that are not there any more, or after the import, as "B4: text"
    is_beside_others: somebody else corrected other cells meanwhile; both stay
    """

    run: ImportRun
    place: int = 0
    touched: list[int] = field(default_factory=list)
    conflicts: dict[tuple[int, int], str] = field(default_factory=dict)
    changed: dict[tuple[int, int], str] = field(default_factory=dict)
    left: dict[int, bool] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    is_beside_others: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether the page is to be shown again with what was typed."""
        return bool(self.conflicts or self.lost)


@transaction.atomic
def save(pk: int, typed: Typed) -> Saved:
    """Write what was typed otherwise than the page showed it: all of it, or nothing when somebody was in between."""
    # The import's lock, not the rows': two people may correct rows of which each changes how the other's are checked.
    run = ImportRun.objects.select_for_update(of=["self"]).select_related("partnership").get(pk=pk)
    rows = {row.number: row for row in run.rows.filter(sheet=typed.place, number__in=typed.numbers)}
    if run.state not in (ImportRun.State.CHECKED, ImportRun.State.FAILED):
        return Saved(run, typed.place, lost=_lost(typed, shown=rows))
    saved = Saved(run, typed.place, lost=_lost(typed, there=rows))
    for row in rows.values():
        _compare(row, typed, saved)
    saved.is_beside_others = typed.revision != run.revision
    if not saved.is_refused:
        _write(rows, saved)
    return saved


def _compare(row: ImportRow, typed: Typed, saved: Saved) -> None:
    """Find what was typed into a row: it differs from what the page showed, and from what stands there now."""
    for column, text in typed.texts_of(row.number).items():
        shown = row.cell_at(column, typed.revision)
        # Nothing was typed there, or two people typed the same: neither is a conflict.
        if same_text(text, shown) or same_text(text, row.cell(column)):
            continue
        saved.changed[row.number, column] = text
        if not same_text(spreadsheets.text(shown), row.cell(column)):
            saved.conflicts[row.number, column] = text
    is_left = row.number in typed.left_out
    if is_left != row.was_left_out(typed.revision) and is_left != row.is_left_out:
        saved.left[row.number] = is_left


def _write(rows: dict[int, ImportRow], saved: Saved) -> None:
    saved.touched = sorted({number for number, _column in saved.changed} | set(saved.left))
    if not saved.touched:
        return
    saved.run.revision += 1
    saved.run.save(update_fields=["revision"])
    for (number, column), text in saved.changed.items():
        rows[number].change(column, text, saved.run.revision)
        # What a person wrote is no guess, and is not guessed again at the next check.
        rows[number].guesses.pop(str(column), None)
    for number, is_left in saved.left.items():
        rows[number].leave(is_left, saved.run.revision)
    touched = [rows[number] for number in saved.touched]
    ImportRow.objects.bulk_update(touched, ["cells", "guesses", "changes", "fate"])


def _lost(typed: Typed, *, there: Any = (), shown: Any = None) -> list[str]:
    """What was typed into rows that are not `there`; `shown` has the rows by which to tell what was typed at all."""
    return [
        f"{spreadsheets.address(number, column)}: {text}"
        for (number, column), text in typed.cells.items()
        if number not in there and text and not _is_as_shown((shown or {}).get(number), column, text, typed)
    ]


def _is_as_shown(row: ImportRow | None, column: int, text: str, typed: Typed) -> bool:
    return row is not None and same_text(text, row.cell_at(column, typed.revision))
