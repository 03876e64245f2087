"""What changed in a partnership, newest first: by whom, when, from what to what; what came together is one entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.accounts.models import Person
from backbone.database import trail
from backbone.database.trail import Act, Asked, Change
from backbone.numbers import number
from backbone.reading.folding import folded
from backbone.tracked import Tracked, tracked
from partnerships.models import Role
from partnerships.past.history_words import Words
from partnerships.past.steps import STEPS
from partnerships.taking_part import ROWS

if TYPE_CHECKING:
    from partnerships.models import Partnership

PAGE = 25
# An act that changed more rows is told by their numbers, and opens.
AT_ONCE = 5
FIELDS = 6
OPENED = 40
# How often the next acts are read when those before changed nothing that people know, such as when to remind.
TRIES = 4
MOST_PEOPLE = 50
# A key of any table, a number or a UUID.
ROW = re.compile(r"[0-9a-f-]{1,36}", re.ASCII)
DONE = {
    "insert": gettext_lazy("added"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("removed"),
}


@dataclass
class Row:
    """One changed row: what it is and is called, what was done, where it is looked at, and what differs."""

    kind: str
    title: str
    done: str
    url: str = ""
    history: str = ""
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    more: int = 0


@dataclass
class Entry:
    """What somebody changed at one moment; many rows are `sums` in words, and the entry opens under its `key`."""

    at: datetime
    key: str
    who: Person | None = None
    way: str = ""
    rows: list[Row] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)


@dataclass
class Page:
    """Some entries, and the `before` (or, within an entry, the `after`) under which the next ones are found."""

    entries: list[Entry]
    older: str = ""


def page_of(partnership: Partnership | None, asked: Asked, kinds: dict[str, Tracked] | None = None) -> Page:
    """The entries of a partnership, or of what belongs to none, newest first, as they are asked for."""
    kinds = kinds or tracked()
    for _attempt in range(TRIES):
        found = trail.acts(_models(kinds), asked, PAGE + 1)
        acts, older = found[:PAGE], key_of(found[PAGE - 1]) if len(found) > PAGE else ""
        entries = _entries(partnership, asked, kinds, acts)
        if entries or not older:
            break
        asked = Asked(**{**asked.__dict__, "before": acts[-1]})
    return Page(entries, older)


def opened(partnership: Partnership, act: Act, after: int = 0) -> Page:
    """The rows of one entry, as many as a page has."""
    kinds, asked = tracked(), Asked(partnership.pk)
    changes = trail.changes(_models(kinds), asked, [act], OPENED + 1, after)
    entries = _told(partnership, kinds, changes[:OPENED], [act])
    return Page(entries, str(after + OPENED) if len(changes) > OPENED else "")


def _models(kinds):
    return [kind.model for kind in kinds.values()]


def _entries(partnership, asked, kinds, acts):
    counts = trail.counts(_models(kinds), asked, acts)
    sizes: dict[Act, int] = {}
    for act, _kind, _label, n in counts:
        sizes[act] = sizes.get(act, 0) + n
    small = [act for act in acts if sizes.get(act, 0) <= AT_ONCE]
    touched = {kind for act, kind, _label, _n in counts if act in set(small)}
    models = [kind.model for key, kind in kinds.items() if key in touched]
    # A row may have several events in one act.
    changes = trail.changes(models, asked, small, PAGE * AT_ONCE * 4) if models else []
    entries = {entry.key: entry for entry in _told(partnership, kinds, changes, acts, FIELDS)}
    for act in set(acts) - set(small):
        own = [(kinds[kind], label, n) for at, kind, label, n in counts if at == act]
        entries[key_of(act)].sums = [_sum(*one) for one in own]
    return [entry for entry in entries.values() if entry.rows or entry.sums]


def _sum(kind, label, n):
    return _("%(what)s (%(n)s): %(done)s") % {
        "what": kind.label,
        "n": number(n),
        "done": DONE.get(label, label),
    }


def _told(partnership, kinds, changes, acts, most=None):
    """An entry for each act, with the rows that changed in something that people know."""
    words = Words(kinds, changes, partnership.currency if partnership else "")
    is_closed = partnership is not None and partnership.closed_at is not None
    noted = trail.contexts(acts)
    people = Person.objects.in_bulk(
        {who for one in noted.values() if isinstance(who := one.get("user"), int)}
    )
    entries = {}
    for act in acts:
        about = noted.get(act.context, {})
        entries[act] = Entry(act.at, key_of(act), people.get(about.get("user")), _way(about))
    for change in changes:
        differences = words.differences(change)
        if differences or change.label != "update":
            entries[change.act].rows.append(
                _row(kinds[change.kind], change, words, differences, most, is_closed)
            )
    return list(entries.values())


def _way(about):
    if about.get("way") == "link":
        return _("from an emailed link")
    return ", ".join(str(STEPS[step]) for step in dict.fromkeys(about.get("steps", ())) if step in STEPS)


def _row(kind, change: Change, words, differences, most, is_closed):
    shown = differences if change.label != "delete" else []
    shown = shown[:most] if most else shown
    return Row(
        str(kind.label),
        words.title(change),
        str(DONE.get(change.label, change.label)),
        kind.url(change.row) if kind.url and change.lives and not (is_closed and kind.is_form) else "",
        f"{change.kind}-{change.row}",
        shown,
        len(differences) - len(shown) if change.label != "delete" else 0,
    )


# Addresses


def key_of(act: Act) -> str:
    """An act as an address names it."""
    return f"{act.at.isoformat()}_{act.context}"


def read_key(text: str) -> Act | None:
    """The act that an address names; None for what we did not write."""
    at, _sign, context = text.partition("_")
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        # In UTC, since PostgreSQL refuses offsets that Python takes.
        act = Act(moment.astimezone(UTC), str(UUID(context)))
    except (ValueError, OverflowError):
        return None
    return act if timezone.is_aware(moment) and act.context == context and moment.year > 1900 else None


def read_row(text: str) -> tuple[dict[str, Tracked], str] | None:
    """The kind of row that an address names, alone, and its key; None for what we did not write."""
    key, _sign, row = text.partition("-")
    kind = tracked().get(key)
    return ({key: kind}, row) if kind and ROW.fullmatch(row) else None


def people_called(partnership: Partnership, words: str) -> tuple[int, ...]:
    """The keys of people with these words in their name who have, or had, a part here or in everything."""
    had = [model.objects.filter(partnership=partnership).order_by().values("person") for model in ROWS]
    everywhere = Role.objects.filter(partnership=None).order_by().values("person")
    people = Person.objects.filter(
        pk__in=had[0].union(*had[1:], everywhere), sort_name__contains=folded(words)
    )
    return tuple(people.values_list("pk", flat=True)[:MOST_PEOPLE])
