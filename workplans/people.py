"""Who can own a task or lead a milestone in a partnership, and for which partner."""

from django.db.models import Q

from backbone.accounts.models import Person
from partnerships.models import Representative, Role


def people_of(partnership):
    """Everybody who represents a partner or coordinates now, by name."""
    represents = Representative.objects.current().filter(partnership=partnership)
    coordinates = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    return Person.objects.filter(
        Q(pk__in=represents.values("person")) | Q(pk__in=coordinates.values("person")), is_active=True
    )


def partners_by_person(partnership):
    """{person's pk: partner's pk}, for those who represent exactly one partner."""
    found = {}
    for person, partner in (
        Representative.objects.current()
        .filter(partnership=partnership)
        .values_list("person_id", "partner_id")
    ):
        found.setdefault(person, set()).add(partner)
    return {person: partners.pop() for person, partners in found.items() if len(partners) == 1}
