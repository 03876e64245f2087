"""What a funder requires of the demo's partnership, and what partners said about the last quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.giving import answering, quarters
from partnerships.giving.models import Match, QuarterLine, Renegotiation

if TYPE_CHECKING:
    from demo.builder import Builder


def add_giving(builder: Builder) -> None:
    """The match, and a line for each partner that has something recorded; asking itself stays switched off."""
    for entry in builder.story["matches"]:
        days = {"starts_on": builder.day(entry["starts"]), "ends_on": builder.day(entry["ends"])}
        own = {name: value for name, value in entry.items() if name not in ("starts", "ends")}
        Match.objects.create(
            partnership=builder.partnership, currency=builder.partnership.currency, **days, **own
        )
    for entry in builder.story["renegotiations"]:
        partner = builder.partners[entry["partner"]]
        Renegotiation.objects.create(
            partnership=builder.partnership,
            partner=partner,
            words=entry["words"],
            by=partner.representatives.get(capacity="lead").person,
            at=builder.moment(-60),
            outcome=entry["outcome"],
            settled_at=builder.moment(-50),
            settled_by=builder.coordinator,
        )
    first, last = quarters.quarter_before(builder.today)
    work = quarters.work_done(builder.partnership, first, last)
    for key, days in builder.story["quarter_days"].items():
        _add_line(builder, builder.partners[key], (first, last), work.get(builder.partners[key].pk), days)


def _add_line(builder, partner, quarter, work, days):
    recorded = {"meetings": work.meetings, "hours": work.hours, "tasks": work.tasks} if work else {}
    line = QuarterLine(
        partnership=builder.partnership,
        partner=partner,
        starts_on=quarter[0],
        ends_on=quarter[1],
        person=partner.representatives.get(capacity="lead").person,
        **recorded,
    )
    if days:
        line.answer, line.days, line.answered_at, line.way = "other", days, builder.moment(-5), "link"
        line.contribution = answering.contribution_of(line, line.person)
    line.save()
