"""Agreeing to what a partner offers, or says that it gets; a change of what was agreed goes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import now

from backbone.database.history import noted
from backbone.panels import registry
from partnerships.forms.terms import OfferForm, ProposedBenefitForm
from partnerships.models import Benefit, Contribution
from partnerships.models.declined import NOT_DECLINED

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# {what is agreed to: (the column that says so, its value then)}.
AGREED: dict[type, tuple[str, Any]] = {
    Contribution: ("state", Contribution.State.PLEDGED),
    Benefit: ("is_proposed", False),
}
# That a coordinator said "not now", which is over once it is agreed to, or the partner changes it.
DECLINED = tuple(NOT_DECLINED)
# What a partner says of it, and who that was.
SAID = ("period_start", "period_end", "source", "recorded_by")
TYPED: dict[type, tuple[str, ...]] = {
    Contribution: (*OfferForm.Meta.fields, *SAID),
    Benefit: (*ProposedBenefitForm.Meta.fields, *SAID),
}


@transaction.atomic
def agree_to_offer(row: Contribution | Benefit, *, by: Person) -> bool:
    """Take up what a partner offers, or says that it gets; False when somebody agreed before.

    What is a change of something agreed becomes that: it counts once, and keeps its proof and its history.
    """
    locked = open_offer(row)
    if locked is None:
        return False
    with noted("agreed", by):
        agreed = _changed(locked) if locked.in_place_of_id else _taken_up(locked)
    for hears in registry.agreed_to:
        hears(agreed, by)
    return True


def key_now(model: type[Contribution | Benefit], pk: int) -> int:
    """The key under which an offer stands: of a change that was agreed to, that of what it changed."""
    gone = model.pgh_event_model.objects.filter(pgh_obj_id=pk, pgh_label="delete", in_place_of__isnull=False)
    agreed = gone.filter(pgh_context__metadata__steps__contains=["agreed"])
    return agreed.values_list("in_place_of_id", flat=True).first() or pk


def open_offer(row: Contribution | Benefit) -> Contribution | Benefit | None:
    """The row, locked until the transaction ends; None when somebody agreed to it or removed it meanwhile."""
    return type(row).objects.open_offers().select_for_update().filter(pk=row.pk).first()


@transaction.atomic
def decline_offer(row: Contribution | Benefit, words: str, *, by: Person) -> bool:
    """Say "not now" with the reason, which its partner hears; False when somebody agreed, removed it or said so before."""
    locked = open_offer(row)
    if locked is None or locked.declined_at:
        return False
    locked.declined_at, locked.declined_words, locked.declined_by = now(), words, by
    locked.revision += 1
    with noted("declined", by):
        locked.save(update_fields=[*DECLINED, "revision"])
    for hears in registry.declined:
        hears(locked, by)
    return True


def _taken_up(row):
    name, agreed = AGREED[type(row)]
    for column, value in {name: agreed, **NOT_DECLINED}.items():
        setattr(row, column, value)
    row.revision += 1
    row.save(update_fields=[name, *DECLINED, "revision"])
    return row


def _changed(change):
    """What holds, with the words of the change, whose files go with them."""
    model = type(change)
    row = model.objects.select_for_update().get(pk=change.in_place_of_id)
    for name in TYPED[model]:
        setattr(row, name, getattr(change, name))
    if model is Contribution:
        # It was signed off as what it was.
        row.signed_off_at = row.signed_off_by = None
    row.revision += 1
    row.save()
    change.files.update(**{change.files.field.name: row})
    change.delete()
    return row
