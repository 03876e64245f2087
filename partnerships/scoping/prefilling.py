"""What a coordinator makes of the answers, after one look: purpose, agreement, objectives, offers and the plan.

Nothing is written over: what somebody typed before stands in the form's field, and what was filled meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.database.history import noted
from backbone.panels import registry
from partnerships.models import Contribution, Partner
from partnerships.scoping.models import Canvas, CanvasAnswer

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.registered.canvas_takers import CanvasTaker
    from partnerships.models import Partnership

# So many of each kind stand on a page; what was taken makes room for the others.
MOST_OFFERED = 60
MOST_ANSWERS = 100
# Of a text that is put together of many; a field takes no more.
MOST_SAID = 2000
MARKS = " \t-*•–·"


@dataclass(frozen=True)
class Line:
    """A line that somebody said, and of which partner it is."""

    answer: CanvasAnswer
    words: str

    @property
    def key(self) -> str:
        """How a form names it: changed words are another line."""
        return f"{self.answer.partner_id}:{self.words}"


def lines(text: str, longest: int) -> Iterator[str]:
    """The lines of a text without marks of a list, each within `longest`."""
    for line in text.splitlines():
        if words := " ".join(line.strip(MARKS).split()):
            yield words if len(words) <= longest else f"{words[: longest - 1]}…"


def said_together(rows: Iterable[CanvasAnswer], name: str) -> str:
    """What was said about a question, each in its own lines behind its name."""
    return "\n".join(f"{row}: {words}" for row in rows if (words := getattr(row, name)))[:MOST_SAID]


def own_objectives(rows: Iterable[CanvasAnswer]) -> list[CanvasAnswer]:
    """The answers of partners that have said nothing yet about their own objectives."""
    return [row for row in rows if row.partner_id and row.achieve and not row.partner.own_objectives][
        :MOST_OFFERED
    ]


def offers(rows: Iterable[CanvasAnswer], partnership: Partnership) -> list[Line]:
    """What partners said that they can bring, line by line, without what is recorded of them already."""
    longest = Contribution._meta.get_field("description").max_length
    known = {
        (partner, words.casefold())
        for partner, words in partnership.contributions.order_by().values_list("partner", "description")
    }
    found = {
        Line(row, words).key: Line(row, words)
        for row in rows
        if row.partner_id
        for words in lines(row.bring, longest)
        if (row.partner_id, words.casefold()) not in known
    }
    return list(found.values())[:MOST_OFFERED]


def for_taker(taker: CanvasTaker, rows: Iterable[CanvasAnswer], partnership: Partnership) -> list[str]:
    """The lines about what is wanted that are not there yet, each once."""
    known = {words.casefold() for words in taker.known(partnership)}
    found = {words.casefold(): words for row in rows for words in lines(row.achieve, taker.longest)}
    return [words for folded, words in found.items() if folded not in known][:MOST_OFFERED]


def fill_own_objectives(canvas: Canvas, answers: list[int], *, by: Person) -> int:
    """Write what these answers say into their partners' own objectives, where these are still empty."""
    rows = canvas.answers.filter(pk__in=answers, partner__isnull=False).exclude(achieve="")
    said = dict(rows.order_by().values_list("partner", "achieve"))
    empty = Partner.objects.select_for_update().filter(pk__in=said, own_objectives="").order_by("pk")
    partners = list(empty)
    with noted("filled from a round", by):
        for partner in partners:
            partner.own_objectives = said[partner.pk]
            partner.revision += 1
            partner.save(update_fields=["own_objectives", "revision"])
    return len(partners)


def offer(canvas: Canvas, chosen: list[Line], *, by: Person) -> int:
    """Record these lines as offers, which a coordinator then agrees to or not."""
    partnership = canvas.partnership
    with override(partnership.language):
        source = _("Said in the round “%(name)s”") % {"name": canvas}
    for line in chosen:
        Contribution.objects.create(
            partnership=partnership,
            partner=line.answer.partner,
            kind=Contribution.Kind.KIND,
            state=Contribution.State.OFFERED,
            description=line.words,
            currency=partnership.currency,
            source=source,
            recorded_by=by,
        )
    return len(chosen)


@transaction.atomic
def take(partnership: Partnership, chosen: dict[str, list[str]]) -> int:
    """Give the chosen lines to whoever registered for them: {taker's key: lines}."""
    return sum(
        taker.take(partnership, chosen[taker.key])
        for taker in registry.canvas_takers
        if chosen.get(taker.key)
    )


def needed(partnership: Partnership) -> str:
    """For the agreement's clause on resources, while none are agreed: what it needs, in the last round's common words."""
    return partnership.canvases.exclude(needed="").values_list("needed", flat=True).first() or ""
