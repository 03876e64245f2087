"""An amendment: whom it concerns, and what the others accepted before; of nobody it says what they did not accept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import ngettext

from backbone.numbers import number
from partnerships.signing.models import Acceptance, SigningRound

State = Acceptance.State


@dataclass(frozen=True)
class Amended:
    """What a round says of the versions in force before it.

    version: the number of the one that it amends
    others: {(number of a version, what was said to it): how many} of the partners that are not asked, or have not answered
    concerned: how many partners it concerns, 0 where that is all; told: how many of the others were told
    """

    version: int
    others: dict[tuple[int, str], int]
    concerned: int
    told: int

    def accepted(self, by_concerned: int, by_others: int) -> str:
        """`accepted by the 1 partner it concerns`."""
        if by_concerned < self.concerned:
            words = ngettext(
                "accepted by %(accepted)s of the %(n)s partner it concerns",
                "accepted by %(accepted)s of the %(n)s partners it concerns",
                self.concerned,
            )
        else:
            words = ngettext(
                "accepted by the %(n)s partner it concerns",
                "accepted by the %(n)s partners it concerns",
                self.concerned,
            )
        said = words % {"accepted": number(by_concerned), "n": number(self.concerned)}
        return f"{said}, {_and_by(by_others)}" if by_others else said

    def said_by_others(self) -> Iterator[str]:
        """`5 others accepted version 1`, and whether they were told."""
        words = _others if self.concerned else _of_all
        for (version, state), count in sorted(self.others.items()):
            said = words(count, is_accepted=state == State.ACCEPTED)
            yield said % {"n": number(count), "version": version}
        if self.concerned and self.told:
            words = ngettext("%(n)s of the others was told", "%(n)s of the others were told", self.told)
            yield words % {"n": number(self.told)}


def _others(count, *, is_accepted):
    if is_accepted:
        return ngettext(
            "%(n)s other accepted version %(version)s", "%(n)s others accepted version %(version)s", count
        )
    return ngettext(
        "%(n)s other takes part in version %(version)s by letter of no objection",
        "%(n)s others take part in version %(version)s by letter of no objection",
        count,
    )


def _of_all(count, *, is_accepted):
    if is_accepted:
        return ngettext(
            "%(n)s accepted only version %(version)s", "%(n)s accepted only version %(version)s", count
        )
    return ngettext(
        "%(n)s takes part only in version %(version)s, by letter of no objection",
        "%(n)s take part only in version %(version)s, by letter of no objection",
        count,
    )


def _and_by(count):
    words = ngettext("and by %(n)s other", "and by %(n)s others", count)
    return words % {"n": number(count)}


def amended(round: SigningRound, rows: QuerySet[Acceptance], concerned: int) -> Amended | None:
    """What the round amends, of its counted rows with what each `said`; None where no version was in force before it.

    concerned: how many partners its rule is about, 0 where that is all
    """
    before = round.in_force_before
    if not before:
        return None
    others = rows.exclude(said__in=Acceptance.GIVEN).exclude(partner=None)
    if concerned:
        others = others.filter(is_needed=False)
    told = {partner: bool(sent or told) for partner, sent, told in _told(others)}
    said = _said(before, told)
    counts = Counter(said.values_list("round__version__number", "state"))
    return Amended(max(before.values()), dict(counts), concerned, sum(told.values()))


def _told(others):
    return others.values_list("partner", "sent_on", "told_on")


def _said(before: dict[int, int], partners: Iterable[int]) -> QuerySet[Acceptance]:
    """The last that each of these partners accepted of those versions."""
    rows = Acceptance.objects.standing().filter(
        round__in=list(before), partner__in=list(partners), state__in=Acceptance.GIVEN
    )
    return rows.order_by("partner_id", "-round__version__number").distinct("partner_id")


def concerns_others(row: Acceptance) -> bool:
    """Whether the row's round amends a version in force, and is about other partners than this."""
    round = row.round
    return round.names_some and not (row.is_needed or row.stands_apart) and bool(round.in_force_before)


def look_at(round: SigningRound, rows: Iterable[Acceptance]) -> None:
    """Give each row `concerns_others`, and `before`: what its partner accepted of the version that is amended."""
    rows = list(rows)
    before = round.in_force_before
    waiting = [row.partner_id for row in rows if not row.is_given and row.partner_id] if before else []
    said = _with_version(_said(before, waiting)) if waiting else ()
    found = {row.partner_id: row for row in said}
    names_some = bool(before) and round.names_some
    for row in rows:
        row.before = None if row.is_given else found.get(row.partner_id)
        row.concerns_others = names_some and not (row.is_needed or row.stands_apart or row.is_given)


def _with_version(rows: QuerySet[Acceptance]) -> QuerySet[Acceptance]:
    return rows.select_related("round__version").defer("round__version__html", "round__version__data")
