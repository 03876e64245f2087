"""The demo's comments on clauses of the agreement, some with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.agreements.models import Agreement
from partnerships.commenting.models import ClauseComment, NoComments

if TYPE_CHECKING:
    from demo.builder import Builder


def add_comments(builder: Builder) -> None:
    """What each partner of the story said about the next draft."""
    agreement = Agreement.objects.get(partnership=builder.partnership)
    for entry in builder.story["comments"]:
        _add_comment(builder, agreement, **entry)
    for entry in builder.story["without comments"]:
        NoComments.objects.create(
            partnership=builder.partnership,
            agreement=agreement,
            at=builder.moment(entry["on"]),
            **_who(builder, **entry),
        )


def _add_comment(builder, agreement, clause, text, on, outcome="", answer="", answered=None, **who):
    clause = agreement.clauses.get(key=clause)
    ClauseComment.objects.create(
        partnership=builder.partnership,
        agreement=agreement,
        clause=clause,
        heading=clause.heading,
        text=text,
        said_by=who.pop("said_by", ""),
        at=builder.moment(on),
        outcome=outcome,
        answer=answer,
        answered_at=None if answered is None else builder.moment(answered),
        answered_by=None if answered is None else builder.coordinator,
        **_who(builder, on=on, **who),
    )


def _who(builder, partner, on, told=None):
    partner = builder.partners[partner]
    return {
        "partner": partner,
        "way": told or "link",
        "told_on": builder.day(on) if told else None,
        "by": builder.coordinator if told else partner.representatives.first().person,
    }
