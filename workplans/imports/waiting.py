"""Milestones whose table named organisations that were no partners yet: once they are, they lead and take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from backbone.database.history import noted
from backbone.numbers import number
from partnerships.imports.partners import partners_by_name, split_names
from workplans.models import Milestone

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership


LEAD = ("lead_partner_id", "lead_words")
# What somebody made of a lead since it was linked, so that it stays.
BUILT_ON_LEAD = ("lead_person_id", "lead_accepted_at", "state")


def link_joined(partnership: Partnership) -> str:
    """Link what waited for a partner that joined just now; a sentence about it, or ""."""
    with noted("linked"):
        n = link(partnership).get("linked", 0)
    words = ngettext(
        "%(n)s milestone that named it is linked to it now.",
        "%(n)s milestones that named it are linked to it now.",
        n,
    )
    return words % {"n": number(n)} if n else ""


def link(partnership: Partnership) -> dict[str, int]:
    """Give milestones the partners that they name in words, and keep the words of who is none still.

    Returns {"linked": number of milestones}; to be called inside a transaction.
    """
    waiting = Milestone.objects.filter(partnership=partnership).exclude(lead_words="", entities_words="")
    partners = partners_by_name(partnership)
    linked = [one for one in waiting.select_for_update() if _take(one, partners)]
    _save(linked)
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


def _save(milestones: list[Milestone]) -> None:
    Milestone.objects.bulk_update(
        milestones, ["lead_partner", "lead_words", "entities_words", "revision"], batch_size=500
    )


def unlink(partnership: Partnership, trail: Any) -> None:
    """Give milestones back the words that `link` took under this name of the history, unless they were changed since."""
    events = Milestone.pgh_event_model._base_manager.filter(partnership=partnership).order_by("pgh_id")
    own = events.filter(pgh_context_id=trail)
    made = own.filter(pgh_label="insert").values("pgh_obj_id")
    after = {one.pgh_obj_id: one for one in own.filter(pgh_label="update").exclude(pgh_obj_id__in=made)}
    # What one step wrote stands in one run: all before the first of it is from before.
    first = min((one.pgh_id for one in after.values()), default=0)
    earlier = events.filter(pgh_obj_id__in=after, pgh_id__lt=first).order_by("pgh_obj_id", "-pgh_id")
    before = {one.pgh_obj_id: one for one in earlier.distinct("pgh_obj_id")}
    milestones = Milestone.objects.filter(pk__in=before).select_for_update()
    _save([one for one in milestones if _give_back(one, before[one.pk], after[one.pk])])


def _give_back(milestone: Milestone, before: Any, after: Any) -> bool:
    """Whether the milestone had other words and still is as it was linked; it is changed, not saved."""
    same = [
        names
        for names in (LEAD, ("entities_words",))
        if _are_same(milestone, after, names) and not _are_same(before, after, names)
    ]
    if LEAD in same and not _are_same(milestone, after, BUILT_ON_LEAD):
        same.remove(LEAD)
    for name in (name for names in same for name in names):
        setattr(milestone, name, getattr(before, name))
    milestone.revision += 1
    return bool(same)


def _are_same(one: Any, other: Any, names: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)
