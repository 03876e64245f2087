"""What waits for whom: a partner's people are asked to accept; coordinators see wishes, and whom to ask at last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.needs import Need
from backbone.time import dates
from partnerships.access import coordinated_by
from partnerships.signing.by_mail import asking, chasing
from partnerships.signing.models import Acceptance, SigningRound
from partnerships.signing.needs import AGREEMENTS

State = Acceptance.State

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def to_accept(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """The versions that a partner of this person has got and not answered."""
    of = None if partnership is None else [partnership.pk]
    if not person.standing.represents:
        return
    for row in _with_round(asking.open_for(person, of)):
        yield Need(
            kind=AGREEMENTS,
            state="open",
            word=_("proposed on %(day)s") % {"day": dates.short(row.round.proposed_on)},
            title=_("Does %(partner)s accept the agreement?") % {"partner": row.name},
            url=reverse("acceptance_answer", args=[row.pk]),
            detail=_where(row, partnership),
            action=_("Read it and answer"),
            action_url=reverse("acceptance_answer", args=[row.pk]),
        )


def of_coordinators(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Wishes for a change, refusals, and partners that stay silent, however it was sent to them."""
    of = [one.pk for one in coordinated_by(person, partnership)]
    if not of:
        return
    for row in _with_round(_to_decide(of)):
        yield _to_decide_need(row, partnership)
    for row in _with_round(chasing.silent(of)):
        yield _silent_need(row, partnership)


def _to_decide(partnerships: list[int]) -> QuerySet[Acceptance]:
    """Wishes; while it is proposed refusals, and conditions that came by mail: once it is in force it went on with those.

    Whoever records a condition for a partner has seen it.
    """
    wishes = Q(state=State.WISHES_CHANGE, round__state__in=SigningRound.GOING)
    refuses = Q(state=State.REFUSED, round__state=SigningRound.State.PROPOSED)
    conditions = Q(
        state__in=Acceptance.GIVEN,
        remark_counts=Acceptance.Counts.CONDITION,
        recorded_by=None,
        round__state=SigningRound.State.PROPOSED,
    )
    rows = Acceptance.objects.filter(wishes | refuses | conditions, partnership__in=partnerships)
    return rows.of_rounds_in(partnerships)


def _to_decide_need(row: Acceptance, partnership: Partnership | None) -> Need:
    word, action = _to_decide_words(row)
    return Need(
        kind=AGREEMENTS,
        state="risk",
        word=word,
        title=row.name,
        url=row.get_absolute_url(),
        detail=_where(row, partnership),
        action=action,
    )


def _to_decide_words(row):
    if row.is_given:
        return _("accepts with a condition"), _("Look whether it is met")
    if row.state == State.WISHES_CHANGE:
        return _("wishes a change"), _("Look at it")
    return _("does not accept it"), _("Decide: change it, or go on without")


def _silent_need(row: Acceptance, partnership: Partnership | None) -> Need:
    action, address = _what_to_do(row)
    return Need(
        kind=AGREEMENTS,
        state="late",
        word=_since_when(row),
        title=row.name,
        url=row.get_absolute_url(),
        detail=_where(row, partnership),
        action=action,
        action_url=address,
        is_post=row.mailed_on is not None and row.can_be_asked,
    )


def _since_when(row):
    if row.mailed_on and row.reminded_on and row.reminded_on >= row.mailed_on + 2 * asking.STEP:
        return _("no answer after two reminders")
    return _("sent on %(day)s, no answer") % {"day": dates.short(row.mailed_on or row.sent_on)}


def _what_to_do(row):
    """The sponsor is asked where there is one who was not; else somebody calls."""
    if row.mailed_on is None:
        return _("Ask how it stands, and record it"), reverse("acceptance_edit", args=[row.pk])
    if row.can_be_asked:
        return _("Ask its sponsor"), reverse("acceptance_sponsor", args=[row.pk])
    if row.has_sponsor:
        return _("Call, and record what it says"), reverse("acceptance_edit", args=[row.pk])
    return _("Call, or name a sponsor"), row.partner.get_absolute_url()


def _with_round(rows: QuerySet[Acceptance]) -> QuerySet[Acceptance]:
    rows = rows.select_related("round__version", "partnership")
    return rows.defer("round__version__html", "round__version__data").order_by("pk")


def _where(row: Acceptance, partnership: Partnership | None) -> str:
    return str(row.round) if partnership else f"{row.partnership} · {row.round}"
