"""What partners hear of a version without being asked anything: in force, taken back, ended; and what they accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.accounts.models import MailPreference
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.correspondence import notices
from partnerships.models import Representative
from partnerships.signing.models import Acceptance, SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# Of what was typed; all of it stands on their page.
MOST_SAID = 120


def in_force(round: SigningRound) -> None:
    """Each partner's lead hears that it is in force; whom an amendment does not concern is noted as told."""
    leads = _leads(round)
    _tell_leads(round, leads, _in_force)
    told = [seat.partner_id for seat in leads if _hears_news(seat.person)]
    if round.follows_id and round.names_some:
        rows = round.acceptances.filter(partner__in=told, is_needed=False)
        rows.exclude(state__in=Acceptance.GIVEN).update(told_on=today_of(round.partnership))


def _hears_news(person):
    """Whether a mail tells it, now or with the day's others."""
    return person.mail_address and person.mail_preference != MailPreference.NEEDED


def taken_back(round: SigningRound) -> None:
    """The leads of those partners hear it that had got the version, or said something to it."""
    known = round.acceptances.filter(Q(sent_on__isnull=False) | ~Q(state=Acceptance.State.OPEN))
    _tell_leads(round, _leads(round).filter(partner__in=known.values("partner")), _taken_back)


def ended(round: SigningRound) -> None:
    """Each partner's lead hears that the agreement has ended."""
    _tell_leads(round, _leads(round), _ended)


def _leads(round: SigningRound) -> QuerySet[Representative]:
    rows = round.acceptances.exclude(partner=None).exclude(state=Acceptance.State.LEFT)
    leads = Representative.objects.current().filter(
        partner__in=rows.values("partner"), capacity=Representative.Capacity.LEAD
    )
    return leads.select_related("person").order_by("person_id", "pk")


def _tell_leads(round, leads, words):
    """Their mail leads to their own page, where the version is: nobody needs to sign in for it."""
    rows = dict(round.acceptances.exclude(partner=None).order_by().values_list("partner", "pk"))
    places = {seat.person_id: f"acceptance-{rows[seat.partner_id]}" for seat in leads}
    for person in {seat.person_id: seat.person for seat in leads}.values():
        with translation.override(person.language):
            notices.tell(
                person,
                round.partnership,
                key=f"signing:{round.pk}:{round.state}:{person.pk}",
                text=words(round),
                path=round.get_absolute_url(),
                anchor=places[person.pk],
            )


def _in_force(round):
    before = round.in_force_before
    said = {"version": round, "day": dates.long(round.in_force_on), "n": max(before.values(), default=0)}
    if before:
        words = _("%(version)s, which changes version %(n)s, is in force since %(day)s") % said
    else:
        words = _("%(version)s is in force since %(day)s") % said
    return _with_reason(words, round.in_force_reason)


def _taken_back(round):
    return _with_reason(_("%(version)s was taken back") % {"version": round}, round.ended_reason)


def _ended(round):
    said = {"day": dates.long(round.ended_on)}
    return _with_reason(_("The agreement ended on %(day)s") % said, round.ended_reason)


def _with_reason(words, reason):
    """The reason on a line of its own: the first one is the subject, in which nothing typed is cut."""
    return f"{words}\n{reason}" if reason else words


def receipt(row: Acceptance, person: Person) -> None:
    """Whoever accepted with the code has it in writing: what, when, and with which remark."""
    said = {"partner": row.name, "version": row.round, "day": dates.long(row.answered_on)}
    if row.state == Acceptance.State.NO_OBJECTION:
        words = _("%(partner)s takes part by letter of no objection still: %(version)s, on %(day)s") % said
    else:
        words = _("%(partner)s accepted: %(version)s, on %(day)s") % said
    if row.remark:
        words += "\n" + _("Remark (%(counts)s): %(remark)s") % {
            "counts": row.get_remark_counts_display(),
            "remark": _beginning(row.remark),
        }
    notices.tell(
        person,
        row.partnership,
        key=f"acceptance:{row.pk}:{row.revision}:receipt:{person.pk}",
        text=words,
        anchor=f"acceptance-{row.pk}",
    )


def _beginning(words):
    return words if len(words) <= MOST_SAID else words[:MOST_SAID].rstrip() + "…"
