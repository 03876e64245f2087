"""A folder for whoever runs the partnership: the agreement, its groups, who does what, how they are reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from backbone.numbers import number
from partnerships.agreement_papers import numbering, which_version
from partnerships.agreement_papers.lines import Part, in_days, joined, part, with_words
from partnerships.documents import acceptance
from partnerships.models import Body, Representative, Role

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership

Lines = Iterator[tuple[str, str]]


def contents(partnership: Partnership) -> dict[str, Any]:
    """What the folder's template shows, in the language that is active: nothing private is looked up."""
    version = acceptance.holding_of(partnership)
    return {
        "version": version,
        "in_words": which_version.in_words(version) if version else "",
        "groups": numbering.groups(version) if version else [],
        "parts": with_words(
            [
                part("roles", _("Who does what"), _roles(partnership)),
                part("partners", _("Partners and who speaks for them"), _partners(partnership)),
                part("contacts", _("How they are reached"), _contacts(partnership)),
            ]
        ),
        "bodies": with_words(_bodies(partnership)),
    }


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
    """How each is reached, as coordinators see it, and said once who does not show it to partners."""
    seats = {seat.person_id: seat for seat in _seats(partnership)}.values()
    for seat in seats:
        yield str(seat.person), joined([str(seat.partner), seat.person.mail_address, seat.person.phone])
    yield _("For coordinators alone, not to pass on"), ", ".join(_who_keep_it(seats))


def _who_keep_it(seats: Iterable[Representative]) -> Iterator[str]:
    for seat in seats:
        person = seat.person
        if (person.mail_address and not person.shows_address) or (person.phone and not person.shows_phone):
            yield str(person)


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
