"""Questions between a partnership and the one above it: which group takes one up, its answer to note, and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from meetings.models import Meeting, PartnershipAsk
from partnerships.access import coordinated_by

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

UPWARD = Kind("asks-upward", gettext_lazy("Questions from and to other partnerships"))
HELD = (Meeting.State.CLOSED, Meeting.State.ISSUED)
NOWHERE = Q(item=None) | Q(item__meeting__state=Meeting.State.CANCELLED)


def open_asks(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """For coordinators above: what waits for a group or for its answer to be noted; below: what came back."""
    where = [one.pk for one in coordinated_by(person, partnership)]
    rows = _rows(where) if where else ()
    for one in rows:
        if one.answered_at:
            yield _came_back(one, partnership)
        else:
            yield _to_note(one, partnership) if one.is_on_agenda else _to_give(one, partnership)


def _rows(where):
    above = Q(answered_at=None, withdrawn_at=None, partnership__in=where, partnership__closed_at=None)
    above &= Q(child__parent=F("partnership"), child__closed_at=None)
    above &= Q(to=None) & NOWHERE | Q(item__meeting__state__in=HELD)
    below = Q(answered_at__isnull=False, child__in=where, child__closed_at=None)
    rows = PartnershipAsk.objects.filter(above | below, read_at=None)
    return rows.select_related("partnership", "child", "item__meeting").order_by("asked_at", "pk")


def _to_give(one, here):
    said, url = _("%(child)s asks"), reverse("upward_ask_group", args=[one.pk])
    return _asked(one, here, said, action=_("Choose who takes it up"), action_url=url)


def _to_note(one, here):
    said, url = _("%(child)s asked, you spoke of it"), one.get_absolute_url()
    return _asked(one, here, said, action=_("Note the answer"), action_url=url)


def _asked(one, here, said, **step):
    return Need(
        kind=UPWARD,
        state="open",
        word=_("Asked"),
        title=one.text,
        url=reverse("children", args=[one.partnership.slug]),
        detail=_detail(here, one.partnership, said % {"child": one.child}),
        **step,
    )


def _came_back(one, here):
    return Need(
        kind=UPWARD,
        state="open",
        word=_("Answered"),
        title=one.text,
        url=reverse("shared_upward", args=[one.child.slug]),
        detail=_detail(here, one.child, f"{one.partnership}: {one.answer[:200]}"),
        action=_("I have read it"),
        action_url=reverse("upward_ask_reading", args=[one.pk]),
        is_post=True,
    )


def _detail(here, of, words):
    return words if here else f"{of} · {words}"
