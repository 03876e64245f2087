"""The call list: by person what is open with them, and the answers that they give to a coordinator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.panels import registry
from backbone.registered.open_asks import OpenAsk
from backbone.typed_text import is_key
from partnerships.pausing.who_rests import Pauses
from partnerships.persons import known_here

if TYPE_CHECKING:
    from partnerships.correspondence.calling.told import Told
    from partnerships.models import Partnership

SHOWN = 8


@dataclass
class Call:
    """A person to call, and what is open with them: the first few, and how many more."""

    person: Person
    organisations: list[str] = field(default_factory=list)
    asks: list[tuple[str, OpenAsk]] = field(default_factory=list)
    # Until which day nothing is asked of them.
    paused_until: date | None = None

    @property
    def first(self) -> list[tuple[str, OpenAsk]]:
        return self.asks[:SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.asks) - SHOWN, 0)


def people_to_call(partnership: Partnership) -> QuerySet[Person]:
    """Those of the partnership with whom something is open, by name."""
    waits = [Q(pk__in=kind.people(partnership)) for kind in registry.sorted("asks")]
    return known_here(partnership).filter(Q(*waits, _connector=Q.OR))


def call_address(person: int, slug: str) -> str:
    """The address of what is open with one person: their number, and the place to note what they say."""
    return f"{reverse('calls', args=[slug])}?person={person}"


def calls(partnership: Partnership, people: list[Person]) -> list[Call]:
    """These people with what is open with each; its queries do not grow with them."""
    found = {person.pk: Call(person) for person in people}
    seats = partnership.representatives.current().filter(person__in=found)
    for seat in seats.select_related("partner__organisation"):
        found[seat.person_id].organisations.append(str(seat.partner))
    pauses = Pauses([partnership])
    for key, call in found.items():
        call.paused_until = pauses.day_of(key, partnership.pk)
    for kind in registry.sorted("asks"):
        for ask in kind.open_asks(partnership, list(found)):
            found[ask.person].asks.append((kind.key, ask))
    return list(found.values())


def as_message(partnership: Partnership, person: Person, by: Person) -> str:
    """What is open with somebody, as text for a messenger in their language and time; it has no link to answer with."""
    with override(person.language), timezone.override(person.zone):
        asks = [ask for call in calls(partnership, [person]) for _kind, ask in call.asks]
        words = {
            "salutation": person.salutation or person.name,
            "partnership": partnership.name,
            "by": by.name,
        }
        lines = [f"– {ask.title}" + (f" ({ask.detail})" if ask.detail else "") for ask in asks]
        open_now = [_("this is open between you and %(partnership)s:") % words, *lines, ""] if lines else []
        return "\n".join(
            [
                _("Hello %(salutation)s,") % words,
                "",
                *open_now,
                _("Can you tell me how it is going? %(by)s") % words,
            ]
        )


@transaction.atomic
def note(partnership: Partnership, person: int, kind: str, key: str, answer: str, told: Told) -> None:
    """Note what somebody answered to the coordinator; LookupError when the question is not open any more."""
    known = next((one for one in registry.asks if one.key == kind), None)
    if known is None or not is_key(key):
        raise LookupError
    known.record(partnership, person, key, answer, told)
