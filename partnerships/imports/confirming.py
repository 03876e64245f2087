"""Makes what the preview said, in one transaction: all of it, or nothing; and takes it out again, as whole.

It can be taken out as long as nobody changed it, answered for it or built on it.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backbone.database import history
from partnerships import removing
from partnerships.imports.checking import check_again, save_checked
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.reading import kinds
from partnerships.models import Organisation, Partnership
from partnerships.removing import Refused

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Removal

log = logging.getLogger(__name__)

FAILED = gettext_noop(
    "Nothing was imported: something went wrong on our side and everything has been put back as it was. Try again; if it fails again, tell your administrator."
)


def confirm(run: ImportRun, by: Person) -> ImportRun:
    """Import a checked run and return it; when its rows no longer come out as shown, show them anew instead."""
    try:
        return _confirm(run.pk, by)
    except Exception:
        log.exception("import %s failed and was rolled back", run.pk)
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FAILED, error=FAILED)
        run.refresh_from_db()
        return run


@transaction.atomic
def _confirm(pk, by):
    run = ImportRun.objects.select_for_update(of=["self"]).select_related("partnership").get(pk=pk)
    if run.state not in (ImportRun.State.CHECKED, ImportRun.State.FAILED):
        return run
    # Two imports into one partnership go one after the other.
    Partnership.objects.select_for_update().get(pk=run.partnership_id)
    changed = check_again(run)
    if changed:
        save_checked(run, changed)
        run.state = ImportRun.State.CHECKED
    else:
        with history.watched("imported", by) as run.trail:
            _create(run, by)
        run.state, run.done_at, run.error = ImportRun.State.DONE, now(), ""
    run.save()
    return run


def _create(run, by):
    rows = list(run.rows.filter(fate=ImportRow.Fate.CREATE))
    for kind in kinds().values():
        own = [row for row in rows if row.kind == kind.kind]
        if own:
            kind.create(run.partnership, own, by)
    run.counts = dict(Counter(thing for row in rows for thing in row.makes) + _linked(run.partnership, rows))


def _linked(partnership, rows):
    """How much that was here before waited for what was made now."""
    return _tied(partnership) if rows else Counter()


def _tied(partnership):
    linked = Counter()
    for kind in kinds().values():
        if kind.after:
            linked.update(kind.after(partnership))
    return linked


# Taking it out again


@transaction.atomic
def take_out(run: ImportRun, *, by: Person) -> Removal:
    """Take out what the import made; `Refused` says why not. People who were new stay in the address book."""
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if not can_be_taken_out(run):
        raise Refused(_("There is nothing of this import to remove."))
    made = _rows(run, history.made_in(run.trail, _models()))
    if not made:
        raise Refused(_("There is nothing of this import to remove."))
    with history.noted("removed", by):
        for kind in kinds().values():
            if kind.untie:
                kind.untie(run.partnership, run.trail)
    page = reverse("import_run", args=[run.pk])
    removal = removing.remove_made(run, made, by=by, page=page, spare=_organisations(run))
    run.removed_at = now()
    run.save(update_fields=["removed_at"])
    return removal


def can_be_taken_out(run: ImportRun) -> bool:
    """Whether it is known what the import made, and that is still there as far as anybody knows."""
    return run.state == ImportRun.State.DONE and run.trail is not None and run.removed_at is None


def brought_back(run: ImportRun) -> None:
    """What the import made is there again, and what waited for it is linked again."""
    with history.noted("brought back"):
        _tied(run.partnership)
    ImportRun.objects.filter(pk=run.pk).update(removed_at=None)


def _models() -> list[type[Model]]:
    """What belongs to a partnership; what it has one of, such as its plan, is there for others too."""
    fields = [
        (model, next((one for one in model._meta.fields if one.name == "partnership"), None))
        for model in apps.get_models()
    ]
    return [model for model, field in fields if field is not None and field.many_to_one]


def _rows(run: ImportRun, made: dict[type[Model], list]) -> list[Model]:
    """The rows of these that are there; refused when one was changed since."""
    rows = []
    for model, keys in made.items():
        there = list(model._base_manager.filter(pk__in=keys, partnership=run.partnership_id))
        if history.changed_since(run.trail, model, [row.pk for row in there]):
            raise Refused(_("It stays: something this import created has been changed or answered since."))
        rows += there
    return rows


def _organisations(run: ImportRun) -> list[Organisation]:
    """The organisations that were new and that nobody changed since."""
    keys = history.made_in(run.trail, [Organisation]).get(Organisation, [])
    changed = history.changed_since(run.trail, Organisation, keys)
    return list(Organisation.objects.filter(pk__in=set(keys) - changed))
