"""What each partner gave and got. All partners are listed, by name; money weighs no more than the rest."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from meetings.models import Attendance, Meeting
from partnerships.models import Benefit, Contribution, Partner

ZERO = Decimal(0)
# What tells how long a meeting was, and on which day.
LENGTH = ("started_at", "ended_at", "starts_at", "timezone")


@dataclass
class Given:
    """One partner's contributions and benefits."""

    partner: Partner
    contributions: list = field(default_factory=list)
    benefits: list = field(default_factory=list)

    def value(self, *kinds):
        """The value recorded for these kinds, or None where nothing of them was valued."""
        values = [c.value for c in self.contributions if c.kind in kinds and c.value is not None]
        return sum(values, ZERO) if values else None

    @property
    def cash(self):
        return self.value(Contribution.Kind.CASH)

    @property
    def in_kind(self):
        return self.value(Contribution.Kind.KIND, Contribution.Kind.HOURS)

    @property
    def unvalued(self):
        """Contributions that nobody has put a value on; they are listed in words."""
        return [c for c in self.contributions if c.value is None]


def given_by_partner(partnership, state=Contribution.State.DELIVERED, start=None, end=None):
    """A `Given` for each partner that has not withdrawn: three queries."""
    rows = {
        p.pk: Given(p)
        for p in Partner.objects.filter(partnership=partnership).present().select_related("organisation")
    }
    contributions = Contribution.objects.filter(partnership=partnership, state=state)
    for contribution in _within(contributions, start, end).select_related("recorded_by"):
        _add(rows, contribution, "contributions")
    for benefit in Benefit.objects.filter(partnership=partnership).select_related("recorded_by"):
        _add(rows, benefit, "benefits")
    return list(rows.values())


def total(given, name):
    """The sum of a column, None where no partner has a value in it."""
    values = [value for value in (getattr(row, name) for row in given) if value is not None]
    return sum(values, ZERO) if values else None


def meeting_hours(partnership, start=None, end=None):
    """Hours that people spent in meetings: the actual length times everybody recorded as there."""
    meetings = Meeting.objects.filter(
        partnership=partnership, started_at__isnull=False, ended_at__isnull=False
    )
    within = [m for m in meetings.only(*LENGTH) if _is_within(m.day, start, end)]
    lengths = {m.pk: m.ended_at - m.started_at for m in within}
    there = Attendance.objects.filter(meeting__in=lengths, state__in=["present", "partly"])
    seconds = sum(lengths[pk].total_seconds() for pk in there.values_list("meeting_id", flat=True))
    return (Decimal(int(seconds)) / 3600).quantize(Decimal("0.1"))


def _is_within(day, start, end):
    return (start is None or start <= day) and (end is None or day <= end)


def _within(rows, start, end):
    if start:
        rows = rows.filter(Q(period_end=None) | Q(period_end__gte=start))
    if end:
        rows = rows.filter(Q(period_start=None) | Q(period_start__lte=end))
    return rows.order_by("pk")


def _add(rows, row, name):
    if row.partner_id in rows:
        getattr(rows[row.partner_id], name).append(row)
