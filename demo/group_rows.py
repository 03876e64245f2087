"""The working groups of the demo's partnership, and what they asked the group to which they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetings.models import BodyAsk
from partnerships.models import Body

if TYPE_CHECKING:
    from demo.builder import Builder


def add_groups(builder: Builder) -> None:
    """Each working group with its question to the steering committee, answered or not."""
    for entry in builder.story["groups"]:
        group = Body.objects.create(
            partnership=builder.partnership,
            name=entry["name"],
            remit=entry["remit"],
            chair=builder.people[entry["chair"]],
            reports_to=builder.body,
        )
        group.partners.set([builder.partners[key] for key in entry["partners"]])
        for asked in entry["asks"]:
            answered = (
                {"answer": asked["answer"], "answered_at": builder.moment(-3)} if "answer" in asked else {}
            )
            BodyAsk.objects.create(
                partnership=builder.partnership,
                body=group,
                to=builder.body,
                text=asked["text"],
                by=builder.coordinator,
                asked_at=builder.moment(-20),
                **answered,
            )
