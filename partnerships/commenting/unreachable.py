"""Partners of which nobody can be mailed: what they say to the draft is asked otherwise, and entered for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerships.models import Partner, Representative

if TYPE_CHECKING:
    from partnerships.models import Partnership

# On one page.
MOST_NAMED = 60


def without_an_address(partnership: Partnership) -> QuerySet[Partner]:
    """Those that are there and have no representative with an email address."""
    has_address = Q(person__contact_email__gt="") | Q(person__email__gt="")
    seats = Representative.objects.current().filter(has_address, partner=OuterRef("pk"))
    rows = partnership.partners.present().filter(~Exists(seats.order_by()))
    return rows.select_related("organisation").in_own_order()[:MOST_NAMED]
