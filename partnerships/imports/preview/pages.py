"""The page of a checked import: its sheets, one page of the rows of one sheet, and where it leads back to."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.preview import asking, showing
from partnerships.imports.preview.saving import Saved
from partnerships.imports.preview.shown import shown
from partnerships.imports.preview.typed import ROWS_A_PAGE


def page(run: ImportRun, query: Mapping[str, str], saved: Saved | None = None) -> dict[str, Any]:
    """What the page shows; `query` chooses the sheet, the fate and the page, `saved` is what could not be saved."""
    tables = showing.sheets(run)
    sheet, fate = showing.chosen(query, tables)
    page_obj = Paginator(_rows(run, sheet, fate), ROWS_A_PAGE).get_page(query.get("page"))
    rows = [shown(row, sheet, saved) for row in page_obj] if sheet else []
    return {
        "sheets": tables,
        "current": sheet,
        "fate": fate,
        "fates": ImportRow.Fate,
        "page_obj": page_obj,
        "rows": rows,
        "is_wide": bool(sheet) and (sheet.is_wide or any(len(row.cells) > len(sheet.used) for row in rows)),
        "lists": sheet.lists(run.partnership) if sheet and run.state != ImportRun.State.DONE else [],
        "things": showing.things(run.counts or showing.planned(run)),
        "links": showing.links(run),
        "saved": saved,
        **_asked(run),
        **_totals(tables),
    }


def place_of(run: ImportRun, data: Mapping[str, str], row: int | None = None) -> str:
    """The address of the page that was corrected: the same sheet, fate and page, at the row when it is still there."""
    sheet, fate = showing.chosen(data, showing.sheets(run))
    query = {
        "sheet": sheet.place if sheet else 0,
        "rows": fate,
        "page": data.get("go") or data.get("page", ""),
    }
    address = reverse("import_run", args=[run.pk])
    query_words = urlencode({name: value for name, value in query.items() if value or name == "sheet"})
    is_there = row is not None and "go" not in data and _rows(run, sheet, fate).filter(number=row).exists()
    return f"{address}?{query_words}#{f'row-{row}' if is_there else 'rows'}"


def _rows(run: ImportRun, sheet: showing.Sheet | None, fate: str) -> Any:
    place = sheet.place if sheet else 0
    return run.rows.filter(sheet=place, **({"fate": fate} if fate else {}))


def _asked(run: ImportRun) -> dict[str, list]:
    """The words that are not known, and the names of who is no partner."""
    forms = asking.questions(run) if run.state != ImportRun.State.DONE else []
    return {
        "words": [form for form in forms if not form.is_name],
        "names": [form for form in forms if form.is_name],
    }


def _totals(tables: list[showing.Sheet]) -> dict[str, int]:
    names = ("new", "here", "refused", "left_out", "total")
    return {name: sum(getattr(table, name) for table in tables) for name in names}
