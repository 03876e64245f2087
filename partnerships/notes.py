"""Private notes on a partner: for coordinators, closed until opened, on no page that others see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from backbone.accounts.models import Person
from partnerships.models import PrivateNote

if TYPE_CHECKING:
    from partnerships.models import Partner

SALT = "a private note that was deleted"
UNDONE_WITHIN = timedelta(hours=12)


def notes_on(partner: Partner) -> QuerySet[PrivateNote]:
    """The private notes on a partner, newest first; who may read them is checked by `get_partner` before."""
    return partner.private_notes.select_related("by")


def delete(note: PrivateNote) -> str:
    """Delete a note for good; returns it for the form that can undo this, signed, since nothing here keeps it."""
    kept = {
        "pk": note.pk,
        "partner": note.partner_id,
        "about": note.about,
        "text": note.text,
        "by": note.by_id,
        "at": note.at.isoformat(),
    }
    note.delete()
    return signing.dumps(kept, salt=SALT, compress=True)


def bring_back(partner: Partner, signed: str) -> bool:
    """Undo: the note is there again as it was. False when the form is too old or is not ours."""
    try:
        kept = signing.loads(signed, salt=SALT, max_age=UNDONE_WITHIN)
    except signing.BadSignature:
        return False
    if kept["partner"] != partner.pk:
        return False
    columns = {
        "partnership_id": partner.partnership_id,
        "partner": partner,
        "about": kept["about"],
        "text": kept["text"],
        "by": Person.objects.filter(pk=kept["by"]).first(),
        "at": parse_datetime(kept["at"]),
    }
    PrivateNote.objects.get_or_create(pk=kept["pk"], defaults=columns)
    return True
