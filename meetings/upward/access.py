"""A question upward has two sides: it is a row of the partnership that is asked, and who asked comes to it through theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from meetings.models import PartnershipAsk
from partnerships.access import check, fetch

if TYPE_CHECKING:
    from backbone.accounts.models import Person

PARTS = ("partnership", "child", "to", "item__meeting", "answered_in")


def get_asked_from_below(person: Person, pk: int) -> PartnershipAsk:
    """A question to this person's partnership, for those who coordinate it."""
    return fetch(PartnershipAsk.objects.select_related(*PARTS), person, "coordinate", pk=pk)


def get_asked_upward(person: Person, pk: int) -> PartnershipAsk:
    """A question of this person's partnership to the one above, for those who coordinate it."""
    question = PartnershipAsk.objects.select_related(*PARTS).filter(pk=pk).first()
    if question is None:
        raise Http404
    check(person, question.child, "coordinate")
    return question
