"""A code of six digits that is mailed at that moment: for what was said then, for ten minutes and for five tries.

What was said is kept with it, so that whoever comes back from the mail finds it, whatever became of the page.
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.accounts.mailed_codes import MINUTES, TRIES, take_out_codes
from backbone.numbers import number
from backbone.outbox.mail import queue
from backbone.outbox.models import Message
from backbone.time import dates
from partnerships.models import Role
from partnerships.signing.models import Acceptance, AcceptanceCode
from partnerships.signing.recording import lock_row

if TYPE_CHECKING:
    from backbone.accounts.models import Person

KIND = "acceptance_code"
# Of one row, to one person.
MOST_AN_HOUR = 5
HOUR = timedelta(hours=1)
MOST_NAMED = 3
KEPT = timedelta(days=1)
# So long the page of a code can be used to have another one sent.
SAID = timedelta(minutes=15)
# Of a code two digests are kept, one behind the other: of its digits, and of what was said.
LENGTH = 64


class NoCode(Exception):
    """No code was sent, or this one proves nothing; the words say why."""


@transaction.atomic
def send(row: Acceptance, person: Person, said: dict[str, Any] | None = None) -> AcceptanceCode:
    """Mail a new code for what was said; the ones before it are worth nothing any more. Raises `NoCode`."""
    address = person.mail_address
    if not address:
        raise NoCode(_("There is no email address to which a code could go. Tell the coordinator."))
    # Two presses at once are told apart by the row that both want.
    lock_row(row)
    own = _of(row, person)
    if why := _too_many(own, row):
        raise NoCode(why)
    digits = "".join(secrets.choice("0123456789") for _n in range(6))
    code = AcceptanceCode.objects.create(
        partnership_id=row.partnership_id,
        acceptance=row,
        person=person,
        address=address,
        digest=_digest(row, person, digits) + _digest(row, person, _words(said)),
        said=said or {},
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


def _of(row, person):
    return AcceptanceCode.objects.filter(acceptance=row, person=person)


def _too_many(own, row):
    """When another one can be sent, and whom to ask, where five went within an hour; or ""."""
    moments = own.filter(made_at__gt=now() - HOUR).order_by("-made_at").values_list("made_at", flat=True)
    latest = list(moments[:MOST_AN_HOUR])
    if len(latest) < MOST_AN_HOUR:
        return ""
    rows = Role.objects.current().filter(partnership=row.partnership_id, kind=Role.Kind.COORDINATOR)
    names = [str(role.person) for role in rows.select_related("person").order_by("pk")[:MOST_NAMED]]
    return _(
        "Five codes were sent within an hour. Another one can be sent after %(time)s; or ask %(who)s."
    ) % {
        "time": dates.clock(latest[-1] + HOUR),
        "who": ", ".join(names) or _("the coordinator"),
    }


def _digest(row, person, words):
    return salted_hmac("signing.code", f"{row.pk}:{person.pk}:{words}", algorithm="sha256").hexdigest()


def _words(said):
    return json.dumps(said or {}, sort_keys=True)


@transaction.atomic
def _tried(row, person, typed, said):
    """(the newest code, why it proves nothing, or ""); a try is counted whatever comes of it."""
    rows = AcceptanceCode.objects.select_for_update(of=("self",))
    code = rows.filter(acceptance=row, person=person).first()
    if why := _why_over(code):
        return code, why
    code.tries += 1
    why = _why_wrong(code, _digest(row, person, "".join(typed.split())), _digest(row, person, _words(said)))
    code.used_at = None if why else now()
    code.save(update_fields=["tries", "used_at"])
    return code, why


def _why_over(code):
    if code is None or code.used_at:
        return _("No code is open. Have one sent.")
    if code.made_at < now() - timedelta(minutes=MINUTES):
        return _("This code is more than ten minutes old. Have another one sent.")
    if code.tries >= TRIES:
        return _("This code was tried five times. Have another one sent.")
    return ""


def _why_wrong(code, digits, said):
    if not constant_time_compare(code.digest[LENGTH:], said):
        return _("This code was sent for other words than these. Have another one sent.")
    if not constant_time_compare(code.digest[:LENGTH], digits):
        return _("That is not the code. Tries left: %(n)s.") % {"n": number(TRIES - code.tries)}
    return ""


def use(row: Acceptance, person: Person, typed: str, said: dict[str, Any]) -> AcceptanceCode:
    """The code that was mailed last, when this is it and was sent for this; raises `NoCode`, and each try counts."""
    code, why = _tried(row, person, typed, said)
    if why:
        raise NoCode(why)
    take_out_codes(Message.objects.filter(kind=KIND, recipient=person))
    _of(row, person).update(said={})
    return code


def last(row: Acceptance, person: Person) -> AcceptanceCode | None:
    """The code that was mailed last, whatever became of it."""
    return _of(row, person).first()


def is_out(code: AcceptanceCode | None) -> bool:
    """Whether this code can still be typed."""
    return not _why_over(code)


def mark(code: AcceptanceCode) -> str:
    """By what the form of a code says for which words it is."""
    return code.digest[LENGTH:]


def said_for(row: Acceptance, person: Person, marked: str) -> dict[str, Any] | None:
    """What this person said when they asked for the code so marked; None where that is too old, or another's."""
    rows = _of(row, person).filter(made_at__gt=now() - SAID, used_at=None)
    found = next((code for code in rows if marked and constant_time_compare(mark(code), marked)), None)
    return found.said if found else None


def withdraw(row: Acceptance, person: Person) -> None:
    """Something else was said: the code is worth nothing any more, and its words go."""
    _of(row, person).filter(used_at=None).update(used_at=now(), said={})


def forget_old() -> None:
    """Codes that are over go, from the mails too."""
    over = now() - timedelta(minutes=MINUTES)
    take_out_codes(Message.objects.filter(kind=KIND, created_at__lt=over))
    AcceptanceCode.objects.filter(made_at__lt=now() - KEPT).delete()


def masked(address: str) -> str:
    """`p•••@example.org`: enough to know the mailbox, for whoever reads it there."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}•••@{host}"
