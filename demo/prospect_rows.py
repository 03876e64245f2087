"""Who might join the demo's partnership, and which sectors it still looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.inviting.models import PartnerInvitation
from partnerships.prospects import sectors
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from demo.builder import Builder


def add_prospects(builder: Builder) -> None:
    """The prospects as their coordinators see them today, and an invitation that is written."""
    sectors.wish(builder.partnership, builder.story["sector_wishes"])
    for entry in builder.story["prospects"]:
        known_by = builder.people.get(entry.get("known_by"))
        next_on = builder.day(entry.get("next_on"))
        own = entry | {"known_by": known_by, "next_on": next_on}
        Prospect.objects.create(partnership=builder.partnership, created_at=builder.moment(-40), **own)
    for entry in builder.story.get("invitations", []):
        prospect = Prospect.objects.get(partnership=builder.partnership, name=entry["organisation"])
        PartnerInvitation.objects.create(
            partnership=builder.partnership, prospect=prospect, by=builder.coordinator, **entry
        )
