"""Milestones whose table named organisations that were no partners yet: once they are, they lead and take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.imports.partners import partners_by_name, split_names
from workplans.models import Milestone

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership


def link(partnership: Partnership) -> dict[str, int]:
    """Give milestones the partners that they name in words, and keep the words of who is none still.

    Returns {"linked": number of milestones}; to be called inside a transaction.
    """
    waiting = Milestone.objects.filter(partnership=partnership).exclude(lead_words="", entities_words="")
    partners = partners_by_name(partnership)
    linked = [one for one in waiting.select_for_update() if _take(one, partners)]
    Milestone.objects.bulk_update(
        linked, ["lead_partner", "lead_words", "entities_words", "revision"], batch_size=500
    )
    return {"linked": len(linked)} if linked else {}


def _take(milestone: Milestone, partners: dict[str, Partner]) -> bool:
    """Whether somebody named in the milestone's words is a partner now; the milestone is changed, not saved."""
    leads, lead_words = split_names(milestone.lead_words, partners)
    supporters, words = split_names(milestone.entities_words, partners)
    if not leads and not supporters:
        return False
    if leads and milestone.lead_partner_id is None:
        milestone.lead_partner = partners[leads.pop(0)]
    there = [partners[key] for key in [*leads, *supporters]]
    milestone.supporters.add(
        *(partner for partner in there if partner.pk != milestone.lead_partner_id),
        through_defaults={"partnership_id": milestone.partnership_id},
    )
    milestone.lead_words, milestone.entities_words = ", ".join(lead_words), ", ".join(words)
    milestone.revision += 1
    return True
