"""A partnership asks the one above it: who is asked there, taking it back, and the group that its coordinator chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.bodies import asks
from meetings.models import PartnershipAsk
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from meetings.upward.forms import GroupForm


class NotAsked(Exception):
    """There is nobody to ask; its words say why."""


@transaction.atomic
def ask(child: Partnership, text: str, *, by: Person) -> PartnershipAsk:
    """Ask the partnership above; where it has one group, that one is asked, and else its coordinator chooses."""
    child = Partnership.objects.select_for_update(of=("self",)).select_related("parent").get(pk=child.pk)
    if why := why_not(child):
        raise NotAsked(why)
    groups = list(child.parent.bodies.all()[:2])
    only = groups[0] if len(groups) == 1 else None
    question = PartnershipAsk(partnership=child.parent, child=child, text=text, to=only)
    return asks.ask(question, by=by)


def why_not(child: Partnership) -> str:
    """Why it can't ask anything now, or ""."""
    if child.parent is None:
        return _("It is not part of another partnership, so there is nobody to ask.")
    if child.parent.closed_at:
        return _("%(parent)s is closed, so nobody there answers.") % {"parent": child.parent}
    return ""


@transaction.atomic
def choose_group(form: GroupForm) -> PartnershipAsk | None:
    """Give the question to the group that the form names; None when somebody saved it meanwhile, or it is on an agenda."""
    asks.lock(form.cleaned_data["to"])
    question = PartnershipAsk.objects.select_for_update(of=("self",)).get(pk=form.instance.pk)
    if question.is_on_agenda:
        return question
    saved = form.save_or_conflict()
    if saved:
        asks.put_on_next(saved)
    return saved


@transaction.atomic
def take_back(question: PartnershipAsk, *, undo: bool = False) -> bool:
    """Take back what nobody answered yet, or ask it after all; what stands on an agenda stays there.

    False where that was done meanwhile, or where the partnership that is asked is not the one above any more.
    """
    if question.to_id:
        asks.lock(question.to)
    rows = PartnershipAsk.objects.select_for_update(of=("self",))
    row = rows.select_related("partnership", "child", "to", "item__meeting").get(pk=question.pk)
    if row.answered_at or bool(row.withdrawn_at) != undo or (undo and not row.may_be_answered):
        return False
    row.withdrawn_at = None if undo else timezone.now()
    row.revision += 1
    row.save(update_fields=["withdrawn_at", "revision"])
    if undo and row.to_id and not row.is_on_agenda:
        asks.put_on_next(row)
    return True
