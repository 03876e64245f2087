"""A pause that ends: whoever paused is asked how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from backbone.time import dates
from partnerships.pausing import pauses

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

ENDING_PAUSES = Kind("ending-pauses", gettext_lazy("Pauses that end"))


def how_to_go_on(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Pauses of the person, and of partners that they lead, whose last day has come."""
    rows = pauses.to_answer(person).select_related("partnership", "partner__organisation")
    for row in rows.filter(partnership=partnership) if partnership else rows:
        words = {"who": row.partner, "day": dates.short(row.until_on)}
        title = _("%(who)s paused until %(day)s") if row.partner else _("You paused until %(day)s")
        yield Need(
            kind=ENDING_PAUSES,
            state="open",
            word=_("Pause ends"),
            title=title % words,
            url=reverse("own_pause", args=[row.partnership.slug]),
            detail="" if partnership else str(row.partnership),
            action=_("Go on, or pause longer"),
        )
