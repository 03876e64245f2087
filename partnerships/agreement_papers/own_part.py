"""One page for one partner: who speaks for it, what it gives and gets, where it sits, what is expected and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from backbone.numbers import money, number
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.agreement_papers import which_version
from partnerships.agreement_papers.as_words import as_words
from partnerships.agreement_papers.lines import Part, joined, part, with_words
from partnerships.documents import acceptance
from partnerships.mandates import terms
from partnerships.mandates.models import Mandate
from partnerships.models import Benefit, BodyPartner, Contribution

if TYPE_CHECKING:
    from partnerships.documents.models import Version
    from partnerships.models import Partner

Lines = Iterator[tuple[str, str]]
# The clauses that say what each partner does, in the order in which they stand.
EXPECTING = (
    "roles",
    "decisions",
    "accountability",
    "communication",
    "duty_to_consult",
    "conflict_of_interest",
)


def parts(partner: Partner) -> list[Part]:
    """What concerns this partner, in the reader's language; nothing that only its coordinators may know."""
    version = acceptance.holding_of(partner.partnership)
    return with_words(
        [
            part("who", _("Who speaks for it"), _people(partner)),
            part("gives", _("What it gives"), _gives(partner)),
            part("gets", _("What it gets"), _gets(partner)),
            part("wants", _("What it wants for itself"), [("", partner.own_objectives)]),
            part("seats", _("The groups that it sits in"), _seats(partner)),
            part("expected", _("What the agreement expects"), _expected(version)),
            part("days", _("Days to know"), _days(partner, version)),
        ]
    )


def _people(partner: Partner) -> Lines:
    if partner.role:
        yield _("Its role"), partner.role
    if partner.mandate:
        yield _("What its people may decide"), partner.mandate
    seats = list(partner.representatives.current().select_related("person"))
    mandates = {row.seat_id: row for row in Mandate.objects.filter(seat__in=seats)}
    for seat in seats:
        decides = terms.in_words(mandates[seat.pk]) if seat.pk in mandates else ""
        yield str(seat.person), joined([seat.get_capacity_display(), seat.job_title, decides])


def _gives(partner: Partner) -> Lines:
    for gift in partner.contributions.exclude(state=Contribution.State.OFFERED).order_by("pk"):
        yield (
            gift.description,
            joined([gift.get_kind_display(), *_how_much(gift), gift.period_words, _only(gift)]),
        )


def _how_much(gift):
    """Its amount and its worth."""
    amount = "" if gift.quantity is None else f"{number(gift.quantity)} {gift.unit}".strip()
    return amount, money(gift.value, gift.currency) if gift.value is not None else ""


def _only(gift):
    return _("condition: %(words)s") % {"words": gift.conditions} if gift.conditions else ""


def _gets(partner: Partner) -> Lines:
    for gain in Benefit.objects.filter(partner=partner, is_proposed=False).order_by("pk"):
        yield "", gain.quoted


def _seats(partner: Partner) -> Lines:
    today = today_of(partner.partnership)
    rows = BodyPartner.objects.filter(Q(term_until=None) | Q(term_until__gte=today), partner=partner)
    for seat in rows.select_related("body", "person", "alternate").order_by("body__name", "pk"):
        is_later = seat.term_from and seat.term_from > today
        since = _("from %(day)s") % {"day": dates.long(seat.term_from)} if is_later else ""
        until = _("until %(day)s") % {"day": dates.long(seat.term_until)} if seat.term_until else ""
        who = " / ".join(str(one) for one in (seat.person, seat.alternate) if one)
        yield seat.body.name, joined([who, since, until, seat.body.get_decision_rule_display()])


def _expected(version: Version | None) -> Lines:
    """The clauses about what every partner does, as the version that holds has them."""
    clauses = {one["key"]: one for one in version.data.get("clauses", ())} if version else {}
    for key in EXPECTING:
        if key in clauses:
            yield clauses[key]["heading"], as_words(clauses[key]["text"])


def _days(partner: Partner, version: Version | None) -> Lines:
    if partner.since_words:
        yield _("Partner since"), partner.since_words
    if version is None:
        return
    yield _("The agreement"), which_version.in_words(version)
    for column, lead in (("review_on", _("Looked at again by")), ("end_on", _("Ends on"))):
        if day := version.data.get(column):
            yield lead, dates.long(date.fromisoformat(day))
