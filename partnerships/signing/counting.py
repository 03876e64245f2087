"""Who has accepted a version, by its round's own rule; a letter of no objection is named apart in every count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.time import dates
from partnerships.agreements.stages import Stage
from partnerships.signing import amending
from partnerships.signing.models import Acceptance, SigningRound

if TYPE_CHECKING:
    from collections.abc import Collection

    from partnerships.agreements.models import Agreement
    from partnerships.documents.models import Document, Version

State, Rule = Acceptance.State, SigningRound.Rule
# At most one round is proposed and one in force; of those that ended only the last counts.
NEWEST = 3
CONDITION = Acceptance.Counts.CONDITION


@dataclass(frozen=True)
class Standing:
    """How a round stands.

    partners: those with whom it entered into force, or until then who is there; accepted, no_objection: of these, what counts
    gone: who had accepted what is in force, and left since; gone_others: who left since and had not
    later: who accepted only when it was in force; joined: who came since, and joined_accepted: who of these accepted it
    concerned: of how many partners its rule is; by_concerned: how many of these accepted; amended: what it changes
    conditions: of those who accepted, who set a condition
    unconfirmed: recorded by somebody of the partner itself, which counts for nothing yet
    asked: how many of those who decide have to accept; given: how many of these have
    """

    partners: int
    accepted: int
    no_objection: int
    gone: int
    gone_others: int
    later: int
    joined: int
    joined_accepted: int
    conditions: int
    unconfirmed: int
    concerned: int
    by_concerned: int
    asked: int
    given: int
    is_sent: bool
    amended: amending.Amended | None

    @property
    def names_some(self) -> bool:
        """Whether it amends a version for some partners alone."""
        return bool(self.amended and self.amended.concerned)

    @property
    def accepted_in_words(self) -> str:
        """`accepted by 4 of 6`; of an amendment that names them by those whom it concerns."""
        if self.amended and self.amended.concerned:
            return self.amended.accepted(self.by_concerned, self.accepted - self.by_concerned)
        numbers = {"accepted": number(self.accepted), "partners": number(self.partners)}
        return _("accepted by %(accepted)s of %(partners)s") % numbers

    @property
    def apart(self) -> list[str]:
        """What stands apart of who accepted it: what the others accepted before, who left and who joined since."""
        others = list(self.amended.said_by_others()) if self.amended else []
        return [*others, *_coming_and_going(self)]

    @property
    def may_enter(self) -> bool:
        """Whether the agreement's own rule lets the version enter into force."""
        return bool(self.given) and self.given >= self.asked


def standing(round: SigningRound) -> Standing:
    """How a round stands now."""
    rows = round.acceptances.all()
    of_it = ~Q(stands_apart=True) if round.in_force_on else ~Q(state=State.LEFT)
    rows, joined = _with_said(rows.filter(of_it)), rows.filter(stands_apart=True).exclude(state=State.LEFT)
    counts = _that_stand(round)
    since = round.in_force_on or date.max
    given = Q(state__in=_that_count(round))
    accepted, said = counts & Q(said=State.ACCEPTED), Q(said__in=Acceptance.GIVEN)
    found = rows.aggregate(
        partners=Count("pk"),
        accepted=Count("pk", filter=accepted),
        no_objection=Count("pk", filter=counts & Q(said=State.NO_OBJECTION)),
        gone=Count("pk", filter=counts & said & Q(state=State.LEFT)),
        gone_others=Count("pk", filter=~said & Q(state=State.LEFT)),
        later=Count("pk", filter=counts & said & Q(answered_on__gt=since)),
        conditions=Count("pk", filter=counts & said & Q(remark_counts=CONDITION)),
        unconfirmed=Count("pk", filter=~counts & Q(state__in=Acceptance.GIVEN)),
        concerned=Count("pk", filter=Q(is_needed=True)),
        by_concerned=Count("pk", filter=accepted & Q(is_needed=True)),
        given=Count("pk", filter=counts & given & Q(is_needed=True)),
        sent=Count("pk", filter=Q(sent_on__isnull=False) | ~Q(state=State.OPEN)),
    )
    sent, concerned = found.pop("sent"), found["concerned"]
    asked = round.count or 1 if round.rule == Rule.COUNT else concerned
    return Standing(
        **found,
        **_of_joined(round, joined, counts),
        asked=asked,
        is_sent=bool(sent),
        amended=amending.amended(round, rows, concerned if round.names_some else 0),
    )


def _with_said(rows):
    """The rows with what each has said; who left what is in force is counted on."""
    events = Acceptance._meta.get_field("events").related_model.objects
    before = events.filter(pgh_obj=OuterRef("pk")).exclude(state=State.LEFT).order_by("-pgh_id")
    return rows.annotate(
        said=Case(When(state=State.LEFT, then=Subquery(before.values("state")[:1])), default=F("state"))
    )


def _of_joined(round, joined, counts):
    if not round.in_force_on:
        return {"joined": 0, "joined_accepted": 0}
    given = Count("pk", filter=counts & Q(state__in=Acceptance.GIVEN))
    return joined.aggregate(joined=Count("pk"), joined_accepted=given)


def _that_stand(round):
    # `standing()` asks for scans too, so the rows that count are asked once more by their keys.
    return Q(pk__in=Acceptance.objects.standing().filter(round=round).values("pk"))


def with_a_condition(round: SigningRound) -> QuerySet[Acceptance]:
    """The acceptances that count, and hold only with a condition."""
    rows = round.acceptances.filter(_that_stand(round), state__in=Acceptance.GIVEN, remark_counts=CONDITION)
    return rows.in_own_order()


def _that_count(round):
    return Acceptance.GIVEN if round.no_objection_counts else (State.ACCEPTED,)


def words(version: Version) -> str:
    """`in force since 3 March 2026, accepted by 4 of 6, 1 takes part by letter of no objection`; "" without a round."""
    round = SigningRound.objects.filter(version=version).first()
    if round is None:
        return ""
    found = standing(round)
    parts = [_state_in_words(round, found)]
    if found.amended:
        parts.append(_("amends version %(n)s") % {"n": found.amended.version})
    parts.append(found.accepted_in_words)
    if found.no_objection:
        parts.append(in_words_apart(found))
    return "; ".join([", ".join([*parts, *_in_words_further(found)]), *found.apart])


def states(versions: Collection[Version]) -> dict[int, str]:
    """`replaced on 3 March 2026`, by the versions' keys: of those that are proposed no more."""
    rounds = SigningRound.objects.filter(version__in=[one.pk for one in versions])
    rounds = rounds.exclude(state=SigningRound.State.PROPOSED)
    return {round.version_id: _what_became_of(round) for round in rounds}


def _state_in_words(round, found):
    if round.state == SigningRound.State.PROPOSED:
        return _("proposed") if found.is_sent else _("issued")
    return _what_became_of(round)


def _what_became_of(round):
    day = {"day": dates.long(round.in_force_on)} if round.in_force_on else {}
    if round.state == SigningRound.State.IN_FORCE:
        return _("in force since %(day)s") % day
    ended = {"day": dates.long(round.ended_on)}
    return {
        SigningRound.State.REPLACED: _("replaced on %(day)s"),
        SigningRound.State.TAKEN_BACK: _("taken back on %(day)s"),
        SigningRound.State.ENDED: _("ended on %(day)s"),
    }[round.state] % ended


def in_words_apart(found: Standing) -> str:
    """`1 takes part by letter of no objection`."""
    return ngettext(
        "%(n)s takes part by letter of no objection",
        "%(n)s take part by letter of no objection",
        found.no_objection,
    ) % {"n": number(found.no_objection)}


def _in_words_further(found):
    """`1 accepts with a condition`, and the like."""
    if found.conditions:
        words = ngettext("%(n)s accepts with a condition", "%(n)s accept with a condition", found.conditions)
        yield words % {"n": number(found.conditions)}
    if found.later:
        words = ngettext("%(n)s accepted later", "%(n)s accepted later", found.later)
        yield words % {"n": number(found.later)}
    if found.gone:
        words = ngettext(
            "%(n)s who accepted has left since", "%(n)s who accepted have left since", found.gone
        )
        yield words % {"n": number(found.gone)}


def _coming_and_going(found):
    """`1 of the others has left since`, and `2 joined since, 1 of them accepted it`."""
    if found.gone_others:
        words = ngettext(
            "%(n)s of the others has left since", "%(n)s of the others have left since", found.gone_others
        )
        yield words % {"n": number(found.gone_others)}
    if found.joined:
        words = ngettext(
            "%(n)s joined since, %(accepted)s accepted it",
            "%(n)s joined since, %(accepted)s of them accepted it",
            found.joined,
        )
        yield words % {"n": number(found.joined), "accepted": number(found.joined_accepted)}


def in_force_of(document: Document) -> Version | None:
    """The version of a document that is in force."""
    rounds = SigningRound.objects.filter(version__document=document, state=SigningRound.State.IN_FORCE)
    round = rounds.select_related("version").defer("version__html", "version__data").first()
    return round.version if round else None


def taken_back_of(document: Document) -> QuerySet:
    """The keys of the versions of a document that were proposed and taken back."""
    rounds = SigningRound.objects.filter(version__document=document, state=SigningRound.State.TAKEN_BACK)
    return rounds.values_list("version", flat=True)


def current_rounds(agreement: int) -> QuerySet[SigningRound]:
    """The rounds of an agreement that go on: one proposed and one in force at most."""
    going = (SigningRound.State.PROPOSED, SigningRound.State.IN_FORCE)
    rows = SigningRound.objects.filter(agreement=agreement, state__in=going)
    return rows.select_related("version").defer("version__html", "version__data")


def stage(agreement: Agreement) -> Stage | None:
    """How far an agreement is: what is proposed goes before what is in force, and both before an end."""
    going = (SigningRound.State.PROPOSED, SigningRound.State.IN_FORCE, SigningRound.State.ENDED)
    rounds = SigningRound.objects.filter(agreement=agreement, state__in=going).select_related("version")
    rounds = rounds.defer("version__html", "version__data")
    first = min(rounds.order_by("-pk")[:NEWEST], key=lambda row: going.index(row.state), default=None)
    if first is None:
        return None
    return Stage(
        first.state,
        first.version.number,
        first.version.issued_at,
        first.get_absolute_url(),
        reverse("agreement_propose", args=[agreement.partnership.slug]),
    )
