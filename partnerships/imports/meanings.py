"""What headings and words of people's tables mean here, as somebody said once: it is not asked again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from partnerships.imports import columns
from partnerships.imports.models import Meaning

if TYPE_CHECKING:
    from backbone.registered.import_sheets import ImportSheet
    from partnerships.imports.rows import Row
    from partnerships.models import Partnership

# Words that one sheet asks about; with more of them its column holds something else.
MOST_ASKED = 40
HEADING = ""


def headings(partnership: Partnership) -> dict[str, dict[str, str]]:
    """{kind: {folded heading: the key of its column, or "" when it is not used}}; one query."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for one in Meaning.objects.filter(partnership=partnership, column=HEADING):
        told[one.kind][one.words] = one.meaning
    return told


def words(partnership: Partnership) -> dict[str, dict[tuple[str, str], str]]:
    """{kind: {(key of the column, folded words): what they mean}}; one query."""
    told: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for one in Meaning.objects.filter(partnership=partnership).exclude(column=HEADING):
        told[one.kind][one.column, one.words] = one.meaning
    return told


def remember_headings(partnership: Partnership, kind: ImportSheet, sheet: Mapping[str, Any]) -> None:
    """Keep what somebody chose for headings that would have been taken otherwise."""
    guessed = {index: key for key, index in columns.guess_columns(sheet["headings"], kind).items()}
    chosen = {index: key for key, index in sheet["columns"].items()}
    for index, cell in enumerate(sheet["headings"]):
        heading = folded(spreadsheets.text(cell))
        if heading and len(heading) <= columns.LONGEST_HEADING:
            meaning = chosen.get(index, "")
            if guessed.get(index, "") != meaning:
                remember(partnership, kind.kind, HEADING, {heading: meaning})
            else:
                Meaning.objects.filter(
                    partnership=partnership, kind=kind.kind, column=HEADING, words=heading
                ).delete()


def remember(partnership: Partnership, kind: str, column: str, said: Mapping[str, str]) -> None:
    """Keep {words: what they mean}; what was said of them before goes."""
    for text, meaning in said.items():
        Meaning.objects.update_or_create(
            partnership=partnership,
            kind=kind,
            column=column,
            words=folded(text),
            defaults={"meaning": meaning},
        )


def asked(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """{key of a column: {words: in how many rows}} of what is not known in these rows; of very many the most frequent."""
    counts: dict[str, Counter] = defaultdict(Counter)
    spelled: dict[tuple[str, str], str] = {}
    for row in rows:
        for key, text in row.unknown:
            counts[key][spelled.setdefault((key, folded(text)), text)] += 1
    return {key: dict(count.most_common(MOST_ASKED)) for key, count in counts.items()}
