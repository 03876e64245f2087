"""Private notes on a partner: for coordinators and administrators, closed until opened, on no page that others see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from backbone.accounts.models import Click, Person
from backbone.time.days import today_here, today_of
from partnerships.models import PrivateNote

if TYPE_CHECKING:
    from partnerships.models import Partner

SALT = "a private note that was deleted"
# Shorter than the time for which clicks are kept, which tell that it was undone already.
UNDONE_WITHIN = timedelta(hours=1)
NEEDED_FOR = timedelta(days=182)
LONGEST = timedelta(days=731)
# So long after its day a note lies there that nobody said is still needed.
GONE_AFTER = timedelta(days=30)


def notes_on(partner: Partner) -> QuerySet[PrivateNote]:
    """The private notes on a partner, newest first; who may read them is checked by `get_partner` before."""
    return partner.private_notes.select_related("by")


def delete(note: PrivateNote) -> str:
    """Delete a note for good; returns it for the form that can undo this, signed, since nothing here keeps it."""
    kept = {
        "once": uuid4().hex,
        "pk": note.pk,
        "partner": note.partner_id,
        "about": note.about,
        "text": note.text,
        "by": note.by_id,
        "at": note.at.isoformat(),
        "outcome": note.outcome,
        "next_call_on": note.next_call_on and note.next_call_on.isoformat(),
        "review_on": note.review_on and note.review_on.isoformat(),
    }
    note.delete()
    return signing.dumps(kept, salt=SALT, compress=True)


@transaction.atomic
def bring_back(partner: Partner, signed: str) -> bool:
    """Undo: the note is there again as it was. False when the form is too old, is not ours or was used before."""
    try:
        kept = signing.loads(signed, salt=SALT, max_age=UNDONE_WITHIN)
    except signing.BadSignature:
        return False
    if kept["partner"] != partner.pk or not _is_first_use(kept["once"]):
        return False
    columns = {
        "partnership_id": partner.partnership_id,
        "partner": partner,
        "about": kept["about"],
        "text": kept["text"],
        "by": Person.objects.filter(pk=kept["by"]).first(),
        "at": parse_datetime(kept["at"]),
        "outcome": kept["outcome"],
        "next_call_on": kept["next_call_on"],
        "review_on": kept["review_on"],
    }
    return PrivateNote.objects.get_or_create(pk=kept["pk"], defaults=columns)[1]


def keep(note: PrivateNote) -> None:
    """It is still needed: it is asked about again after as long as for a new one."""
    day = today_of(note.partnership) + NEEDED_FOR
    PrivateNote.objects.filter(pk=note.pk).update(review_on=day)


def called(note: PrivateNote) -> None:
    """The next call was made, or is needed no more."""
    PrivateNote.objects.filter(pk=note.pk).update(next_call_on=None)


def forget_old() -> int:
    """Delete for good what nobody said is still needed; returns how many notes that were. No history keeps them."""
    long_ago = today_here() - GONE_AFTER
    return PrivateNote.objects.filter(review_on__lt=long_ago).delete()[0]


def _is_first_use(once):
    """The mark says nothing of the note, and goes with the clicks of that day."""
    return Click.objects.get_or_create(key=f"note {once}")[1]
