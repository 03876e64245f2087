"""Two organisations, or two people, that turn out to be one: what is kept of it, who may do it, and taking it back."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database import merging
from backbone.database.history import noted
from backbone.panels import registry
from backbone.tracked import tracked
from partnerships.models import Merge, MergedRows, Organisation, Partnership, Removal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone.accounts.models import Person

SHOWN = 20
# Who closed a partnership takes no part in it by that.
NO_PART = frozenset([(Partnership, "closed_by")])


class CannotMerge(Exception):
    """The two stay two; the message says why."""


class CannotUndo(Exception):
    """The two stay one; the message says why."""


@transaction.atomic
def merge_organisations(gone: Organisation, stays: Organisation, *, by: Person) -> Merge:
    """Let one organisation be another from now on, in all partnerships; raises `CannotMerge`."""
    gone, stays = locked(gone, stays)
    if gone.is_demo != stays.is_demo:
        raise CannotMerge(_("One of the two belongs to the demo."))
    concerned = partnerships_of(Organisation, [gone.pk, stays.pk])
    if not may(by, concerned):
        raise CannotMerge(
            _(
                "One of the two is also a partner where you do not coordinate. An administrator can merge them."
            )
        )
    return merge(gone, stays, by=by, kind=Merge.Kind.ORGANISATION, concerned=concerned)


def partnerships_of(model: type[Model], keys: list[int], but: frozenset = frozenset()) -> set[int | None]:
    """The partnerships of everything that points to these rows; None among them for what holds everywhere.

    What lies in a bin counts: it points there again once it is brought back.
    """
    pointing = [one for one in merging.pointing_to(model) if (one[0], one[1].name) not in but | NO_PART]
    parts = [rows for one in pointing if (rows := _scopes(*one, keys)) is not None]
    found = set(parts[0].union(*parts[1:]).values_list("scope", flat=True))
    return found | set(Removal.objects.pointing_to(pointing, keys).values_list("partnership", flat=True))


def _scopes(other, column, keys):
    """The partnership of each row of a model that points to one of these; None for what belongs to none."""
    names = {one.name for one in other._meta.concrete_fields}
    scope = "pk" if other is Partnership else "partnership" if "partnership" in names else None
    rows = other._base_manager.filter(**{f"{column.name}__in": keys}).order_by()
    return rows.values(scope=F(scope)) if scope else None


def may(person: Person, partnerships: Iterable[int | None]) -> bool:
    """Whether somebody coordinates all of these, or administers the installation."""
    return person.is_administrator or set(partnerships) <= {one.pk for one in person.standing.coordinates}


def merge(
    gone: Model,
    stays: Model,
    *,
    by: Person,
    kind: str,
    concerned: set,
    set_aside: frozenset = frozenset(),
    for_administrators: bool = False,
) -> Merge:
    """Make the `locked` rows one and keep what was moved; whether it may be is asked before. Raises `CannotMerge`."""
    if closed := _closed(concerned):
        raise CannotMerge(
            _("One of the two is part of %(partnership)s, which is closed. Open it again first.")
            % {"partnership": closed}
        )
    for waits in registry.merge_waits:
        if reason := waits(gone):
            raise CannotMerge(reason)
    work = merging.Merging(_changes, set_aside)
    with noted("merged", by):
        try:
            with transaction.atomic():
                work.merge(gone, stays)
                connection.check_constraints()
        except IntegrityError as error:
            raise CannotMerge(_("They can’t be merged: what both of them have prevents it.")) from error
    return _keep(work, kind, gone, stays, by, concerned, for_administrators)


def _closed(partnerships):
    return Partnership.objects.closed().filter(pk__in=set(partnerships) - {None}).first()


def locked(gone: Model, stays: Model) -> tuple:
    """Both as the database has them, locked until the transaction ends; raises `CannotMerge` when one is gone by now."""
    # In the order of their keys, so that two who merge at once wait for each other.
    rows = type(gone)._base_manager.select_for_update().filter(pk__in=[gone.pk, stays.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise CannotMerge(_("One of the two is not there any more."))
    return found[gone.pk], found[stays.pk]


def _changes(gone, stays):
    return list(chain.from_iterable(source(gone, stays) for source in registry.merge_changes))


def _keep(work, kind, gone, stays, by, concerned, for_administrators):
    row = Merge.objects.create(
        kind=kind,
        gone_id=gone.pk,
        gone_name=str(gone)[:200],
        stays_id=stays.pk,
        partnerships=sorted(concerned - {None}),
        for_administrators=for_administrators or None in concerned,
        by=by,
    )
    MergedRows.objects.bulk_create(
        MergedRows(
            merge=row, place=place, table=step.table, rows=step.rows, before=step.before, after=step.after
        )
        for place, step in enumerate(work.steps)
    )
    return row


# Taking it back


def merged_into(row: Model, kind: str, reader: Person) -> list[Merge]:
    """What became this row and can be taken back by the reader, the last first."""
    rows = undoable_by(reader, kind).filter(stays_id=row.pk, undone_at=None)
    return list(rows.select_related("by").prefetch_related("moved")[:SHOWN])


def moves_back(merged: Merge) -> list[tuple[str, int]]:
    """(what it is called, how many): the rows that undoing gives back, of the kinds that history shows."""
    keys: dict[str, set] = {}
    for step in merged.moved.all():
        keys.setdefault(step.table.rpartition(".")[2].lower(), set()).update(map(str, step.rows))
    return [(str(kind.label), len(keys[key])) for key, kind in tracked().items() if key in keys]


def undoable_by(person: Person, kind: str) -> QuerySet[Merge]:
    """The merges of a kind that somebody may take back."""
    rows = Merge.objects.filter(kind=kind)
    if person.is_administrator:
        return rows
    own = [one.pk for one in person.standing.coordinates]
    return rows.filter(for_administrators=False, partnerships__contained_by=own).filter(~Q(partnerships=[]))


@transaction.atomic
def undo(merged: Merge, model: type[Model], *, by: Person) -> Any:
    """Make two of it again and return the one that is back; what came since stays with the other. Raises `CannotUndo`."""
    locked = Merge.objects.select_for_update().get(pk=merged.pk)
    if locked.undone_at:
        return model._base_manager.get(pk=locked.gone_id)
    if closed := _closed(locked.partnerships):
        raise CannotUndo(_("%(partnership)s is closed. Open it again first.") % {"partnership": closed})
    if not model._base_manager.select_for_update().filter(pk=locked.stays_id).exists():
        raise CannotUndo(_("What it became was merged itself since. Take that back first."))
    with noted("merge undone", by):
        _take_back(locked)
    locked.undone_by, locked.undone_at = by, timezone.now()
    locked.save(update_fields=["undone_by", "undone_at"])
    return model._base_manager.get(pk=locked.gone_id)


def _take_back(merged):
    steps = [merging.Step(row.table, row.rows, row.before, row.after) for row in merged.moved.all()]
    try:
        with transaction.atomic():
            merging.undo(steps)
    except merging.RowsGone as error:
        raise CannotUndo(
            _("This can’t be undone any more: some of what was moved has been removed since.")
        ) from error
    except IntegrityError as error:
        raise CannotUndo(
            _(
                "This can’t be undone any more: what was added since is in the place where something has to go back."
            )
        ) from error
