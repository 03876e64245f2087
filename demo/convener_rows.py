"""Who convenes the demo's partnership, what pulls its conveners apart, and who convenes for them on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.conveners.models import ConvenerRole, LocalConvening, Tension
from partnerships.conveners.roles import keep_in_step

if TYPE_CHECKING:
    from demo.builder import Builder


def add_conveners(builder: Builder) -> None:
    """Dated roles of several partners, a tension with the day on which it is looked at again, and a local convener."""
    of = {"partnership": builder.partnership}
    for entry in builder.story["conveners"]:
        partner = builder.partners[entry["partner"]]
        ConvenerRole.objects.create(**of, **_dated(builder, entry, "since", "until") | {"partner": partner})
    keep_in_step(builder.partnership.pk)
    for entry in builder.story["tensions"]:
        by = {"by": builder.coordinator, "at": builder.moment(-60)}
        Tension.objects.create(**of, **by, **_dated(builder, entry, "revisit_on"))
    for entry in builder.story["local_convenings"]:
        days = _dated(builder, entry, "since", "until", "report_due")
        LocalConvening.objects.create(**of, currency=builder.partnership.currency, **days)


def _dated(builder, entry, *names):
    """The entry with days in the place of how many days away they are."""
    return entry | {name: builder.day(entry[name]) for name in names if name in entry}
