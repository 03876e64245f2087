"""What the daily digest says of the work plan's next days: the milestones that its reader leads and that are due soon.

No digest is made for these alone: they would make one of each morning until the day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.panels import DigestPart
from backbone.time.days import day_of
from workplans.answers.asking_again import UNFINISHED
from workplans.models import Milestone
from workplans.models.milestones import NOT_ACCEPTED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backbone.accounts.models import Person
    from partnerships.models import Partnership

    Key = tuple[int, int]

SOON = timedelta(days=14)


def claim(pairs: list[tuple[Person, Partnership]], has_room: dict) -> dict[Key, list[Milestone]]:
    """Those that today's digests say."""
    return _due_soon(pairs, timezone.now()) if pairs else {}


def preview(person: Person, partnership: Partnership, at: datetime) -> list[Milestone]:
    """Those that a digest of that moment says."""
    return _due_soon([(person, partnership)], at).get((person.pk, partnership.pk), [])


def owed(
    partnerships: QuerySet[Partnership] | list[Partnership], people: list[Person] | None = None
) -> dict[Key, datetime]:
    """Nobody gets a digest for these."""
    return {}


def _due_soon(pairs, at):
    """{(person, partnership): milestones}, by the day in the partnership; whose lead has not accepted leads none."""
    people, known = {person.pk for person, _partnership in pairs}, {of.pk: of for _person, of in pairs}
    here = day_of(at, UTC)
    around = here - timedelta(days=1), here + SOON + timedelta(days=1)
    rows = Milestone.objects.filter(lead_person__in=people, partnership__in=known, due__range=around)
    rows = rows.filter(state__in=UNFINISHED).exclude(NOT_ACCEPTED).order_by("due", "number")
    found: dict[Key, list[Milestone]] = defaultdict(list)
    for one in rows:
        today = day_of(at, known[one.partnership_id].zone)
        if today <= one.due <= today + SOON:
            found[one.lead_person_id, one.partnership_id].append(one)
    return dict(found)


PART = DigestPart(
    key="milestones",
    template="mail/digest_milestones",
    claim=claim,
    preview=preview,
    owed=owed,
    order=50,
    asks=False,
    is_reason=False,
)
