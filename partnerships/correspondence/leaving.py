"""What leaves by itself in the morning waits, after a release, for the next one."""

from __future__ import annotations

from django.db.models import QuerySet

from backbone.accounts.models import Person
from backbone.database.claims import claim_all
from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.time.mornings import next_morning


def leave_to_the_morning(due: QuerySet, moment: str, person: str, sender: SenderSettings, what: str) -> None:
    """What fell due while sending was held does not rush out at the release, but at each person's next morning.

    due: the rows whose time has come; moment, person: the names of their columns with the time and the person
    what: such as "digest of person", for the log
    """
    late = due.filter(**{f"{moment}__lte": sender.released_at})

    def put_off(pk: int) -> None:
        late.filter(**{person: pk}).update(**{moment: rested()})

    def wait(pk: int) -> None:
        zone = Person.objects.get(pk=pk).zone
        rows = claim_all(late.filter(**{person: pk}))
        due.model.objects.filter(pk__in=[row.pk for row in rows]).update(
            **{moment: next_morning(zone, sender.released_at)}
        )

    people = late.order_by(person).values_list(person, flat=True).distinct()
    each(people, wait, what=what, put_off=put_off)
