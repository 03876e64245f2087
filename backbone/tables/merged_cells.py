"""Cells merged over several rows of one column: their words hold for each of the rows. Runs in the reader's process."""

from bisect import bisect_left, bisect_right

MOST = 10_000


def tall(areas: list) -> list[tuple[int, int, int]]:
    """[top, bottom, column] of what is merged downwards in one column, the rows counted from 1."""
    found = [
        (top + 1, bottom + 1, left)
        for (top, left), (bottom, right) in areas
        if bottom > top and left == right
    ]
    return sorted(found, key=lambda area: (area[2], area[0]))


def fill_down(rows: list, areas: list) -> None:
    """Write each merged cell's words into the rows under it that hold something.

    rows: [number, cells] in order; areas: as `tall` gives them. No row is visited twice for one column: areas that
    overlap, which no spreadsheet program writes, end where the first of them does.
    """
    numbers = [number for number, _cells in rows]
    done = {}
    for top, bottom, column in areas:
        if top > done.get(column, 0):
            done[column] = bottom
            _fill(rows, numbers, top, bottom, column)


def _fill(rows, numbers, top, bottom, column):
    place = bisect_left(numbers, top)
    cells = rows[place][1] if place < len(rows) and numbers[place] == top else []
    if column >= len(cells):
        return
    for _number, below in rows[place + 1 : bisect_right(numbers, bottom)]:
        below.extend([""] * (column + 1 - len(below)))
        below[column] = cells[column]
