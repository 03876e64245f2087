"""What the page behind a mailed link says of versions of the agreement that a partner can accept."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from partnerships.correspondence.models import AccessLink
from partnerships.signing.by_mail import page
from partnerships.signing.models import SigningRound

MOST_SHOWN = 3


def on_link(link: AccessLink, token: str = "", **other: Any) -> dict | None:
    """The versions that its person is asked to accept, each with the way to its page."""
    rows = page.rows_of(link.person, link.partnership).defer("round__version__html", "round__version__data")
    rows = rows.filter(round__state__in=SigningRound.GOING, sent_on__isnull=False)
    rows = rows.of_rounds_in([link.partnership_id])
    shown = [
        (row, reverse("link_acceptance", args=[token, row.pk]))
        for row in rows.order_by("-round__version__number", "pk")[:MOST_SHOWN]
    ]
    return {"acceptances": shown} if shown else None
