"""What was given out: the clauses that a Word file was made from, as a version has them or as they were that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.timezone import now

from partnerships.agreements import writing
from partnerships.agreements.models import Agreement, Clause
from partnerships.documents.models import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = "clause_"
# In the file: of which agreement, and which state of it; of a draft the second, and the last change before it.
OF = "backbone_agreement_"
VERSION, DRAFT = "version_", "draft_"


@dataclass(frozen=True)
class Given:
    """One clause as it was given out."""

    key: str
    group: str
    heading: str
    text: str

    @property
    def mark(self) -> str:
        """The name of its mark in the file; Word knows letters, digits and the underscore there."""
        return MARK + self.key.replace("-", "_")


@dataclass(frozen=True)
class Base:
    """A state of the agreement: a version by its number, or the draft of a moment."""

    agreement: Agreement
    clauses: list[Given]
    version: int | None = None
    at: datetime | None = None
    last_change: int = 0

    @property
    def marks(self) -> list[str]:
        """What the file carries to say which state it is."""
        return [f"{OF}{self.agreement.pk}", f"{VERSION}{self.version}" if self.version else self._draft_mark]

    @property
    def _draft_mark(self):
        return f"{DRAFT}{int(self.at.timestamp())}_{self.last_change}"


@transaction.atomic
def give_out(agreement: Agreement) -> Base:
    """The draft as the pages show it: what the records say is written first, so that the history has what is given."""
    writing.bring_up_to_date(agreement)
    return of_draft(agreement, now())


def of_draft(agreement: Agreement, at: datetime) -> Base:
    """The draft as the pages show it now."""
    last = _changes(agreement).aggregate(last=Max("pgh_id"))["last"]
    kept = [clause for _group, own in writing.groups(writing.drafted(agreement)) for clause in own]
    return Base(agreement, [_given(clause) for clause in kept], at=at, last_change=last or 0)


def _changes(agreement):
    return Clause.pgh_event_model.objects.filter(agreement=agreement.pk)


def of_version(agreement: Agreement, version: Version) -> Base:
    """An issued version."""
    groups = dict(agreement.clauses.values_list("key", "group"))
    clauses = [
        Given(one["key"], groups.get(one["key"], Clause.Group.HOW), one["heading"], one["text"])
        for one in version.data["clauses"]
    ]
    return Base(agreement, clauses, version=version.number)


def _given(clause: Any) -> Given:
    return Given(clause.key, clause.group, clause.heading, clause.text)


class AnotherAgreement(Exception):
    """The file carries the mark of an agreement that is not this one."""


def of_file(agreement: Agreement, marks: Iterable[str], now: datetime) -> tuple[Base, bool]:
    """The state that the marks of a file name, and whether they name one; otherwise the draft of now."""
    marks = set(marks)
    others = {mark for mark in marks if mark.startswith(OF)} - {f"{OF}{agreement.pk}"}
    if others and f"{OF}{agreement.pk}" not in marks:
        raise AnotherAgreement
    if f"{OF}{agreement.pk}" not in marks:
        return of_draft(agreement, now), False
    for mark in sorted(marks, reverse=True):
        base = _named(agreement, mark, now)
        if base is not None:
            return base, True
    return of_draft(agreement, now), False


def _named(agreement, mark, now):
    for begins, find in ((VERSION, _version_named), (DRAFT, _draft_named)):
        numbers = mark.removeprefix(begins).split("_")
        if mark.startswith(begins) and all(one.isdecimal() and len(one) < 12 for one in numbers):
            return find(agreement, [int(one) for one in numbers], now)
    return None


def _version_named(agreement, numbers, _now):
    version = agreement.document.versions.filter(number=numbers[0]).first() if len(numbers) == 1 else None
    return of_version(agreement, version) if version else None


def _draft_named(agreement, numbers, now):
    seconds, *last_change = numbers
    at = datetime.fromtimestamp(seconds, UTC)
    if at > now + timedelta(days=1):
        return None
    rows = _as_they_were(_until(agreement, at, last_change))
    kept = [row for _group, own in writing.groups(rows) for row in own]
    return Base(agreement, [_given(row) for row in kept], at=at) if kept else None


def _until(agreement, at, last_change):
    """What had been written when the file was made."""
    if last_change:
        return _changes(agreement).filter(pgh_id__lte=last_change[0])
    # Files of before name the second alone; what was written within it was given out with it.
    return _changes(agreement).filter(pgh_created_at__lt=at + timedelta(seconds=1))


def _as_they_were(events):
    """The rows of history that stood then, in their order."""
    newest = {row.pgh_obj_id: row for row in events.order_by("pgh_id")}
    there = [row for row in newest.values() if row.pgh_label != "delete"]
    return sorted(there, key=lambda row: (row.position, row.pgh_obj_id))


def group_names() -> set[str]:
    """What the groups of clauses are called, in every language."""
    names = set()
    for language in ("en", "nl"):
        with translation.override(language):
            names |= {str(group.label) for group in Clause.Group}
    return names
