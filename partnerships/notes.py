"""Private notes on a partner: for coordinators, closed until opened, on no page that others see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from backbone.accounts.models import Click, Person
from partnerships.models import PrivateNote

if TYPE_CHECKING:
    from partnerships.models import Partner

SALT = "a private note that was deleted"
# Shorter than the time for which clicks are kept, which tell that it was undone already.
UNDONE_WITHIN = timedelta(hours=1)


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
    }
    return PrivateNote.objects.get_or_create(pk=kept["pk"], defaults=columns)[1]


def _is_first_use(once):
    """The mark says nothing of the note, and goes with the clicks of that day."""
    return Click.objects.get_or_create(key=f"note {once}")[1]
