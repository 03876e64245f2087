"""The templates that an agreement can begin from: what each is called, and which clauses it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerships.agreements.clauses import BINDING, PATTERNS
from partnerships.agreements.convenant_clauses import COVENANT
from partnerships.agreements.memorandum_clauses import MEMORANDUM
from partnerships.agreements.models import Agreement, Clause
from partnerships.agreements.pattern import Pattern


@dataclass(frozen=True)
class Template:
    """A template: `title` is what its document is called, `why` when it is the right one."""

    key: str
    title: Any
    why: Any
    patterns: tuple[Pattern, ...]

    @property
    def by_key(self) -> dict[str, Pattern]:
        return {pattern.key: pattern for pattern in self.patterns}


def _of_kind(further: Iterable[Pattern], without: str = "", taken_in: str = "") -> tuple[Pattern, ...]:
    """The standard clauses and these, by group; what they settle otherwise is left out, what they need is taken in."""
    out, taken = without.split(), taken_in.split()
    own = {one.key: one for one in further}
    base = [
        replace(one, comes_left_out=one.key in out or (one.comes_left_out and one.key not in taken))
        for one in (own.pop(one.key, one) for one in PATTERNS)
    ]
    both = [*base, *own.values()]
    return tuple(one for group in Clause.Group for one in both if one.group == group)


Kind = Agreement.Kind
TEMPLATES = {
    one.key: one
    for one in (
        Template(
            Kind.PARTNERING,
            _("Partnering agreement"),
            _("Short and plain; for most partnerships."),
            tuple(PATTERNS),
        ),
        Template(
            Kind.COVENANT,
            _("Covenant"),
            _(
                "With central or local government in the Netherlands, following the rules of 2025 for covenants."
            ),
            _of_kind(COVENANT, without="admission", taken_in="prevails"),
        ),
        Template(
            Kind.MEMORANDUM,
            _("Memorandum"),
            _("Between public bodies that each keep their own powers and pay their own costs."),
            _of_kind(MEMORANDUM, without="fundraising", taken_in="prevails spokesperson"),
        ),
    )
}


def template_of(agreement: Agreement) -> Template:
    """The template that an agreement began from."""
    return TEMPLATES[agreement.kind]


def standard_text(pattern: Pattern, agreement: Agreement) -> str:
    """What a clause says where the records say nothing."""
    return str(BINDING if pattern.key == "status" and agreement.binding else pattern.standard)
