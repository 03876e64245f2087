"""The days of review and of the end: those who coordinate are told sixty and fourteen days before, and see it coming."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.models import MailPreference
from backbone.isolation import each
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming
from backbone.time import dates
from backbone.time.mornings import morning, working_morning
from partnerships.agreements.models import Agreement
from partnerships.correspondence import notices
from partnerships.models import Role
from partnerships.signing.models import SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

FIRST, AGAIN = timedelta(days=60), timedelta(days=14)
# What was not told within a week of its morning, such as of a day set late, stands in "Needs you" alone.
TOLD_WITHIN = timedelta(days=7)
COLUMNS = ("review_on", "end_on")


@dataclass(frozen=True)
class Told:
    """One of the times at which a day of an agreement is told."""

    agreement: Agreement
    column: str
    day: date
    lead: timedelta

    @property
    def partnership(self) -> Partnership:
        """Whose agreement it is."""
        partnership: Partnership = self.agreement.partnership
        return partnership

    @property
    def at(self) -> datetime:
        """The working morning on which it is told, where the partnership is."""
        zone = self.partnership.zone
        return working_morning(morning(self.day - self.lead, zone), zone, self.partnership.country)

    @property
    def name(self) -> str:
        """It is told once, of each day that was ever set."""
        return f"{self.agreement.pk}-{self.column}-{self.day.isoformat()}-{self.lead.days}"

    def words(self) -> str:
        """What is told, in the language of now."""
        if self.column == "end_on":
            return _("The agreement ends on %(day)s.") % {"day": dates.long(self.day)}
        return _("The agreement is to be checked again by %(day)s.") % {"day": dates.long(self.day)}


def days_of(partnerships: Any = None) -> Iterator[tuple[Agreement, dict[str, date | None]]]:
    """(agreement, its days by column) of what holds: the version in force as it was frozen, or else the draft.

    partnerships: only theirs; those whose agreement ended have none
    """
    rows = _going() if partnerships is None else _going().filter(partnership__in=partnerships)
    for agreement in rows:
        yield agreement, {column: _day(agreement, column) for column in COLUMNS}


def _going() -> QuerySet[Agreement]:
    """Agreements that are a draft, proposed or in force, with the frozen days of the version in force."""
    rounds = SigningRound.objects.filter(agreement=OuterRef("pk"))
    in_force = rounds.filter(state=SigningRound.State.IN_FORCE)
    going = rounds.filter(state__in=(SigningRound.State.PROPOSED, SigningRound.State.IN_FORCE))
    frozen = {f"frozen_{name}": in_force.values(f"version__data__{name}")[:1] for name in COLUMNS}
    rows = Agreement.objects.annotate(holds=Exists(in_force), **{k: Subquery(v) for k, v in frozen.items()})
    is_over = Exists(rounds.filter(state=SigningRound.State.ENDED)) & ~Exists(going)
    rows = rows.filter(Q(holds=True) | Q(review_on__isnull=False) | Q(end_on__isnull=False))
    return rows.exclude(is_over).select_related("partnership").order_by("pk")


def _day(agreement, column):
    if not agreement.holds:
        return getattr(agreement, column)
    said = getattr(agreement, f"frozen_{column}")
    return date.fromisoformat(said) if said else None


def _times(partnerships: Any = None) -> Iterator[Told]:
    for agreement, days in days_of(partnerships):
        if agreement.partnership.closed_at is None:
            for column, day in days.items():
                if day:
                    yield from (Told(agreement, column, day, lead) for lead in (FIRST, AGAIN))


def tell_due() -> int:
    """Tell those who coordinate what has come due; returns of how many days that was."""
    moment = now()
    due = [one for one in _times() if one.at <= moment < one.at + TOLD_WITHIN]
    return each(due, _tell, what="day of an agreement")


def _tell(told: Told) -> int:
    for person in _coordinators([told.partnership]).get(told.partnership.pk, ()):
        with override(person.language):
            notices.tell(
                person,
                told.partnership,
                key=f"agreement:{told.name}:{person.pk}",
                text=told.words(),
                path=_path(told),
            )
    return 1


def _path(told: Told) -> str:
    return reverse("agreement", args=[told.partnership.slug])


def _coordinators(partnerships: Any) -> dict[int, list[Person]]:
    rows = Role.objects.current().filter(partnership__in=partnerships, kind=Role.Kind.COORDINATOR)
    found: dict[int, list[Person]] = {}
    for role in rows.filter(person__is_active=True).select_related("person").order_by("pk"):
        found.setdefault(role.partnership_id, []).append(role.person)
    return found


def forthcoming(partnerships: Any) -> list[Forthcoming]:
    """The next time that each day is told, to each of those who coordinate and want news by mail."""
    moment = now()
    ahead: dict[tuple[int, str], Told] = {}
    for told in _times(partnerships):
        if told.at > moment:
            ahead.setdefault((told.agreement.pk, told.column), told)
    if not ahead:
        return []
    sender = SenderSettings.load()
    people = _coordinators({told.partnership.pk for told in ahead.values()})
    return [
        _forthcoming(told, person, sender)
        for told in ahead.values()
        for person in people.get(told.partnership.pk, ())
        if person.mail_address and person.mail_preference != MailPreference.NEEDED
    ]


def _forthcoming(told: Told, person: Person, sender: SenderSettings) -> Forthcoming:
    at = leaves_at(told.at, told.partnership.zone, sender)
    in_digest = person.mail_preference == MailPreference.DIGEST
    words = told.words()
    return Forthcoming(
        key=f"agreement-day-{told.name}-{person.pk}",
        person=person,
        about=_("%(words)s In the daily digest.") % {"words": words} if in_digest else words,
        leaves_at=at,
        message=partial(_message, told, person, at),
        partnership=told.partnership,
    )


def _message(told: Told, person: Person, at: datetime) -> Any:
    with override(person.language):
        return notices.preview_of(person, told.partnership, text=told.words(), path=_path(told), at=at)
