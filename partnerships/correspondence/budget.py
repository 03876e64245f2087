"""The budget of asks: how many things a person was asked lately, and how many more may be asked this month.

The coordinator sets it for a partnership (`asks_per_month`).
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from partnerships.correspondence.models import Correspondence

BUDGET_DAYS = 30


def asked_of(person, partnership):
    """How many things the person was asked in the last 30 days."""
    since = timezone.now() - timedelta(days=BUDGET_DAYS)
    rows = Correspondence.objects.filter(person=person, partnership=partnership, at__gte=since)
    return rows.aggregate(total=Sum("asks"))["total"] or 0


def asks_left(person, partnership):
    """How many more things the person may be asked this month; the coordinator sets the budget."""
    return max(partnership.asks_per_month - asked_of(person, partnership), 0)


def all_asks_left(people, partnership):
    """{person's pk: how many more things they may be asked this month}, in one query."""
    since = timezone.now() - timedelta(days=BUDGET_DAYS)
    rows = Correspondence.objects.filter(partnership=partnership, person__in=people, at__gte=since)
    asked = dict(rows.order_by().values_list("person").annotate(Sum("asks")))
    return {pk: max(partnership.asks_per_month - asked.get(pk, 0), 0) for pk in people}


def asked_by_partner(partnership):
    """How many things were asked of each partner's people in the last 30 days, by the partner's key."""
    since = timezone.now() - timedelta(days=BUDGET_DAYS)
    rows = Correspondence.objects.filter(partnership=partnership, at__gte=since, partner__isnull=False)
    return dict(rows.order_by().values_list("partner").annotate(Sum("asks")))
