"""Makes what the preview said, in one transaction: all of it, or nothing."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_noop

from backbone.database.history import noted
from partnerships.imports.checking import check_again, save_checked
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.reading import kinds
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person

log = logging.getLogger(__name__)

FAILED = gettext_noop(
    "Nothing was imported: something went wrong on our side, and everything was put back as it was. "
    "Try again; if it fails again, tell your administrator."
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
        save_checked(changed)
        run.state = ImportRun.State.CHECKED
    else:
        with noted("imported", by):
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
    run.counts = dict(Counter(thing for row in rows for thing in row.makes))
