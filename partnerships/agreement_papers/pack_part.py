"""What the agreement says of a newcomer's own partner, for their pack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from backbone.registered.pack_parts import NEWCOMER, PackPart
from partnerships.agreement_papers import own_part

if TYPE_CHECKING:
    from partnerships.models import Representative

# What other parts of a pack say, too.
ELSEWHERE = {"who", "wants", "expected"}


def own(seat: Representative) -> Iterator[tuple[str, str]]:
    """(what it is about, its lines) of the partner's own part, as its own page has them."""
    for part in own_part.parts(seat.partner):
        if part.key not in ELSEWHERE:
            yield part.label, "\n".join(": ".join(filter(None, line)) for line in part.lines)


PART = PackPart("own_part", _("Your organisation’s part in the agreement"), (NEWCOMER,), own, 42)
