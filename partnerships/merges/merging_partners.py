"""What an organisation, a partner and a seat take over from another that becomes theirs; nothing is written over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from django.db.models import Model

from partnerships.models import Organisation, Partner, Representative

LEAD, MEMBER = Representative.Capacity.LEAD, Representative.Capacity.MEMBER
Change = tuple[Model, dict]


@singledispatch
def changes(gone: Any, stays: Any) -> Iterator[Change]:
    """What changes with these two rows before one becomes the other: (row, {column: value})."""
    return iter(())


def filled(gone: Model, stays: Model, *names: str) -> dict[str, Any]:
    """The columns that are empty in the row that stays and are known in the other."""
    return {name: getattr(gone, name) for name in names if getattr(gone, name) and not getattr(stays, name)}


def _joined(gone: Model, stays: Model, *names: str) -> dict[str, str]:
    """Texts that both have and that differ, the one below the other."""
    texts = {name: [getattr(stays, name), getattr(gone, name)] for name in names}
    return {name: "\n\n".join(two) for name, two in texts.items() if all(two) and two[0] != two[1]}


@changes.register
def _of_organisation(gone: Organisation, stays: Organisation) -> Iterator[Change]:
    values = filled(gone, stays, "short_name", "sector", "country", "website", "is_backbone", "wider_lead")
    if more := [domain for domain in gone.domains if domain not in stays.domains]:
        values["domains"] = [*stays.domains, *more]
    if values:
        yield stays, values


@changes.register
def _of_partner(gone: Partner, stays: Partner) -> Iterator[Change]:
    """A partner that is there goes before one that withdrew, and a lead who is there before another."""
    values = filled(gone, stays, "role", "is_convener", "own_objectives", "mandate")
    values |= _joined(gone, stays, "own_objectives", "mandate")
    if not (stays.since or stays.since_words):
        values |= filled(gone, stays, "since", "since_words")
    if stays.withdrawn_on:
        withdrawn = gone.withdrawn_on and max(gone.withdrawn_on, stays.withdrawn_on)
        values |= {} if withdrawn == stays.withdrawn_on else {"withdrawn_on": withdrawn}
    if values:
        yield stays, values
    leads = Representative.objects.filter(capacity=LEAD, until=None)
    if leads.filter(partner=stays).exists():
        for lead in leads.filter(partner=gone):
            yield lead, {"capacity": MEMBER}


@changes.register
def _of_seat(gone: Representative, stays: Representative) -> Iterator[Change]:
    values = filled(gone, stays, "job_title")
    if stays.capacity == MEMBER and gone.capacity != MEMBER:
        values["capacity"] = gone.capacity
    if values:
        yield stays, values
