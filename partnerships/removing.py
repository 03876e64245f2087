"""Removing a row and bringing it back: what was issued or answered stays, the rest waits in the bin for thirty days.

    removal = removing.remove(task, by=person, page=reverse("tasks", args=[slug]))
    removing.bring_back(removal, by=person)

Both say no with a `Refused`, whose words a page can show. Which kinds there are and what stays, apps register.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database import history
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
    with _said_when_needed():
        going, collector = rows.found([row, *_kind_of(row).also(row)])
        if why := _why_it_stays(row, going):
            raise Refused(why)
        removal = _in_bin(row, going, by, page)
        with noted("removed", by):
            rows.take(collector)
    _after(removal)
    return removal


@transaction.atomic
def remove_made(
    by_what: Model, made: list[Model], *, by: Person | None, page: str, spare: list[Model]
) -> Removal:
    """Take out what something made that itself stays, such as an import; nothing may hang on it since.

    made: rows that nobody changed since they were made
    spare: rows of no partnership that were made with them, which go too unless something needs them
    """
    by_what = _locked(by_what)
    with _said_when_needed(), noted("removed", by):
        going, collector = rows.found(made)
        for row in made:
            going.untouched.setdefault(row._meta.label_lower, set()).add(str(row.pk))
        if why := _why_it_stays(by_what, going) or _why_it_is_needed(going):
            raise Refused(why)
        rows.take(collector)
        _take_spare(spare, going)
    removal = _in_bin(by_what, going, by, page)
    _after(removal)
    return removal


def _why_it_is_needed(going):
    """What others put beneath it or pointed to it would go too."""
    added = {label: set(keys) - going.untouched.get(label, set()) for label, keys in going.rows.items()}
    tracked = [label for label, keys in added.items() if keys and history.is_tracked(apps.get_model(label))]
    if tracked or going.emptied:
        return _("It stays: something was added to it since, or points to it.")
    return ""


def _take_spare(spare, going):
    for row in spare:
        with suppress(rows.CannotGo):
            own, collector = rows.found([row])
            if not own.emptied and own.rows == {row._meta.label_lower: own.rows[row._meta.label_lower]}:
                rows.take(collector)
                going.rows.setdefault(row._meta.label_lower, {}).update(own.rows[row._meta.label_lower])


@contextmanager
def _said_when_needed():
    try:
        yield
    except rows.CannotGo as error:
        raise Refused(_("Nothing was removed: something else still needs it.")) from error


def _in_bin(subject, going, by, page):
    return Removal.objects.create(
        partnership_id=subject.partnership_id,
        kind=_kind_of(subject).model,
        subject_id=subject.pk,
        name=str(subject)[:300],
        page=page,
        by=by,
        rows=going.rows,
        emptied=going.emptied,
    )


def _after(removal):
    """What the rooms above do once the rows are out."""
    for done in registry.after_removal:
        done(removal)


def _locked(row):
    found = type(row)._base_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise Http404
    return found


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


def removed_from(row: Model, column: str) -> str:
    """The name of what this row pointed to and that lies in the bin; empty when it points to something or did not."""
    if getattr(row, f"{column}_id") is not None:
        return ""
    pointed = [[row._meta.label_lower, f"{column}_id", row.pk]]
    found = Removal.objects.in_bin().filter(partnership=row.partnership_id, emptied__contains=pointed)
    return found.values_list("name", flat=True).first() or ""


def forget_old() -> int:
    """Clear what was removed thirty days ago, from the bin and from history; returns how much it was."""
    count = 0
    while batch := _forget_some():
        count += batch
    return count


@transaction.atomic
def _forget_some():
    # While a partnership is closed nobody can bring anything back there: its days go on once it is open again.
    old = Removal.objects.filter(at__lt=now() - KEPT, partnership__closed_at=None).order_by("at", "pk")
    batch = list(old.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    for removal in batch:
        rows.forget(removal.taken)
        removal.delete()
    return len(batch)
