"""Private notes with a day: whom to call next, and which notes are perhaps needed no more. Nothing of a note is said here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import latest_day, today_of
from partnerships.access import coordinated_by
from partnerships.models import PrivateNote

if TYPE_CHECKING:
    from datetime import date

    from backbone.accounts.models import Person
    from partnerships.models import Partnership

NOTES = Kind("notes", gettext_lazy("Calls and private notes"))


def with_a_day(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Calls whose day has come, and notes whose review has."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for note in _due(list(of), latest_day(timezone.now())) if of else ():
        where = of[note.partnership_id]
        for day, words in ((note.next_call_on, _("Call")), (note.review_on, _("Still needed?"))):
            if day and day <= today_of(where):
                yield _need(note, day, words, where, bool(partnership))


def _need(note, day, words, where, is_here):
    page = reverse("partner_notes", args=[note.partner_id])
    is_late = day < today_of(where)
    return Need(
        kind=NOTES,
        state="late" if is_late else "open",
        word=words,
        title=str(note.partner),
        url=f"{page}#note-{note.pk}",
        detail=_("a private note, for %(day)s") % {"day": dates.short(day)}
        if is_here
        else f"{where.name} · {dates.short(day)}",
        action=_("Open the notes"),
        action_url=page,
        due=day,
    )


@prepared
def _due(partnerships: list[int], day: date) -> QuerySet[PrivateNote]:
    due = Q(next_call_on__lte=day) | Q(review_on__lte=day)
    rows = PrivateNote.objects.filter(due, partnership__in=partnerships, partner__isnull=False)
    return rows.select_related("partner__organisation").defer("text", "outcome").order_by("pk")
