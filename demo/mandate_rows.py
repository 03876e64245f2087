"""What the demo's representatives may decide, a letter about it, and what a new sponsor said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.mandates import writing
from partnerships.mandates.models import Mandate, SponsorConfirmation

if TYPE_CHECKING:
    from demo.builder import Builder


def add_mandates(builder: Builder) -> None:
    """The mandates that the story names, a letter about the first of them, and answers that were told by phone."""
    for key, entry in builder.story["mandates"].items():
        days = {name: builder.day(entry[name]) for name in ("agreed_on", "holds_until") if name in entry}
        Mandate.objects.create(partnership=builder.partnership, seat=_seat(builder, key), **(entry | days))
    letter = writing.begun(_seat(builder, next(iter(builder.story["mandates"]))), by=builder.coordinator)
    letter.at = builder.moment(-20)
    letter.save()
    for key, words in builder.story["sponsors_said"].items():
        SponsorConfirmation.objects.create(
            partnership=builder.partnership,
            seat=_seat(builder, key),
            created_at=builder.moment(-30),
            answer="yes",
            answered_at=builder.moment(-28),
            way="phone",
            told_on=builder.day(-28),
            words=words,
            by=builder.coordinator,
        )


def _seat(builder, key):
    rows = builder.partnership.representatives.select_related("partner__organisation", "partnership")
    return rows.select_related("person").get(person=builder.people[key])
