"""The agreement on one page, for who starts: each clause in its first words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.template.defaultfilters import truncatewords
from django.utils.translation import gettext_lazy as _

from backbone.registered.pack_parts import NEWCOMER, PackPart
from partnerships.agreements.models import Clause

if TYPE_CHECKING:
    from partnerships.models import Representative

WORDS = 30


def in_short(seat: Representative) -> Iterator[tuple[str, str]]:
    """(heading, first words) of each clause that is in and says something."""
    for clause in Clause.objects.filter(partnership=seat.partnership, left_out=False).exclude(text=""):
        yield clause.heading, truncatewords(_as_one_line(clause.text), WORDS)


def _as_one_line(text):
    """A clause without what Markdown puts into it; the items of a list stand behind each other."""
    lines = (" ".join(line.strip(" -*#").replace("**", "").split()) for line in text.splitlines())
    said = ""
    for line in filter(None, lines):
        between = "" if not said else " " if said[-1] in ".:;" else "; "
        said += between + line
    return said


PART = PackPart("agreement", _("The agreement in short"), (NEWCOMER,), in_short, 40)
