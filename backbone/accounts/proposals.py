"""Another address that a coordinator proposes for somebody: it is theirs once they typed the code mailed there.

The code shows who reads mail at the new address, not that it is the person: a coordinator could propose a mailbox of
their own. So it counts at once from somebody who is signed in as the person; else the old address is told with a way
to object, and nothing changes for three days.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts import addresses, mailed_codes
from backbone.accounts.adapters import tell_of_change
from backbone.accounts.models import AddressProposal, Person
from backbone.outbox.mail import queue
from backbone.outbox.models import Message
from backbone.time import dates

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

OPEN_FOR, TRIES = timedelta(days=7), 5
# Each is a mail with a code, and one to the address of before.
OF_A_PERSON_A_DAY, BY_A_PERSON_A_DAY = 5, 40
WAITS_FOR_OBJECTION = timedelta(days=3)
KIND = "address_proposed"


class ProposedTooOften(Exception):
    """Enough addresses were proposed for this person, or by this one, within a day."""


@transaction.atomic
def propose(person: Person, kind: str, address: str, *, by: Person) -> AddressProposal:
    """Mail a code to the address and tell the one of before; nothing changes yet. It replaces an earlier proposal.

    kind: of `AddressProposal.Kind`, sign-in or contact. Raises ProposedTooOften.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    _check_how_often(person, by)
    for earlier in _open(person).filter(kind=kind):
        _settle(earlier)
    code = mailed_codes.new_code()
    row = AddressProposal.objects.create(
        person=person,
        kind=kind,
        address=Person.objects.normalise(address),
        by=by,
        code_hash=_hash(code),
        expires_at=timezone.now() + OPEN_FOR,
    )
    _mail(row, code)
    _tell_before(row, person, _asked_words(row))
    return row


def _check_how_often(person, by):
    today = AddressProposal.objects.filter(created_at__gt=timezone.now() - timedelta(days=1))
    limits = ((today.filter(person=person), OF_A_PERSON_A_DAY), (today.filter(by=by), BY_A_PERSON_A_DAY))
    if any(rows.count() >= most for rows, most in limits):
        raise ProposedTooOften


def _tell_before(row, person, words):
    """Tell the addresses of before, with the way to object."""
    for address in _addresses_of(person):
        tell_of_change(person, words, address=address, objection=row)


def _addresses_of(person):
    return dict.fromkeys(filter(None, (person.email, person.contact_email)))


def _mail(row, code):
    queue(
        key=f"{KIND}:{row.pk}",
        person=row.person,
        address=row.address,
        kind=KIND,
        context={"code": code, "proposal": row},
        urgent=True,
    )


def _asked_words(row):
    words = {"by": row.by, "address": row.address}
    with override(row.person.language):
        if row.kind == AddressProposal.Kind.SIGN_IN:
            return (
                _(
                    "%(by)s asks that you sign in with %(address)s from now on. Nothing changes before the code in the email to that address is typed."
                )
                % words
            )
        return (
            _(
                "%(by)s asks that your email goes to %(address)s from now on. Nothing changes before the code in the email to that address is typed."
            )
            % words
        )


def open_proposal(pk: UUID) -> AddressProposal | None:
    """The proposal that still waits for its code; None when it is settled, over, or was tried too often."""
    rows = AddressProposal.objects.filter(_waits_for_code(), pk=pk, settled_at=None, person__is_active=True)
    return rows.select_related("person", "by").first()


def unsettled(pk: UUID) -> AddressProposal | None:
    """The proposal to which somebody can object, its code typed or not; None when it is settled."""
    return AddressProposal.objects.filter(pk=pk, settled_at=None).select_related("person", "by").first()


def open_for(person: Person) -> list[AddressProposal]:
    """What is proposed for a person and waits for its code, or for an objection."""
    return list(_open(person).filter(_waits_for_code() | Q(typed_at__isnull=False)).order_by("kind"))


def _waits_for_code():
    return Q(typed_at=None, expires_at__gt=timezone.now(), tries__lt=TRIES)


def _open(person) -> QuerySet[AddressProposal]:
    return AddressProposal.objects.filter(person=person, settled_at=None)


def accept(proposal: AddressProposal, code: str, *, by: Person | None = None) -> datetime | None:
    """Take the code if it is right; each try counts. Gives the moment from which the address is theirs, or None.

    by: who is signed in; the person themselves need not wait. Raises AddressTaken.
    """
    if not _may_be_given(proposal):
        _settle(proposal)
        return None
    row = _open(proposal.person).filter(_waits_for_code(), pk=proposal.pk)
    if not row.update(tries=F("tries") + 1) or not constant_time_compare(_hash(code), proposal.code_hash):
        return None
    person, now = proposal.person, timezone.now()
    if by == person or not _addresses_of(person):
        _take(proposal)
        return now
    from_then = now + WAITS_FOR_OBJECTION
    _open(person).filter(pk=proposal.pk).update(typed_at=now)
    _tell_before(proposal, person, _typed_words(proposal, from_then))
    return from_then


def _may_be_given(row):
    """Whether it still counts: an administrator's addresses come from administrators, whatever they were before."""
    person = Person.objects.get(pk=row.person_id)
    return not person.is_administrator or bool(row.by and row.by.is_administrator)


def _typed_words(row, moment):
    with override(row.person.language), timezone.override(row.person.zone):
        words = {"address": row.address, "day": dates.long(moment)}
        return (
            _("The code for %(address)s was typed. The address counts from %(day)s on, unless you object.")
            % words
        )


@transaction.atomic
def object_to(proposal: AddressProposal) -> None:
    """Whoever reads mail at an address of before says no: nothing changes."""
    _settle(proposal)


def take_due() -> None:
    """Give the addresses to which nobody objected in time."""
    before = timezone.now() - WAITS_FOR_OBJECTION
    for row in AddressProposal.objects.filter(settled_at=None, typed_at__lte=before).select_related(
        "person", "by"
    ):
        try:
            _take(row)
        except addresses.AddressTaken:
            _settle(row)


@transaction.atomic
def _take(proposal):
    person = Person.objects.select_for_update().get(pk=proposal.person_id)
    if not _open(person).filter(pk=proposal.pk).exists():
        return
    if _may_be_given(proposal):
        _give(person, proposal.kind, proposal.address, tell=[_address_of(person, proposal.kind)])
    _settle(proposal)


@transaction.atomic
def change_at_once(person: Person, kind: str, address: str, *, by: Person) -> None:
    """Change the address now, without a code, or take it away when it is empty, and tell both; raises AddressTaken."""
    for earlier in _open(person).filter(kind=kind):
        _settle(earlier)
    _give(person, kind, address, tell=[_address_of(person, kind), address], by=by)


def _address_of(person, kind):
    return person.mail_address if kind == AddressProposal.Kind.CONTACT else person.email


def _give(person, kind, address, *, tell, by=None):
    if kind == AddressProposal.Kind.SIGN_IN:
        addresses.change_sign_in_address(person, address)
    else:
        addresses.change_contact_address(person, address)
    for one in filter(None, tell):
        tell_of_change(person, _changed_words(person, kind, address, by), address=one, by=by)


def _changed_words(person, kind, address, by):
    with override(person.language):
        changed = _now_words(kind, address)
        return (
            _("%(by)s put your address right. %(changed)s") % {"by": by, "changed": changed}
            if by
            else changed
        )


def _now_words(kind, address):
    is_sign_in = kind == AddressProposal.Kind.SIGN_IN
    if not address:
        return (
            _("Nobody signs in with this address now.")
            if is_sign_in
            else _("Your email goes here no longer.")
        )
    words = {"address": address}
    if is_sign_in:
        return _("You now sign in with %(address)s.") % words
    return _("Your email goes to %(address)s now.") % words


@transaction.atomic
def settle_but(person: Person, is_kept: Callable[[Person | None], bool]) -> None:
    """Settle what is proposed for a person but what comes from those who may go on: `is_kept(who proposed it)`."""
    for row in _open(person).select_related("by"):
        if not is_kept(row.by):
            _settle(row)


def _settle(row):
    """Over, and its code is taken out of its mail."""
    AddressProposal.objects.filter(pk=row.pk).update(settled_at=timezone.now())
    mailed_codes.take_out_codes(Message.objects.filter(key=f"{KIND}:{row.pk}"))


def forget_old() -> None:
    """Settle those that are over by time or by tries."""
    for row in AddressProposal.objects.filter(settled_at=None, typed_at=None).exclude(_waits_for_code()):
        _settle(row)


def _hash(code):
    return salted_hmac("backbone.accounts.proposals", "".join(code.split()).upper()).hexdigest()


def is_free(address: str, person: Person) -> bool:
    """Whether nobody but the person signs in with the address."""
    owner = Person.objects.with_address(address)
    return owner is None or owner.pk == person.pk
