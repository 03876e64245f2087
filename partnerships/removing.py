"""Removing a row and bringing it back: what was issued or answered stays, the rest waits in the bin for thirty days.

    removal = removing.remove(task, by=person, page=reverse("tasks", args=[slug]))
    removing.bring_back(removal, by=person)

Both say no with a `Refused`, whose words a page can show. Which kinds there are and what stays, apps register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database import removing as rows
from backbone.database.history import noted
from backbone.panels import registry
from partnerships.models import Removal
from partnerships.models.removals import KEPT

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

AT_ONCE = 20


class Refused(Exception):
    """Nothing was removed or brought back; its words say why."""


@transaction.atomic
def remove(row: Model, *, by: Person | None, page: str) -> Removal:
    """Take the row out with all that hangs on it. `page` is where it is seen when it is brought back."""
    row = _locked(row)
    kind = _kind_of(row)
    try:
        going, collector = rows.found([row, *kind.also(row)])
        if why := _why_it_stays(row, going):
            raise Refused(why)
        removal = Removal.objects.create(
            partnership_id=row.partnership_id,
            kind=kind.model,
            subject_id=row.pk,
            name=str(row)[:300],
            page=page,
            by=by,
            rows=going.rows,
            emptied=going.emptied,
        )
        with noted("removed", by):
            rows.take(collector)
    except rows.CannotGo as error:
        raise Refused(_("Nothing was removed: something else still needs it.")) from error
    return removal


def _locked(row):
    found = type(row)._base_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise Http404
    return found


def why_it_stays(row: Model) -> str:
    """Why this row cannot be removed, in a sentence; empty when it can."""
    kind = _kind_of(row)
    try:
        going, _collector = rows.found([row, *kind.also(row)])
    except rows.CannotGo:
        return _("Nothing was removed: something else still needs it.")
    return _why_it_stays(row, going)


def _why_it_stays(row, going):
    return next((why for rule in registry.stays if (why := rule(row, going))), "")


def _kind_of(row):
    return next(kind for kind in registry.removable if kind.model == row._meta.label_lower)


@transaction.atomic
def bring_back(removal: Removal, *, by: Person) -> None:
    """Put back what was removed, as it was; what pointed to it does so again unless it points elsewhere by now."""
    removal = _locked(removal)
    try:
        with noted("brought back", by):
            rows.put_back(removal.taken)
    except rows.CannotReturn as error:
        raise Refused(_why_it_cannot_return(removal, error)) from error
    removal.delete()
    model = apps.get_model(removal.kind)
    removal.of_kind.after(model._base_manager.get(pk=removal.subject_id))


def _why_it_cannot_return(removal, error):
    if error.is_taken:
        words = _("“%(what)s” was not brought back: something else has its name or its place by now.")
    else:
        words = _("“%(what)s” was not brought back: what it belonged to is not there any more.")
    return words % {"what": removal.name}


def in_bin(partnership: Partnership) -> QuerySet[Removal]:
    """What can be brought back, the newest first; without the rows themselves."""
    return Removal.objects.in_bin().filter(partnership=partnership).select_related("by")


def forget_old() -> int:
    """Clear what was removed thirty days ago, from the bin and from history; returns how much it was."""
    count = 0
    while batch := _forget_some():
        count += batch
    return count


@transaction.atomic
def _forget_some():
    old = Removal.objects.filter(at__lt=now() - KEPT).order_by("at", "pk")
    batch = list(old.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    for removal in batch:
        rows.forget(removal.taken)
        removal.delete()
    return len(batch)
