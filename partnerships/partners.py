"""Partners of a partnership: the table that shows all as equals, joining, representing and withdrawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import (
    Count,
    DateTimeField,
    Prefetch,
    Q,
    QuerySet,
    Value,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.timezone import now

from backbone.numbers import number
from backbone.panels import registry
from backbone.time.days import end_of_day, start_of_day
from partnerships.models import Benefit, Contribution, Partner, Representative
from partnerships.pausing.who_rests import paused_partners
from partnerships.persons import find_or_add

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

SHOWN_TERMS = 3
# How long an ended seat can be taken back where it stood.
TAKEN_BACK_FOR = timedelta(days=2)


@dataclass
class Table:
    """Partners by name with what each gives and gets, and the columns that apps registered."""

    columns: list
    rows: list = field(default_factory=list)


def table(partnership: Partnership, partners: list[Partner]) -> Table:
    """The table of these partners as `partnership.access` may see it; its queries do not grow with the rows."""
    prefetch_related_objects(
        partners,
        Prefetch("contributions", _first(Contribution), "first_contributions"),
        Prefetch("benefits", _first(Benefit), "first_benefits"),
    )
    access = partnership.access
    columns = registry.sorted("partner_columns") if access.work and partners else []
    cells = [column.cells(partnership, partners) for column in columns]
    paused = paused_partners(partnership) if partners else {}
    made = Table([(column.label(partnership), column.is_number) for column in columns])
    for partner in partners:
        partner.partnership, partner.paused_until = partnership, paused.get(partner.pk)
        open_to_viewer = access.coordinate or partner.pk in access.partner_ids
        made.rows.append((partner, _row_cells(partner, columns, cells) if open_to_viewer else None))
    return made


def _first(model):
    """The first few of each partner with how many there are; what is only offered is agreed first."""
    in_all = Window(Count("pk"), partition_by="partner")
    return model.objects.agreed().annotate(in_all=in_all).order_by("pk")[:SHOWN_TERMS]


def known_of(partnership: Partnership, partner: Partner) -> list[tuple]:
    """What apps know of one partner, [(label, whether it is a number, cell)], as `partnership.access` may see it."""
    access = partnership.access
    columns = registry.sorted("partner_columns")
    if not access.work or not (access.coordinate or partner.pk in access.partner_ids):
        return []
    cells = [column.cells(partnership, [partner]) for column in columns]
    return [row for row in _row_cells(partner, columns, cells) if row[2] != ""]


def _row_cells(partner, columns, cells):
    return [
        (column.label(partner.partnership), column.is_number, values.get(partner.pk, ""))
        for column, values in zip(columns, cells, strict=True)
    ]


def terms_in_short(rows: list) -> tuple[str, int]:
    """The first few contributions or benefits of a partner in a table as one line, and how many more there are."""
    more = rows[0].in_all - len(rows) if rows else 0
    return "; ".join(in_words(row) for row in rows), more


def in_words(row: Benefit | Contribution) -> str:
    """`Extension staff, 40 days`: a contribution with its amount, a benefit as it is."""
    amount = getattr(row, "quantity", None)
    return str(row) if amount is None else f"{row}, {number(amount)} {row.unit}".strip()


SHOW = {
    "present": Q(withdrawn_on=None),
    "conveners": Q(withdrawn_on=None, is_convener=True),
    "withdrawn": Q(withdrawn_on__isnull=False),
    "all": Q(),
}
SORTS = {
    "name": ["organisation__sort_name", "pk"],
    "-name": ["-organisation__sort_name", "-pk"],
    "since": ["since", "organisation__sort_name", "pk"],
    "-since": ["-since", "organisation__sort_name", "pk"],
}


def chosen(
    partnership: Partnership, *, words: str = "", show: str = "present", sort: str = "name"
) -> QuerySet[Partner]:
    """The partners that a list's address asks for; unknown values count as the usual ones."""
    rows = partnership.partners.filter(SHOW.get(show, SHOW["present"])).select_related("organisation")
    rows = rows.order_by(*SORTS.get(sort, SORTS["name"]))
    if words:
        named = Q(organisation__name__icontains=words) | Q(organisation__short_name__icontains=words)
        rows = rows.filter(named | Q(role__icontains=words))
    return rows


# Representatives: one lead per partner


@transaction.atomic
def welcome(partner: Partner, data: dict, by: Person) -> tuple:
    """Let the person of a form's data represent the partner; somebody new is saved, known by address if any."""
    is_same = data.get("whose") == "same"
    person = data["person"] or find_or_add(
        data["name"], data["email"], partner.partnership, by=by, is_same=is_same
    )
    since = data["since"] and start_of_day(data["since"], partner.partnership.zone)
    return take_part(partner, person, data["capacity"], job_title=data["job_title"], since=since)


@transaction.atomic
def take_part(
    partner: Partner, person: Person, capacity: str, *, job_title: str = "", since: Any = None
) -> tuple:
    """Let a person represent the partner; returns (the row, the lead who steps back to member or None).

    Somebody who represents it already, as after a second click, keeps the row that is there.
    """
    _lock(partner)
    known = partner.representatives.not_ended().filter(person=person).first()
    if known:
        return known, None
    before = _step_back(partner, person, capacity)
    row = Representative.objects.create(
        partnership=partner.partnership,
        partner=partner,
        person=person,
        capacity=capacity,
        job_title=job_title,
        since=since,
    )
    _tell(row)
    return row, before


def _tell(seat):
    """Whoever wants to know that somebody represents a partner in this capacity from now on."""
    for hears in registry.took_capacity:
        hears(seat)


@transaction.atomic
def change_capacity(representative: Representative, capacity: str, job_title: str) -> Person:
    """Change how a person represents the partner; returns the lead who steps back to member, or None."""
    _lock(representative.partner)
    before = _step_back(representative.partner, representative.person, capacity)
    # A form that was checked has set it on the row at hand.
    before_it = Representative.objects.values_list("capacity", flat=True).get(pk=representative.pk)
    representative.capacity, representative.job_title = capacity, job_title
    representative.save(update_fields=["capacity", "job_title"])
    if before_it != capacity:
        _tell(representative)
    return before


@transaction.atomic
def stop_representing(representative: Representative) -> None:
    """End the representation now; the row stays as history."""
    _lock(representative.partner)
    representative.refresh_from_db(fields=["until"])
    if representative.until and representative.until <= now():
        return
    representative.until = max(now(), representative.since or now())
    representative.save(update_fields=["until"])


def _lock(partner):
    Partner.objects.select_for_update().get(pk=partner.pk)


def _step_back(partner, person, capacity):
    """A new lead takes the place of the present one, who stays as a member."""
    if capacity != Representative.Capacity.LEAD:
        return None
    lead = partner.representatives.not_ended().filter(capacity=capacity).exclude(person=person).first()
    if lead:
        lead.capacity = Representative.Capacity.MEMBER
        lead.save(update_fields=["capacity"])
    return lead and lead.person


# Withdrawal: a partner that leaves stays in the records


@transaction.atomic
def withdraw(partner: Partner, day: date) -> bool:
    """Record that the partner leaves; its people stop representing it: now, or when an earlier day was over."""
    locked = Partner.objects.select_for_update().get(pk=partner.pk)
    if locked.withdrawn_on:
        return False
    locked.withdrawn_on = day
    locked.revision += 1
    locked.save(update_fields=["withdrawn_on", "revision"])
    _end_seats(locked, day)
    for hears in registry.partner_left:
        hears(locked, day)
    return True


def _end_seats(partner, day):
    """End those that go on; no seat ends before it began. What had ended by itself stays as it was."""
    end = min(now(), end_of_day(day, partner.partnership.zone))
    ends = Greatest(Value(end), Coalesce("since", Value(end)), output_field=DateTimeField())
    partner.representatives.filter(until__gt=now()).update(until=ends)
    partner.representatives.filter(until=None).update(until=ends, left_with_partner=True)


@transaction.atomic
def take_back_withdrawal(partner: Partner) -> bool:
    """The partner stays after all; those whose representation ended with it represent it again."""
    locked = Partner.objects.select_for_update().get(pk=partner.pk)
    if locked.withdrawn_on is None:
        return False
    locked.withdrawn_on = None
    locked.revision += 1
    locked.save(update_fields=["withdrawn_on", "revision"])
    _seat_again(locked)
    for hears in registry.partner_back:
        hears(locked)
    return True


def _seat_again(partner):
    """Those who left with the partner; who was seated again meanwhile stays as that, and so does a new lead."""
    seated = partner.representatives.filter(until=None)
    has_lead = seated.filter(capacity=Representative.Capacity.LEAD).exists()
    gone = partner.representatives.filter(left_with_partner=True)
    back = gone.exclude(person__in=seated.values("person"))
    if has_lead:
        back.filter(capacity=Representative.Capacity.LEAD).update(capacity=Representative.Capacity.MEMBER)
    back.update(until=None, left_with_partner=False)
