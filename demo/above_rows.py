"""The partnership of which the demo's second one is a part: what came up to it, and what it was asked and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.convener_rows import add_conveners
from demo.meeting_rows import add_meeting
from demo.partner_rows import add_body, add_purposes
from meetings.models import AgendaItem, Meeting, PartnershipAsk
from partnerships.models import Partner, Partnership, Representative, Role
from partnerships.sharing import choosing

if TYPE_CHECKING:
    from demo.builder import Builder


def add_above(child: Builder, above: Builder) -> None:
    """The partnership above with its conveners, group and meeting; what is shared with it; a question and its answer."""
    above.partnership = Partnership.objects.create(
        **above.story["partnership"], started_on=above.day(above.story["started"]), is_demo=True
    )
    _add_people(child, above)
    add_conveners(above)
    add_purposes(above)
    above.body = add_body(above)
    child.partnership.parent = above.partnership
    child.partnership.save(update_fields=["parent"])
    _share(child, above)
    _ask(child, above)


def _add_people(child, above):
    """Its conveners are partners of both, with the same people; one coordinator looks after both."""
    above.people, above.coordinator = child.people, child.coordinator
    of = {"partnership": above.partnership, "since": above.began}
    Role.objects.create(**of, person=child.coordinator, kind=Role.Kind.COORDINATOR)
    for key in (one["partner"] for one in above.story["conveners"]):
        partner = above.partners[key] = Partner.objects.create(
            partnership=above.partnership,
            organisation=child.partners[key].organisation,
            role=child.partners[key].role,
            since=above.partnership.started_on,
            since_words=str(above.partnership.started_on.year),
        )
        for person, capacity in child.story["partners"][key]["people"].items():
            Representative.objects.create(
                **of, partner=partner, person=child.people[person], capacity=capacity
            )


def _share(child, above):
    """Some rows of three kinds; of each the others stay below."""
    shared = dict(above.story["shared"])
    own = {"partners": [child.partners[key].pk for key in shared.pop("partners")]}
    for key, most in shared.items():
        rows = choosing.kind_called(key).rows([child.partnership.pk]).order_by("pk")
        own[key] = list(rows.values_list("pk", flat=True)[:most])
    for key, rows in own.items():
        choosing.choose(
            child.partnership,
            choosing.kind_called(key),
            parent=above.partnership.pk,
            share=rows,
            stop=(),
            by=child.coordinator,
        )


def _ask(child, above):
    entry = above.story["question"]
    add_meeting(above, entry["meeting"])
    meeting = Meeting.objects.get(partnership=above.partnership)
    PartnershipAsk.objects.create(
        partnership=above.partnership,
        child=child.partnership,
        to=above.body,
        item=AgendaItem.objects.get(meeting=meeting, position=entry["meeting"]["lines"][0]["item"]),
        text=entry["text"],
        by=child.coordinator,
        asked_at=above.moment(entry["asked"]),
        answer=entry["answer"],
        answered_in=meeting,
        answered_at=above.moment(entry["meeting"]["issued"], 12),
    )
