"""Recording what a partner says to a version: by a coordinator, for several at once, and what needs another's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database.history import noted
from partnerships.documents.models import Version
from partnerships.models import Representative
from partnerships.signing.models import Acceptance, ScanCover, SigningRound
from partnerships.signing.proposing import Refused, lock

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from backbone.accounts.models import Person
    from partnerships.models import Partner
    from partnerships.signing.models import SignedScan

State = Acceptance.State
# What belongs together is of one moment: an office of then is not that of who signs today.
SIGNER = {"signer_name": "", "signer_office": ""}
DECISION = {"decision_number": "", "decided_on": None}
REMARK = {"remark": "", "remark_counts": ""}
TOGETHER = (SIGNER, DECISION, REMARK)


def belongs(person: Person, partner: Partner | None) -> bool:
    """Whether somebody has, or had, a seat for the partner or its organisation anywhere."""
    if partner is None:
        return False
    return Representative.objects.filter(
        person=person, partner__organisation=partner.organisation_id
    ).exists()


@transaction.atomic
def record(acceptance: Acceptance, values: dict[str, Any], by: Person | None) -> Acceptance:
    """Write what a partner said, columns by name; raises `Refused` where the round or the row is settled."""
    row = locked(acceptance)
    with noted("acceptance recorded", by):
        for name, value in {**values, **also(row, values.get("state", row.state), by)}.items():
            setattr(row, name, value)
        row.revision += 1
        row.save()
        keep_version(row)
    return row


def locked(acceptance: Acceptance) -> Acceptance:
    """The row with its round, both locked; raises `Refused` where nothing is to be said any more."""
    row = lock_row(acceptance)
    if why := why_settled(row):
        raise Refused(why)
    return row


def lock_row(acceptance: Acceptance) -> Acceptance:
    """The row as the database has it, locked; its round is locked before it, and may be over."""
    rounds = SigningRound.objects.values_list("agreement_id", flat=True)
    agreement = rounds.get(pk=acceptance.round_id)
    round = lock(SigningRound(pk=acceptance.round_id, agreement_id=agreement))
    row = Acceptance.objects.select_for_update(of=("self",)).select_related("partner").get(pk=acceptance.pk)
    row.round = round
    return row


def why_settled(row: Acceptance) -> str:
    """Why nothing can be written into this row any more, or ""."""
    round = row.round
    if not round.is_going:
        return _("This version is no longer before the partners.")
    if row.state == State.LEFT:
        return _("This partner has left; what it said before stays as it is.")
    if round.is_in_force and row.is_given:
        return _("It is in force, so what was accepted stays as it is.")
    if row.is_given and hasattr(row, "evidence"):
        return _("It was accepted from the email with a code, so it stays as it is.")
    return ""


def may_add(row: Acceptance) -> bool:
    """Whether who signed, a decision or a scan may be added to what was accepted and stays."""
    return row.round.is_going and row.is_given and bool(why_settled(row))


@transaction.atomic
def add(acceptance: Acceptance, values: dict[str, Any], by: Person) -> Acceptance:
    """Fill in what was not known; raises `Refused` where something was said there already."""
    row = lock_row(acceptance)
    if not may_add(row):
        raise Refused(why_settled(row) or _("Nothing is to be added here any more."))
    if any(getattr(row, name) for name in values):
        raise Refused(_("Somebody has filled it in meanwhile; what was said stays as it is."))
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    with noted("acceptance completed", by):
        row.save(update_fields=[*values, "revision"])
    return row


def also(row: Acceptance, state: str, by: Person | None) -> dict[str, Any]:
    """What is written beside what somebody recorded: who did, and whether another has to confirm it."""
    given = state in Acceptance.GIVEN
    answered = state != State.OPEN
    columns: dict[str, Any] = {
        "recorded_by": by,
        "recorded_at": now(),
        "needs_second": bool(given and by and belongs(by, row.partner)),
        "confirmed_by": None,
        "confirmed_at": None,
    }
    if given or state == State.REFUSED:
        # What it wished before it said so stands in the history of the row.
        columns["wish"] = ""
    if row.carried_from_id:
        columns["still_holds"] = given if answered else None
        columns |= _said_first(row.carried_from if given else None)
    return columns


def _said_first(before):
    """How it was said first what still holds; nothing where it does not."""
    if before is None:
        return {"first_on": None, "first_by": "", "first_way": ""}
    by = ", ".join(one for one in (before.signer_name, before.signer_office) if one)
    return {
        "first_on": before.first_on or before.answered_on,
        "first_by": before.first_by or by,
        "first_way": before.first_way or before.way,
    }


def keep_version(row: Acceptance) -> None:
    """Once a partner has accepted a version, the database keeps it."""
    if row.is_given:
        Version.objects.filter(pk=row.round.version_id, is_accepted=False).update(is_accepted=True)


@transaction.atomic
def still_holds(
    acceptance: Acceptance,
    by: Person | None,
    on: date,
    *,
    holds: bool = True,
    way: str = Acceptance.Way.SAID,
    details: dict[str, Any] | None = None,
    lifted: bool = False,
) -> Acceptance:
    """What a partner accepted before holds for this version too, or does not; asked once.

    details: who says so, by which decision and with which remark, as far as it is another than before; where it holds
    no more its wish. lifted: the remark that it had holds no more
    """
    row = locked(acceptance)
    if row.carried_from is None:
        raise Refused(_("It has not accepted a version before."))
    said = {"answered_on": on, "way": way}
    if holds:
        said |= {"state": row.carried_from.state, **carried(row, details or {}, lifted=lifted)}
    else:
        said |= {"state": State.WISHES_CHANGE, **SIGNER, **DECISION, **REMARK, **(details or {})}
    return record(row, said, by)


def carried(row: Acceptance, said: dict[str, Any], *, lifted: bool = False) -> dict[str, Any]:
    """What stands with an acceptance that still holds: what is said now, and of before what is not said anew.

    What belongs together is taken whole from one of them; a decision that was noted until now is of now. The proof
    stays with the version that it is of.
    """
    until_now = {name: getattr(row, name) for name in DECISION} if row.state == State.OPEN else {}
    before = {name: getattr(row.carried_from, name) for group in TOGETHER for name in group}
    if lifted:
        before |= REMARK
    found = {}
    for group in TOGETHER:
        source = next(one for one in (said, until_now, before) if one is before or any(map(one.get, group)))
        found |= {name: source.get(name) or empty for name, empty in group.items()}
    return found


@transaction.atomic
def record_several(
    rows: Collection[Acceptance], values: dict[str, Any], by: Person, details: dict[int, dict[str, Any]]
) -> list[Acceptance]:
    """A ceremony: the same day and way for several partners, with details of each; one that is settled refuses all."""
    ordered = sorted(rows, key=lambda row: row.pk)
    return [record(row, values | _anew(row, details.get(row.pk, {})), by) for row in ordered]


def _anew(row, said):
    """What is said of each, with what belongs to it; who wished a change is not who signs."""
    found = dict(SIGNER) if row.state == State.WISHES_CHANGE else {}
    for group in TOGETHER:
        if any(map(said.get, group)):
            found |= group
    return found | said


@transaction.atomic
def confirm(acceptance: Acceptance, by: Person) -> None:
    """Another coordinator, or an administrator, says that the partner's acceptance is right."""
    row = lock_row(acceptance)
    if not row.round.is_going:
        raise Refused(_("This version is no longer before the partners."))
    if not row.needs_second or row.confirmed_at:
        raise Refused(_("Nothing is to be confirmed here any more."))
    if not may_confirm(by, row):
        raise Refused(_("Somebody else has to confirm it: who belongs to no part of this partner."))
    row.confirmed_by, row.confirmed_at = by, now()
    row.revision += 1
    with noted("acceptance confirmed", by):
        row.save(update_fields=["confirmed_by", "confirmed_at", "revision"])


def may_confirm(person: Person, row: Acceptance) -> bool:
    """Whether it is another's word: not of who recorded it, nor of who belongs to the partner."""
    return row.recorded_by_id != person.pk and not belongs(person, row.partner)


def cover(scan: SignedScan, rows: Collection[Acceptance]) -> None:
    """These partners' signatures stand on the scan, and no others."""
    scan.covers.exclude(acceptance__in=rows).delete()
    known = set(scan.covers.values_list("acceptance_id", flat=True))
    ScanCover.objects.bulk_create(
        ScanCover(partnership_id=scan.partnership_id, scan=scan, acceptance=row)
        for row in rows
        if row.pk not in known
    )
