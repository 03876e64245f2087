"""Who can own a task or lead a milestone in a partnership, and for which partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from backbone.accounts.models import Person
from partnerships.models import Representative, Role

if TYPE_CHECKING:
    from partnerships.models import Partnership


def people_of(partnership: Partnership) -> QuerySet[Person]:
    """Everybody who represents a partner or coordinates now, by name."""
    represents = Representative.objects.current().filter(partnership=partnership)
    coordinates = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    return Person.objects.filter(
        Q(pk__in=represents.values("person")) | Q(pk__in=coordinates.values("person")), is_active=True
    )


def partners_by_person(partnership: Partnership) -> dict:
    """{person's pk: partner's pk}, for those who represent exactly one partner."""
    found = {}
    for person, partner in (
        Representative.objects.current()
        .filter(partnership=partnership)
        .values_list("person_id", "partner_id")
    ):
        found.setdefault(person, set()).add(partner)
    return {person: partners.pop() for person, partners in found.items() if len(partners) == 1}


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be meant by a name in a list; `partner` is the pk of the one that they represent, if one."""

    person: Any
    organisation: str = ""
    short: str = ""
    partner: int | None = None

    @property
    def pk(self) -> int:
        return self.person.pk

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def email(self) -> str | None:
        return self.person.email

    @property
    def contact_email(self) -> str:
        return self.person.contact_email

    def told_apart(self, people: list[Candidate]) -> str:
        """The name, and where others have it too the organisation: "Sam Okello (Kigezi Farmers’ Union)"."""
        others = [one for one in people if one.name == self.name and one is not self]
        return f"{self.name} ({self.organisation or self.email})" if others else self.name


def candidates_of(partnership: Any) -> list[Candidate]:
    """Everybody who can own a task, with their organisation here; two queries."""
    seats: dict[int, list] = {}
    represents = Representative.objects.current().filter(partnership=partnership)
    for seat in represents.select_related("partner__organisation").order_by("pk"):
        seats.setdefault(seat.person_id, []).append(seat.partner)
    return [_candidate(person, seats.get(person.pk, [])) for person in people_of(partnership)]


def _candidate(person: Any, partners: list) -> Candidate:
    if not partners:
        return Candidate(person)
    first = partners[0].organisation
    own = {partner.pk for partner in partners}
    return Candidate(person, first.name, first.short_name, own.pop() if len(own) == 1 else None)
