"""Who can own a task or lead a milestone in a partnership, and for which partner: the one place that pairs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from partnerships.models import Partner, Representative
from partnerships.taking_part import people_of

if TYPE_CHECKING:
    from partnerships.models import Partnership


def partners_of(person: Person, partnership: Partnership) -> list[Partner]:
    """The partners that a person represents there now, by name; none for who only coordinates."""
    seats = Representative.objects.current().filter(person=person, partnership=partnership)
    return list(Partner.objects.filter(pk__in=seats.values("partner")).select_related("organisation"))


def check_pair(person: Person, partner: Partner, partnership: Partnership) -> None:
    """Refuse an organisation that the person does not represent, with those that they do.

    Who represents nobody, as a coordinator may, acts for whom they are asked to.
    """
    own = partners_of(person, partnership)
    if own and partner not in own:
        names = {"who": person, "organisation": partner, "own": ", ".join(map(str, own))}
        raise ValidationError(_("%(who)s does not represent %(organisation)s, but %(own)s.") % names)


def own_partner(person: Person, partnership: Partnership) -> Partner | None:
    """The one partner that the person represents; who represents several is refused until somebody says for which."""
    own = partners_of(person, partnership)
    if len(own) > 1:
        names = {"who": person, "own": ", ".join(map(str, own))}
        raise ValidationError(_("%(who)s represents %(own)s: say for which.") % names)
    return own[0] if own else None


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be meant by a name in a list, for the partner that they represent (its pk), if any."""

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
    """Everybody who can own a task, once for each organisation that they represent here; two queries."""
    seats: dict[int, list] = {}
    represents = Representative.objects.current().filter(partnership=partnership)
    for seat in represents.select_related("partner__organisation").order_by("pk"):
        seats.setdefault(seat.person_id, []).append(seat.partner)
    return [one for person in people_of(partnership) for one in _candidates(person, seats.get(person.pk, []))]


def _candidates(person: Any, partners: list) -> list[Candidate]:
    pairs = {partner.pk: partner.organisation for partner in partners}
    if not pairs:
        return [Candidate(person)]
    return [Candidate(person, one.name, one.short_name, partner) for partner, one in pairs.items()]
