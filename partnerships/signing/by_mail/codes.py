"""A code of six digits that is mailed at that moment: it holds ten minutes, and for five tries."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.accounts.mailed_codes import MINUTES, TRIES, take_out_codes
from backbone.numbers import number
from backbone.outbox.mail import queue
from backbone.outbox.models import Message
from partnerships.signing.models import Acceptance, AcceptanceCode

if TYPE_CHECKING:
    from backbone.accounts.models import Person

KIND = "acceptance_code"
# Of one row, to one person.
MOST_AN_HOUR = 5
KEPT = timedelta(days=1)


class NoCode(Exception):
    """No code was sent, or this one proves nothing; the words say why."""


@transaction.atomic
def send(row: Acceptance, person: Person) -> AcceptanceCode:
    """Mail a new code; the ones before it are worth nothing any more. Raises `NoCode`."""
    address = person.mail_address
    if not address:
        raise NoCode(_("There is no email address to which a code could go. Tell the coordinator."))
    # Two presses at once are told apart by the row that both want.
    Acceptance.objects.select_for_update(of=("self",)).get(pk=row.pk)
    own = AcceptanceCode.objects.filter(acceptance=row, person=person)
    if own.filter(made_at__gt=now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise NoCode(_("Five codes were sent within an hour. Wait an hour, or tell the coordinator."))
    digits = "".join(secrets.choice("0123456789") for _n in range(6))
    code = AcceptanceCode.objects.create(
        partnership_id=row.partnership_id,
        acceptance=row,
        person=person,
        address=address,
        digest=_digest(row, person, digits),
    )
    queue(
        key=f"{KIND}:{code.pk}",
        person=person,
        address=address,
        kind=KIND,
        context={"code": digits, "partner": row.name, "partnership": row.partnership},
        urgent=True,
    )
    return code


def _digest(row, person, digits):
    return salted_hmac("signing.code", f"{row.pk}:{person.pk}:{digits}", algorithm="sha256").hexdigest()


@transaction.atomic
def _tried(row, person, typed):
    """(the newest code, why it proves nothing, or ""); a try is counted whatever comes of it."""
    rows = AcceptanceCode.objects.select_for_update(of=("self",))
    code = rows.filter(acceptance=row, person=person).first()
    if code is None or code.used_at:
        return code, _("No code is open. Have one sent.")
    if code.made_at < now() - timedelta(minutes=MINUTES):
        return code, _("This code is more than ten minutes old. Have another one sent.")
    if code.tries >= TRIES:
        return code, _("This code was tried five times. Have another one sent.")
    code.tries += 1
    digits = "".join(typed.split())
    is_right = constant_time_compare(code.digest, _digest(row, person, digits))
    code.used_at = now() if is_right else None
    code.save(update_fields=["tries", "used_at"])
    left = TRIES - code.tries
    return code, "" if is_right else _("That is not the code. Tries left: %(n)s.") % {"n": number(left)}


def use(row: Acceptance, person: Person, typed: str) -> AcceptanceCode:
    """The code that was mailed last, when this is it; raises `NoCode`, and each try counts."""
    code, why = _tried(row, person, typed)
    if why:
        raise NoCode(why)
    take_out_codes(Message.objects.filter(kind=KIND, recipient=person))
    return code


def forget_old() -> None:
    """Codes that are over go, from the mails too."""
    over = now() - timedelta(minutes=MINUTES)
    take_out_codes(Message.objects.filter(kind=KIND, created_at__lt=over))
    AcceptanceCode.objects.filter(made_at__lt=now() - KEPT).delete()


def masked(address: str) -> str:
    """`p•••@example.org`: enough to know the mailbox, for whoever reads it there."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}•••@{host}"
