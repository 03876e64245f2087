"""What the page behind a mailed link says of versions of the agreement: to be accepted, in force, or just over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from backbone.time.days import today_of
from partnerships.correspondence.models import AccessLink
from partnerships.signing.by_mail import page
from partnerships.signing.models import Acceptance, SigningRound

MOST_SHOWN = 3
# So long the page says of a version that it was taken back, or has ended, as the mail about it does.
TOLD_FOR = timedelta(days=60)
State = SigningRound.State


def on_link(link: AccessLink, token: str = "", **other: Any) -> dict | None:
    """The versions that its person is asked to accept, and the one in force, each with the way to its page."""
    rows = page.rows_of(link.person, link.partnership).defer("round__version__html", "round__version__data")
    rows = rows.filter(_proposed() | _told(link.partnership)).of_rounds_in([link.partnership_id])
    rows = list(rows.order_by("-round__version__number", "pk")[:MOST_SHOWN])
    for row in rows:
        row.is_asked = _is_asked(row)
    shown = [(row, reverse("link_acceptance", args=[token, row.pk])) for row in rows]
    return {"acceptances": shown} if shown else None


def _proposed():
    return Q(round__state=State.PROPOSED, sent_on__isnull=False)


def _told(partnership):
    """What every partner heard of, whether it was sent the question or not."""
    lately = Q(round__state__in=(State.TAKEN_BACK, State.ENDED))
    lately &= Q(round__ended_on__gte=today_of(partnership) - TOLD_FOR)
    return Q(round__state=State.IN_FORCE) | lately


def _is_asked(row):
    return bool(row.sent_on) and row.round.is_going and row.state in Acceptance.WAITING
