"""Questions between bodies: answers that are to be noted, and answers that came back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from meetings.models import BodyAsk, Meeting
from partnerships.access import coordinated_by

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

ASKS = Kind("asks-of-groups", gettext_lazy("Questions between groups"))
HELD = (Meeting.State.CLOSED, Meeting.State.ISSUED)


def open_asks(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """For coordinators: what a meeting spoke of without an answer noted; for them and the chair: what came back."""
    where = [one.pk for one in coordinated_by(person, partnership)]
    to_note = Q(partnership__in=where, answered_at=None, item__meeting__state__in=HELD)
    came_back = Q(answered_at__isnull=False) & (Q(partnership__in=where) | Q(body__chair=person))
    rows = BodyAsk.objects.filter(to_note | came_back, read_at=None, partnership__closed_at=None)
    rows = rows.filter(partnership=partnership) if partnership else rows
    for one in rows.select_related("body", "to", "partnership").order_by("asked_at", "pk"):
        yield _came_back(one, partnership) if one.answered_at else _to_note(one, partnership)


def _came_back(one, here):
    return Need(
        kind=ASKS,
        state="open",
        word=_("Answered"),
        title=one.text,
        url=one.body.get_absolute_url(),
        detail=_detail(one, here, f"{one.to}: {one.answer[:200]}"),
        action=_("I have read it"),
        action_url=reverse("body_ask_reading", args=[one.pk]),
        is_post=True,
    )


def _to_note(one, here):
    return Need(
        kind=ASKS,
        state="open",
        word=_("Asked"),
        title=one.text,
        url=one.to.get_absolute_url(),
        detail=_detail(one, here, _("%(body)s asked, %(to)s spoke of it") % {"body": one.body, "to": one.to}),
        action=_("Note the answer"),
        action_url=one.get_absolute_url(),
    )


def _detail(one, here, words):
    return words if here else f"{one.partnership} · {words}"
