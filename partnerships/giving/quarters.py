"""Once a quarter one line per partner about the time of its people, filled in as far as the records go.

A line is begun after its quarter is over, waits for a working morning of whoever leads the partner, and is asked in
one mail through the monthly budget of asks. A partner that pauses is not asked, and one without a lead can't be.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from backbone.isolation import each
from backbone.pages.bounded import first_rows
from backbone.panels import registry
from backbone.registered.work_done import WorkDone
from backbone.time.days import day_of, today_of
from backbone.time.mornings import next_morning, working_morning
from partnerships.giving.models import QuarterAsking, QuarterLine
from partnerships.models import Partnership, Representative
from partnerships.pausing.who_rests import paused_partners

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person
    from partnerships.models import Partner

MONTHS = 3
# So many days after its end meetings have their minutes and tasks their answers.
DAYS_LATER = 7
HOURS_A_DAY = 8
HALF = Decimal("0.5")


def quarter_before(day: date) -> tuple[date, date]:
    """The first and last day of the quarter that was over before this day."""
    first = date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
    last = first - timedelta(days=1)
    return date(last.year, last.month - MONTHS + 1, 1), last


def set_asking(partnership: Partnership, is_on: bool) -> None:
    """Ask partners each quarter from now on, or no more; what was asked can still be answered."""
    if is_on:
        QuarterAsking.objects.get_or_create(partnership=partnership)
        return
    QuarterAsking.objects.filter(partnership=partnership).delete()
    QuarterLine.objects.filter(partnership=partnership).update(next_ask_at=None)


def begin_due() -> int:
    """Begin the lines of the quarter that is over wherever partners are asked; returns how many lines that were."""
    open_ones = QuarterAsking.objects.filter(partnership__in=Partnership.objects.open())
    return each(open_ones.values_list("pk", flat=True), _begin_if_due, what="quarter of asking")


def _begin_if_due(pk):
    row = QuarterAsking.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=pk)
    today = today_of(row.partnership)
    first, last = quarter_before(today - timedelta(days=DAYS_LATER))
    if row.last_asked and row.last_asked >= first:
        return 0
    return begin(row.partnership, first, last)


@transaction.atomic
def begin(partnership: Partnership, first: date, last: date) -> int:
    """A line for each partner that has none of this quarter; what still waited of an earlier one is asked no more."""
    asking = QuarterAsking.objects.select_for_update().get(partnership=partnership)
    QuarterLine.objects.filter(partnership=partnership, starts_on__lt=first).update(next_ask_at=None)
    known = QuarterLine.objects.filter(partnership=partnership, ends_on=last).values("partner")
    begun = began_on(partnership)
    partners = list(_there_until(partnership, last).exclude(pk__in=known)) if begun <= last else []
    work, said = work_done(partnership, first, last), _said_last(partnership)
    paused, leads = paused_partners(partnership), leads_of(partners)
    lines = [
        _line(
            partner,
            max(first, begun, partner.since or first),
            last,
            work.get(partner.pk, WorkDone()),
            said.get(partner.pk),
        )
        for partner in partners
    ]
    for line in lines:
        line.is_paused = line.partner_id in paused
        line.person = leads.get(line.partner_id)
        if line.person and not line.is_paused:
            line.next_ask_at = _morning(line.person, partnership)
    QuarterLine.objects.bulk_create(lines)
    asking.last_asked = first
    asking.save(update_fields=["last_asked"])
    return len(lines)


def began_on(partnership: Partnership) -> date:
    """The day since which it goes on, as somebody said, or on which it was written down."""
    return partnership.started_on or day_of(partnership.created_at, partnership.zone)


def _there_until(partnership, last):
    """The present partners but those of which somebody said that they joined later."""
    return partnership.partners.present().filter(Q(since=None) | Q(since__lte=last))


def _line(partner, first, last, work, said):
    return QuarterLine(
        partnership_id=partner.partnership_id,
        partner=partner,
        starts_on=first,
        ends_on=last,
        meetings=work.meetings,
        hours=work.hours,
        tasks=work.tasks,
        proposed=said or _in_days(work.hours),
    )


def _in_days(hours):
    """Hours as days, to the half; None where nothing is recorded, so that no number is put into anybody's mouth."""
    halves = (hours / HOURS_A_DAY / HALF).quantize(Decimal(1), ROUND_HALF_UP)
    return max(halves, Decimal(1)) * HALF if hours else None


def work_done(partnership: Partnership, first: date, last: date) -> dict[int, WorkDone]:
    """{partner's key: what its people did in these days}, from what the apps registered."""
    found: dict[int, WorkDone] = {}
    for source in registry.work_done:
        for partner, work in source(partnership, first, last).items():
            found[partner] = found.get(partner, WorkDone()) + work
    return found


def _said_last(partnership):
    """{partner's key: the days that it said last}."""
    rows = QuarterLine.objects.filter(partnership=partnership, days__isnull=False)
    return dict(rows.order_by("starts_on").values_list("partner", "days"))


def leads_of(partners: list[Partner] | list[int]) -> dict[int, Person]:
    """{partner's key: who leads it now}."""
    seats = Representative.objects.current().filter(partner__in=partners, capacity="lead")
    return {seat.partner_id: seat.person for seat in seats.select_related("person")}


def _morning(person: Person, partnership: Partnership) -> datetime:
    return working_morning(next_morning(person.zone), person.zone, partnership.country)


def try_again_at(line: QuarterLine) -> datetime:
    """The next morning on which a line can be asked that could not be today."""
    return _morning(line.person, line.partnership)


def due() -> QuerySet[QuarterLine]:
    """Lines whose morning has come, of partners that are there and partnerships that go on."""
    rows = QuarterLine.objects.filter(next_ask_at__lte=timezone.now(), answer="")
    rows = rows.filter(partner__withdrawn_on=None, partnership__in=Partnership.objects.open())
    return rows.select_related("partner__organisation", "partnership", "person").order_by("next_ask_at", "pk")


def last_shown(partnership: Partnership, query: Any) -> dict[str, Any]:
    """The last quarter that was asked about with its lines by partner, and whether partners are asked."""
    is_on = QuarterAsking.objects.filter(partnership=partnership).exists()
    # By its last day: who came within the quarter is asked about the rest of it.
    newest = partnership.quarter_lines.order_by("-ends_on", "starts_on").first()
    if newest is None:
        return {"is_on": is_on, "lines": []}
    rows = partnership.quarter_lines.filter(ends_on=newest.ends_on)
    rows = rows.select_related("partner__organisation", "person", "noted_by")
    lines = first_rows(rows.order_by("partner__organisation__sort_name", "pk"), query, "lines")
    return {"is_on": is_on, "starts_on": newest.starts_on, "ends_on": newest.ends_on, "lines": lines}
