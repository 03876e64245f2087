"""The agreement on one page, for who starts: each clause in its first line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import number
from backbone.registered.pack_parts import NEWCOMER, PackPart
from partnerships.agreements.models import Clause

if TYPE_CHECKING:
    from partnerships.models import Representative

# Of a clause that begins with a list; of any other its first line.
LINES = 6


def in_short(seat: Representative) -> Iterator[tuple[str, str]]:
    """(heading, first lines) of each clause that is in and says something."""
    for clause in Clause.objects.filter(partnership=seat.partnership, left_out=False).exclude(text=""):
        yield clause.heading, _begins(clause.text)


def _begins(text):
    """How a clause begins, without what Markdown puts into them; the items of a list stand behind each other."""
    lines = (" ".join(line.strip(" -*#").replace("**", "").split()) for line in text.splitlines())
    said = [line for line in lines if line]
    most = LINES if said and said[0].endswith(":") else 1
    words = "; ".join(said[:most]).replace(":; ", ": ").replace(".; ", ". ")
    more = len(said) - most if most > 1 else 0
    return words + (_and_more(more) if more > 0 else "")


def _and_more(more):
    return " " + ngettext("(and %(n)s more)", "(and %(n)s more)", more) % {"n": number(more)}


PART = PackPart("agreement", gettext_lazy("The agreement in short"), (NEWCOMER,), in_short, 40)
