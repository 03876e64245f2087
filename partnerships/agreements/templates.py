"""The templates as this installation words them: delivered clauses, own words in their place, own clauses behind."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import translation

from partnerships.agreements.kinds import TEMPLATES
from partnerships.agreements.models import OWN, Agreement, Clause, TemplateClause
from partnerships.agreements.pattern import Pattern

# Of one template in one language, so many clauses may be added.
MOST_ADDED = 60
# What a clause was written from that an administrator worded: it stays until the records know better.
TEMPLATE = "template"


class TooMany(Exception):
    """The template has as many clauses of its own as it holds."""


@dataclass(frozen=True)
class Shown:
    """A clause of a template as a page shows it: as it was delivered, or the row that stands in its place."""

    pattern: Pattern
    row: TemplateClause | None

    @property
    def is_added(self) -> bool:
        """Whether it was never delivered."""
        return self.pattern.key.startswith(OWN)


def shown(kind: str, language: str) -> list[tuple[Clause.Group, list[Shown]]]:
    """[(group, its clauses)] of a template in one language, those that it does without among them."""
    rows = rows_of(kind, language)
    with translation.override(language):
        delivered = [Shown(_plain(one), rows.pop(one.key, None)) for one in TEMPLATES[kind].patterns]
    every = [*delivered, *(Shown(_of_row(row), row) for row in rows.values())]
    groups = ((group, [one for one in every if one.pattern.group == group]) for group in Clause.Group)
    return [(group, own) for group, own in groups if own]


def rows_of(kind: str, language: str) -> dict[str, TemplateClause]:
    """{key: the row} of what this installation words otherwise, or added."""
    rows = TemplateClause.objects.filter(kind=kind, language=language)
    return {row.key: row for row in rows}


def _plain(pattern):
    """The delivered clause in the language that is active."""
    words = {name: str(getattr(pattern, name)) for name in ("heading", "standard", "hint")}
    return Pattern(pattern.key, pattern.group, comes_left_out=pattern.comes_left_out, **words)


def _of_row(row):
    return Pattern(row.key, row.group, row.heading, row.text, row.hint, row.comes_left_out)


def row_for(kind: str, language: str, key: str) -> TemplateClause | None:
    """The row of a clause; where it is as it was delivered, one with those words, not saved yet."""
    row = TemplateClause.objects.filter(kind=kind, language=language, key=key).first()
    pattern = TEMPLATES[kind].by_key.get(key)
    if row or pattern is None:
        return row
    with translation.override(language):
        plain = _plain(pattern)
    return TemplateClause(
        kind=kind,
        language=language,
        key=key,
        group=plain.group,
        heading=plain.heading,
        text=plain.standard,
        hint=plain.hint,
        comes_left_out=plain.comes_left_out,
    )


def begin_own(kind: str, language: str) -> TemplateClause:
    """A clause that the template did not have, not saved yet."""
    added = TemplateClause.objects.filter(kind=kind, language=language, key__startswith=OWN)
    if added.count() >= MOST_ADDED:
        raise TooMany
    return TemplateClause(kind=kind, language=language, key=f"{OWN}{uuid4().hex[:12]}")


def hint_of(clause: Clause) -> str:
    """The instruction to whoever writes a clause, in this installation's words."""
    return hints_of(clause.agreement).get(clause.key, "")


def hints_of(agreement: Agreement) -> dict[str, str]:
    """{a clause's key: the instruction to whoever writes it}, in this installation's words."""
    delivered = {key: str(one.hint) for key, one in TEMPLATES[agreement.kind].by_key.items()}
    rows = rows_of(agreement.kind, agreement.document.language)
    return delivered | {key: row.hint for key, row in rows.items()}


@transaction.atomic
def put_into(agreement: Agreement, known: set[str]) -> None:
    """Give an agreement that begins the installation's own words; what the records said of a clause stays."""
    rows = rows_of(agreement.kind, agreement.partnership.language)
    clauses = {clause.key: clause for clause in agreement.clauses.all()}
    place = max((clause.position for clause in clauses.values()), default=-1)
    for key, row in rows.items():
        clause = clauses.get(key)
        if clause is None and not row.is_dropped:
            place += 1
            clause = Clause(
                partnership=agreement.partnership,
                agreement=agreement,
                key=key,
                group=row.group,
                position=place,
            )
        if clause is not None:
            _word(clause, row, key in known)


def _word(clause, row, is_known):
    clause.heading, clause.left_out = row.heading, row.comes_left_out or row.is_dropped
    if not is_known:
        clause.text, clause.written_from = row.text, TEMPLATE
    clause.save()
