"""The agreement on one page, for who starts: each clause in its first words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from backbone.registered.pack_parts import NEWCOMER, PackPart
from partnerships.agreements.models import Clause

if TYPE_CHECKING:
    from partnerships.models import Representative

# Of a clause.
LINES = 3


def in_short(seat: Representative) -> Iterator[tuple[str, str]]:
    """(heading, first lines) of each clause that is in and says something."""
    for clause in Clause.objects.filter(partnership=seat.partnership, left_out=False).exclude(text=""):
        yield clause.heading, _begins(clause.text)


def _begins(text):
    """The first lines of a clause without what Markdown puts into them; the items of a list stand behind each other."""
    lines = (" ".join(line.strip(" -*#").replace("**", "").split()) for line in text.splitlines())
    said = [line for line in lines if line]
    more = [" …"] if len(said) > LINES else []
    return "; ".join(said[:LINES]).replace(":; ", ": ").replace(".; ", ". ") + "".join(more)


PART = PackPart("agreement", _("The agreement in short"), (NEWCOMER,), in_short, 40)
