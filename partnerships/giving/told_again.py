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

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner

CARRYING = ("quarter_line", "invitation")


def gain(partner: Partner) -> str:
    """The latest of what the partner itself said that it wants or gets and a coordinator agreed to, or ""."""
    own = partner.benefits.agreed().filter(own_words=True).order_by("-recorded_at", "-pk").first()
    return str(own) if own else ""


def once_a_month(partner: Partner | None, person: Person) -> str:
    """The same for a mail to whoever leads the partner, where no mail told it in this month of the partnership's."""
    if partner is None or leads_of([partner]).get(partner.pk) != person:
        return ""
    said = gain(partner)
    return "" if said and _was_told(partner, person) else said


def _was_told(partner, person):
    month = start_of_day(today_of(partner.partnership).replace(day=1), partner.partnership.zone)
    rows = Correspondence.objects.filter(partner=partner, person=person, at__gte=month)
    rows = rows.exclude(undelivered=Message.State.CANCELLED)
    return rows.filter(message__kind__in=CARRYING).exists()
