"""Who hosts the next meeting of a group, and where that partner hosted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.time.days import today_of
from meetings.models import Meeting
from partnerships.bodies.hosts import next_host

if TYPE_CHECKING:
    from partnerships.models import Body, Partner


def next_to_host(body: Body) -> Partner | None:
    """Whose turn it is after the last meeting that somebody hosts, planned ones included."""
    hosted = Meeting.objects.filter(body=body, host__isnull=False).exclude(state=Meeting.State.CANCELLED)
    last = hosted.order_by("-starts_at", "-pk").first()
    return next_host(body, after=last and last.host_id, day=today_of(body.partnership), at=timezone.now())


def proposed(body: Body) -> dict:
    """What the form of a new meeting begins with: the next host, and the place where it hosted last, or its name."""
    host = next_to_host(body)
    if host is None:
        return {}
    rows = Meeting.objects.filter(body=body, host=host).exclude(place="")
    before = rows.order_by("-starts_at", "-pk").values_list("place", flat=True).first()
    return {"host": host.pk, "place": before or host.organisation.name}
