"""What "Needs you" shows of what the apps registered, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from backbone.panels import registry


@dataclass(frozen=True)
class Need:
    """One row of "Needs you": `state` is late, risk, open or part; `action` is a verb phrase for a link."""

    state: str
    word: str
    title: str
    url: str
    detail: str = ""
    action: str = ""
    action_url: str = ""
    due: date | None = None
    # Which coordinator gave it to the reader.
    given_by: str = ""


@dataclass(frozen=True)
class Brief:
    """A row of which only its place in the list is known: there can be hundreds, and a page shows twenty.

    address: tells its Need's url; in_full: `{key: Need}` for the keys of those that a page shows.
    """

    state: str
    address: Callable[[], str]
    key: int
    in_full: Callable[[list[int]], dict[int, Need]]
    due: date | None = None

    @property
    def url(self) -> str:
        return self.address()


class Needs(Sequence):
    """`Need`s in order; those of a slice are worked out when it is taken."""

    def __init__(self, rows: list[Need | Brief], given_by: dict[tuple[str, str], str] | None = None) -> None:
        self._rows, self._given_by = rows, given_by or {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        rows = self._rows[place] if isinstance(place, slice) else [self._rows[place]]
        found = [self._with_giver(need) for need in in_full(rows)]
        return found if isinstance(place, slice) else found[0]

    def _with_giver(self, need):
        giver = self._given_by.get((need.url, need.state))
        return replace(need, given_by=giver) if giver else need

    def __iter__(self) -> Iterator[Need]:
        return iter(self[:])

    def has(self, address: str, state: str) -> bool:
        """Whether one of them leads there and stands so."""
        return any((row.url, row.state) == (address, state) for row in self._rows)

    def without(self, addresses: Collection[str]) -> Needs:
        """All but those that lead to one of these."""
        return Needs([row for row in self._rows if row.url not in addresses], self._given_by)

    def put_off(self, hidden: Collection[tuple[str, str]], given_by: dict[tuple[str, str], str]) -> Needs:
        """Without those of these (address, state); `given_by` names who gave which to the reader."""
        if not (hidden or given_by):
            return self
        return Needs([row for row in self._rows if (row.url, row.state) not in hidden], given_by)


def needs_of(person: Any, partnership: Any = None) -> Needs:
    """All `Need`s of a person, in one partnership or everywhere: late first, then by date."""
    rows = [need for source in registry.needs for need in source(person, partnership)]
    rank = {"late": 0, "risk": 1, "part": 2, "open": 3}
    return Needs(sorted(rows, key=lambda need: (rank.get(need.state, 4), need.due or date.max)))


def in_full(rows: Iterable[Need | Brief]) -> list[Need]:
    """The `Need`s of what a source yields, in its order; each source is asked once."""
    rows = list(rows)
    keys: dict[Callable, list[int]] = {}
    for row in rows:
        if isinstance(row, Brief):
            keys.setdefault(row.in_full, []).append(row.key)
    found = {ask: ask(asked) for ask, asked in keys.items()}
    full = [found[row.in_full].get(row.key) if isinstance(row, Brief) else row for row in rows]
    # What somebody deleted since the list was made is left out.
    return [need for need in full if need]
