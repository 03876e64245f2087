"""What "Needs you" shows of what the apps registered, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from backbone.panels import registry

# Of a kind in one state so many stand in the list before somebody opens it; one more would take no more room.
AT_FIRST = 5


@dataclass(frozen=True)
class Kind:
    """What rows of "Needs you" are about, such as tasks; `name` is for people, in the plural."""

    key: str
    name: Any


@dataclass(frozen=True)
class Need:
    """One row of "Needs you": `state` is late, risk, open or part; `action` is a verb phrase for a link.

    is_post: `action_url` does what `action` says when it is posted to
    is_on_the_spot: the form of the page `action_url` opens in the row, where scripts run; it comes back here
    """

    kind: Kind = field(kw_only=True)
    state: str
    word: str
    title: str
    url: str
    detail: str = ""
    action: str = ""
    action_url: str = ""
    is_post: bool = False
    is_on_the_spot: bool = False
    due: date | None = None
    # Which coordinator gave it to the reader.
    given_by: str = ""
    # How many of its kind and state stand behind it in the list.
    more: int = 0

    @property
    def group(self) -> str:
        """What its kind and state are called in an address."""
        return _group(self)


@dataclass(frozen=True)
class Brief:
    """A row of which only its place in the list is known: there can be hundreds, and a page shows twenty.

    address: tells its Need's url; in_full: `{key: Need}` for the keys of those that a page shows.
    """

    kind: Kind = field(kw_only=True)
    state: str
    address: Callable[[], str]
    key: int
    in_full: Callable[[list[int]], dict[int, Need]]
    due: date | None = None

    @property
    def url(self) -> str:
        return self.address()


def _group(row):
    return f"{row.kind.key}-{row.state}"


class Needs(Sequence):
    """`Need`s in order; those of a slice are worked out when it is taken.

    given_by: who gave a row (its address and state) to the reader; more: how many are left out behind it
    opened: the Kind of which all are listed and nothing else
    """

    def __init__(
        self,
        rows: list[Need | Brief],
        given_by: dict[tuple[str, str], str] | None = None,
        more: dict[tuple[str, str], int] | None = None,
        opened: Kind | None = None,
    ) -> None:
        self._rows, self._given_by, self._more, self.opened = rows, given_by or {}, more or {}, opened

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        rows = self._rows[place] if isinstance(place, slice) else [self._rows[place]]
        found = [self._with_what_is_known(need) for need in in_full(rows)]
        return found if isinstance(place, slice) else found[0]

    def _with_what_is_known(self, need):
        giver, more = (known.get((need.url, need.state)) for known in (self._given_by, self._more))
        return replace(need, given_by=giver or "", more=more or 0) if giver or more else need

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

    def in_groups(self, opened: str = "") -> Needs:
        """What is of one kind and state together, of each the first few; or all of the group that is `opened`."""
        groups: dict[str, list] = {}
        for row in self._rows:
            groups.setdefault(_group(row), []).append(row)
        if opened in groups:
            return Needs(groups[opened], self._given_by, opened=groups[opened][0].kind)
        rows, more = [], {}
        for group in groups.values():
            first = group if len(group) <= AT_FIRST + 1 else group[:AT_FIRST]
            rows += first
            if len(first) < len(group):
                more[first[-1].url, first[-1].state] = len(group) - len(first)
        return Needs(rows, self._given_by, more)


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
