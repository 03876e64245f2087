"""What is in a pack: the parts that were chosen, each with its lines, in the order of a first reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, override

from backbone.panels import registry

if TYPE_CHECKING:
    from backbone.registered.pack_parts import PackPart
    from partnerships.models import Representative

# Of one part: a pack is read in ten minutes.
MOST_LINES = 20


@dataclass(frozen=True)
class Part:
    """A part with what it says; `more`: how many lines are left out."""

    key: str
    label: str
    lines: list[tuple[str, str]]
    more: int


def known(kind: str) -> list[PackPart]:
    """The parts of this kind of pack, in their order."""
    return [part for part in registry.sorted("pack_parts") if kind in part.kinds]


def chosen_by_default(kind: str) -> list[str]:
    """The keys of the parts that are in unless somebody takes them out."""
    return [part.key for part in known(kind) if part.chosen]


def parts(seat: Representative, kind: str, chosen: list[str], *, language: str, zone: tzinfo) -> list[Part]:
    """The chosen parts that have something to say, in this language and by the clock of this zone."""
    with override(language), timezone.override(zone):
        found = [_part(part, seat) for part in known(kind) if part.key in chosen]
    return [part for part in found if part.lines]


def _part(part, seat):
    lines = [(str(lead), str(words)) for lead, words in part.lines(seat) if lead or words]
    return Part(part.key, gettext(str(part.label)), lines[:MOST_LINES], max(len(lines) - MOST_LINES, 0))
