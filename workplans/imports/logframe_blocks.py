"""A logframe as people draw it, as rows: a matrix of four columns, or a block with its own headings for each level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet

GOAL, OUTCOME, OUTPUT, ACTIVITY = "goal", "outcome", "output", "activity"
LEVELS = {
    GOAL: "overall goals?|goals?|overall objectives?|development objectives?|impacts?|hoofddoel(?:en)?|algemene doelstelling(?:en)?",
    OUTCOME: "outcomes?|(?:project )?purpose|(?:specific|immediate) objectives?|specifieke doelstelling(?:en)?|projectdoel(?:en)?|"
    "effect(?:en)?",
    OUTPUT: "outputs?|(?:expected )?results?|resultaat|resultaten",
    ACTIVITY: "(?:key )?activit(?:y|ies)|activiteit(?:en)?|inputs? and activities",
}
LEVEL = re.compile(
    r"(?:" + "|".join(f"(?P<{level}>{words})" for level, words in LEVELS.items()) + r")"
    r"(?![a-z])(?:\s*(?:\d+(?:\.\d+)*|[a-z](?=[.:)])))?\s*[:.)–—-]*\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
HEADINGS = {
    "indicator": r"\bindicator(?:s|en)?\b|\bovi\b",
    "verification": r"\bverifi|\bmov\b|\bsources?\b|\bbron",
    "assumption": r"\bassumption|\brisks?\b|\baannam|\bvooronderstelling|\brisico",
    "baseline": r"\bbaseline\b|\bnulmeting\b",
    "target": r"\btargets?\b|\bstreefwaarde",
}
HEADINGS_WITHIN = 30
LONGEST_HEADING = 80
# Under "Planned" and "Achieved" a block has the same indicator twice.
ACHIEVED = ("achieved", "actual", "gerealiseerd", "behaald")
SOURCE = ("source", "sources", "bron", "bronnen")
KEYS = ("level", "text", "indicator", "baseline", "target", "verification", "assumption")
MOST_SEEN = 300


@dataclass
class Layout:
    """Where the columns of the matrix, or of the block that is read, lie: {key: column}; and its level."""

    columns: dict[str, int] = field(default_factory=dict)
    level: str = ""

    @property
    def left(self) -> int:
        """The first column that is none of the texts at the left."""
        return min(self.columns.values())


def is_logframe(sheet: Sheet) -> bool:
    """Whether there are headings of a logframe, and rows that begin with at least two of its levels.

    A table of outcomes names goal and outcome side by side, in each row the same.
    """
    rows = [cells for _number, cells in list(sheet.rows.items())[:MOST_SEEN]]
    heads = [cells for cells in rows[:HEADINGS_WITHIN] if _headings(cells)]
    levels = {level for cells in rows for text in _left(cells)[:1] if (level := level_of(text)[0])}
    return bool(heads) and len(levels) >= 2


def rows_of(sheet: Sheet) -> dict[int, list[str]]:
    """{row number: cells in the order of KEYS} of every row that says something of a level."""
    layout, found = Layout(), {}
    for number, cells in sheet.rows.items():
        if columns := _headings(cells):
            layout = Layout(columns, level_of(next(iter(_left(cells)), ""))[0])
        elif layout.columns:
            _take(number, cells, layout, found)
    return {number: [row.get(key, "") for key in KEYS] for number, row in found.items()}


def level_of(text: str) -> tuple[str, str]:
    """(level, what stands after its name and number); ("", text) for a text that begins with none."""
    match = LEVEL.match(text.strip())
    if match is None:
        return "", text.strip()
    return next(level for level in LEVELS if match[level]), match["rest"].strip()


def _headings(cells: list) -> dict[str, int]:
    """{key: column} of a row that has the heading of indicators and of one thing more; {} of another row."""
    found = {}
    for index, cell in enumerate(cells):
        text = folded(spreadsheets.text(cell))
        for key, words in HEADINGS.items():
            if len(text) <= LONGEST_HEADING and key not in found and re.search(words, text):
                found[key] = index
                break
    return found if "indicator" in found and len(found) > 1 and found["indicator"] > 0 else {}


def _left(cells: list) -> list[str]:
    return [text for text in map(spreadsheets.text, cells) if text]


def _take(number: int, cells: list, layout: Layout, found: dict[int, dict]) -> None:
    """Read a row into `found`; what belongs to the row before goes there."""
    texts = [spreadsheets.text(cell) for cell in cells]
    before = [text for text in texts[: layout.left] if text]
    if any(folded(text) in ACHIEVED for text in texts) and not before:
        return
    if sources := _source(texts):
        _last(found)["verification"] = sources
        return
    row = {key: texts[index] for key, index in layout.columns.items() if index < len(texts) and texts[index]}
    if before:
        row |= _levelled(before, layout)
    if row.get("text") or row.get("indicator"):
        found[number] = row
    elif row and found:
        _last(found).update({key: text for key, text in row.items() if key not in _last(found)})


def _levelled(before: list[str], layout: Layout) -> dict[str, str]:
    """The level and the text that the cells at the left say; a level alone holds for the rows below it."""
    level, rest = level_of(before[0])
    if level:
        layout.level = level
    text = rest or next((level_of(text)[1] for text in before[1:]), "")
    return {"level": layout.level, "text": text} if text else {}


def _source(texts: list[str]) -> str:
    """What stands after a cell that says "Source" alone."""
    place = next((index for index, text in enumerate(texts) if folded(text) in SOURCE), None)
    return "; ".join(filter(None, texts[place + 1 :])) if place is not None else ""


def _last(found: dict[int, dict]) -> dict:
    return found[max(found)] if found else {}
