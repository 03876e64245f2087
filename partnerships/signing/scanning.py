"""Scans of what was signed: beside one partner, for several of a ceremony, and moved when one lies with the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from backbone.database.history import noted
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachable
from partnerships.signing import recording
from partnerships.signing.models import Acceptance
from partnerships.signing.proposing import Refused, lock

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from backbone.accounts.models import Person
    from partnerships.signing.models import SignedScan, SigningRound

KIND = "signed_scan"


def keep(round: SigningRound, rows: Collection[Acceptance], file: Any, *, by: Person) -> SignedScan | None:
    """Put a scan beside the round for these partners; raises `Refused` where it cannot be kept."""
    if file is None:
        return None
    attached = attach(attachable(KIND), round, [file], by=by)
    for name, why in attached.refused:
        raise Refused(f"{name}: {why}")
    scan = attached.files[0]
    recording.cover(scan, rows)
    return scan


@transaction.atomic
def sign_together(
    round: SigningRound,
    rows: Collection[Acceptance],
    day: date,
    file: Any,
    *,
    by: Person,
    details: dict[int, dict[str, Any]] | None = None,
) -> None:
    """A ceremony: these partners signed on paper on one day, and one scan has all of it.

    details: {key of a row: who signed for it and by which decision}
    """
    values = {
        "state": Acceptance.State.ACCEPTED,
        "answered_on": day,
        "way": Acceptance.Way.PAPER,
    }
    recording.record_several(rows, values, by, details or {})
    keep(round, rows, file, by=by)


def why_it_stays(scan: SignedScan) -> str:
    """Why it is not said any more whose signatures stand on the scan, or ""."""
    if not scan.round.is_going:
        return _("This version is no longer before the partners, so its scans stay where they are.")
    return ""


@transaction.atomic
def move(scan: SignedScan, rows: Collection[Acceptance], *, by: Person) -> None:
    """The scan is of these partners; once its version is in force partners are added, and none is taken away."""
    locked = lock(scan.round)
    scan.refresh_from_db(fields=["is_kept"])
    scan.round = locked
    if why := why_it_stays(scan):
        raise Refused(why)
    known = set(scan.covers.values_list("acceptance_id", flat=True))
    if scan.is_kept and not known <= {row.pk for row in rows}:
        raise Refused(
            _("It belongs to a version in force, so it stays where it is. Partners can only be added.")
        )
    with noted("scan moved", by):
        recording.cover(scan, rows)
