"""The rows behind a figure of what somebody was asked and did for their partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.database.pointed_to import set_pointed_to
from backbone.numbers import number
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.registered.work_done import MOST_ROWS, WorkRow
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


@dataclass(frozen=True)
class Counted:
    """Of whom, what it is called, the first rows, and how many more the figure counts."""

    person: Person
    label: str
    rows: list[WorkRow]
    more: int


def chosen(partner: Partner, people: list[Asked], query: Any, first: date, last: date, by: Person) -> Any:
    """What an address asks for, with `person` and `counted`; None for anything that is not on the page."""
    found = next((row for row in people if str(row.person.pk) == query.get("person")), None)
    what = query.get("counted", "")
    if found is None or what not in LISTS:
        return None
    if what in ("mails", "asks"):
        mails = _mails(partner, found.person, what, first, last)
        rows, count = list(_mail_rows(mails, partner, found.person, by)), mails.count
    else:
        rows = list(_work(partner, found.person, what, first, last))
        count = partial(getattr, found.work, what)
    more = count() - len(rows) if len(rows) == MOST_ROWS else 0
    return Counted(found.person, LISTS[what], rows, more)


def _work(partner, person, what, first, last):
    sources = (source(partner, person.pk, what, first, last) for source in registry.work_rows)
    return islice(chain.from_iterable(sources), MOST_ROWS)


def _mails(partner, person, what, first, last):
    rows = asked.mails_to(partner, first, last).filter(person=person)
    return rows.filter(asks__gt=0) if what == "asks" else rows


def _mail_rows(mails, partner, person, by) -> Iterator[WorkRow]:
    """Coordinators read each; somebody else's mail has a day and no subject for their colleagues."""
    found = list(mails.defer("text")[:MOST_ROWS])
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
