"""A folder for whoever runs the partnership: the agreement, its groups, who does what, how they are reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from backbone.numbers import number
from partnerships.agreement_papers import which_version
from partnerships.agreement_papers.lines import Part, in_days, joined, part, with_words
from partnerships.agreements.models import Clause
from partnerships.models import Body, Representative, Role

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

Lines = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Issued:
    """A clause as it was issued."""

    heading: str
    text: str


def contents(partnership: Partnership) -> dict[str, Any]:
    """What the folder's template shows, in the language that is active: nothing private is looked up."""
    version = which_version.holding(partnership)
    return {
        "version": version,
        "in_words": which_version.in_words(version) if version else "",
        "groups": _groups(partnership, version.data.get("clauses", ()) if version else ()),
        "parts": with_words(
            [
                part("roles", _("Who does what"), _roles(partnership)),
                part("partners", _("Partners and who speaks for them"), _partners(partnership)),
                part("contacts", _("How they are reached"), _contacts(partnership)),
                *_bodies(partnership),
            ]
        ),
    }


def _groups(partnership: Partnership, clauses: Any) -> list[tuple[str, list[Issued]]]:
    """Its clauses in the groups of the agreement, so that each has the number that it has there."""
    rows = Clause.objects.filter(agreement__partnership=partnership)
    group_of = dict(rows.values_list("key", "group"))
    groups: dict[str, list[Issued]] = {group: [] for group in Clause.Group}
    for one in clauses:
        groups[group_of.get(one["key"], Clause.Group.HOW)].append(Issued(one["heading"], one["text"]))
    return [(Clause.Group(group).label, own) for group, own in groups.items() if own]


def _roles(partnership: Partnership) -> Lines:
    kinds = (Role.Kind.COORDINATOR, Role.Kind.LEADER)
    rows = partnership.roles.current().filter(kind__in=kinds).select_related("person")
    for role in rows.order_by("kind", "person__sort_name", "pk"):
        yield role.get_kind_display(), str(role.person)


def _partners(partnership: Partnership) -> Lines:
    people: dict[int, list[str]] = {}
    for seat in _seats(partnership):
        capacity = seat.get_capacity_display().lower()
        people.setdefault(seat.partner_id, []).append(f"{seat.person} ({joined([capacity, seat.job_title])})")
    for partner in partnership.partners.present().select_related("organisation"):
        yield str(partner), joined([partner.role, ", ".join(people.get(partner.pk, ()))])


def _seats(partnership: Partnership) -> Any:
    rows = Representative.objects.current().filter(partnership=partnership, partner__withdrawn_on=None)
    return rows.select_related("person", "partner__organisation").order_by("person__sort_name", "pk")


def _contacts(partnership: Partnership) -> Lines:
    """Addresses and telephone numbers of those who chose to show them: a folder goes from hand to hand."""
    seen: set[int] = set()
    for seat in _seats(partnership):
        if seat.person_id not in seen:
            seen.add(seat.person_id)
            reached = list(_reached(seat.person)) or [_("shows neither address nor telephone number")]
            yield str(seat.person), joined([str(seat.partner), *reached])


def _reached(person: Person) -> Iterator[str]:
    if person.shows_address:
        yield person.mail_address
    if person.shows_phone:
        yield person.phone


def _bodies(partnership: Partnership) -> Iterator[Part]:
    rows = Body.objects.filter(partnership=partnership).select_related("chair", "secretary", "reports_to")
    for body in rows.prefetch_related("partners__organisation"):
        yield part(f"body-{body.pk}", body.name, _of_body(body, partnership))


def _of_body(body: Body, partnership: Partnership) -> Lines:
    yield _("Remit"), body.remit
    yield _("How it decides"), joined([body.get_decision_rule_display(), _silence(body)])
    yield _("Quorum"), body.get_quorum_share_display() or (number(body.quorum) if body.quorum else "")
    yield _("Chair"), str(body.chair or "")
    yield _("Secretary"), str(body.secretary or "")
    yield _("Partners"), ", ".join(str(one) for one in _by_name(body.partners.all()))
    yield _("Called by"), body.called_by
    days = body.minutes_working_days or partnership.minutes_working_days
    yield _("Minutes within"), in_days(days) if days else ""
    yield _("Ground rules"), body.ground_rules


def _by_name(partners: Any) -> list[Partner]:
    return sorted(partners, key=lambda one: (one.organisation.sort_name, one.pk))


def _silence(body: Body) -> str:
    return _("silence counts as consent") if body.silence_is_consent else ""
