"""The rows behind a figure of what somebody was asked and did for their partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.database.pointed_to import set_pointed_to
from backbone.numbers import number
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.registered.work_done import WorkRow
from backbone.time.days import day_of
from partnerships.giving import asked

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backbone.accounts.models import Person
    from partnerships.giving.asked import Asked
    from partnerships.models import Partner

# What is counted, and how its list is called.
LISTS = {
    "mails": gettext_lazy("Emails"),
    "asks": gettext_lazy("Things asked"),
    "meetings": gettext_lazy("Meetings"),
    "tasks": gettext_lazy("Tasks done"),
    "open_tasks": gettext_lazy("Tasks open"),
}
MOST = 500


@dataclass(frozen=True)
class Counted:
    """Of whom, what it is called, and the rows."""

    person: Person
    label: str
    rows: list[WorkRow]


def chosen(partner: Partner, people: list[Asked], query: Any, first: date, last: date, by: Person) -> Any:
    """What an address asks for, with `person` and `counted`; None for anything that is not on the page."""
    found = next((row.person for row in people if str(row.person.pk) == query.get("person")), None)
    what = query.get("counted", "")
    if found is None or what not in LISTS:
        return None
    if what in ("mails", "asks"):
        rows = _mails(partner, found, what, first, last, by)
    else:
        rows = _work(partner, found, what, first, last)
    return Counted(found, LISTS[what], list(rows))


def _work(partner, person, what, first, last):
    for source in registry.work_rows:
        yield from source(partner, person.pk, what, first, last)


def _mails(partner, person, what, first, last, by) -> Iterator[WorkRow]:
    """Coordinators read each; somebody else's mail has a day and no subject for their colleagues."""
    rows = asked.mails_to(partner, first, last).filter(person=person).defer("text")
    found = list((rows.filter(asks__gt=0) if what == "asks" else rows)[:MOST])
    set_pointed_to(found, "message", _messages)
    reads = partner.partnership.access.coordinate
    for row in found:
        words = row.shown_subject if reads or person == by else _("An email to a colleague")
        url = reverse("correspondence_message", args=[row.pk]) if reads else ""
        yield WorkRow(day_of(row.at, partner.partnership.zone), words, url, _asks(row.asks))


def _messages(keys: list[int]) -> QuerySet[Message]:
    return Message.objects.filter(pk__in=keys).order_by().defer("html", "text")


def _asks(asks):
    words = ngettext("%(n)s thing asked", "%(n)s things asked", asks)
    return words % {"n": number(asks)} if asks else ""
