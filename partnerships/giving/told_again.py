"""What a partner said that it wants or gets, told again in its own mails.

Two kinds carry it: the quarter's question about the time of its people, and the first invitation to a meeting in a
month; both to whoever leads the partner, so that it is one line in a month of meetings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone.outbox.models import Message
from backbone.time.days import start_of_day, today_of
from partnerships.correspondence.models import Correspondence
from partnerships.giving.quarters import leads_of
from partnerships.models import Benefit

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership

CARRYING = ("quarter_line", "invitation")


def gain(partner: Partner) -> str:
    """The latest of what the partner itself said that it wants or gets and a coordinator agreed to, or ""."""
    return _gains([partner.pk]).get(partner.pk, "")


def _gains(partners):
    rows = Benefit.objects.agreed().filter(partner__in=partners, own_words=True)
    latest = rows.order_by("partner_id", "-recorded_at", "-pk").distinct("partner_id")
    return {row.partner_id: str(row) for row in latest}


def once_a_month(partnership: Partnership, partners: list[int]) -> dict[tuple[int, int], str]:
    """{(partner's key, key of who leads it): the same}, where no mail told it in this month of the partnership's.

    As many queries for all of them as for one.
    """
    said = _gains(partners)
    leads = {(partner, lead.pk) for partner, lead in leads_of(list(said)).items()} if said else set()
    untold = leads - _told(partnership, said) if leads else leads
    return {pair: said[pair[0]] for pair in untold}


def _told(partnership, partners):
    """Which (partner, person) have had it this month."""
    month = start_of_day(today_of(partnership).replace(day=1), partnership.zone)
    rows = Correspondence.objects.filter(partner__in=partners, person__isnull=False, at__gte=month)
    rows = rows.exclude(undelivered=Message.State.CANCELLED).filter(message__kind__in=CARRYING)
    return set(rows.order_by().values_list("partner", "person"))
