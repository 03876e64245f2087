"""What a partner says from the mail: yes with a code, yes with a remark, a wish, not yet, or somebody else signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backbone.numbers import number
from backbone.time import dates
from backbone.time.days import start_of_day, today_of
from partnerships.correspondence import notices
from partnerships.models import Role
from partnerships.signing import recording, telling
from partnerships.signing.by_mail import codes, speaking
from partnerships.signing.models import Acceptance, AcceptanceEvidence, SigningRound
from partnerships.signing.proposing import Refused

if TYPE_CHECKING:
    from backbone.accounts.models import Person

State, Way = Acceptance.State, Acceptance.Way
# Each answer stays in the history of its row, so what a link can pile up there has a bound.
MOST_A_DAY = 10


def why_not(row: Acceptance) -> str:
    """Why nothing can be said from the mail to this row any more, or ""; each case in words."""
    round = row.round
    if round.state == SigningRound.State.TAKEN_BACK:
        return _("This version was taken back: nothing is asked any more.")
    if round.state == SigningRound.State.REPLACED:
        return _("Another version was proposed in place of this one.")
    if round.state == SigningRound.State.ENDED:
        return _("This agreement has ended: nothing is asked any more.")
    if row.is_given:
        return _("It was accepted on %(day)s, and that stays.") % {"day": dates.long(row.answered_on)}
    if row.state == State.REFUSED:
        return _("%(partner)s does not accept this version. If that has changed, tell a coordinator.") % {
            "partner": row.name
        }
    return recording.why_settled(row)


def ask_for_code(row: Acceptance, person: Person, said: dict[str, Any]) -> None:
    """Mail the code with which this person accepts in these words; raises `Refused` or `codes.NoCode`."""
    if why := why_not(row) or why_not_by(row, person):
        raise Refused(why)
    codes.send(row, person, said)


def why_not_by(row: Acceptance, person: Person) -> str:
    """Why this person cannot bind the partner, and who can; "" when they can."""
    if row.partner is None or speaking.may_accept(person, row.partner):
        return "" if row.partner else _("This partner is not part of the partnership any more.")
    names = ", ".join(str(seat.person) for seat in speaking.speakers(row.partner))
    if not names:
        return _("Nobody is named yet who may accept for %(partner)s. Say below who signs.") % {
            "partner": row.name
        }
    return _("You have no mandate to accept for %(partner)s. These have: %(names)s.") % {
        "partner": row.name,
        "names": names,
    }


def accept_by_mail(row: Acceptance, person: Person, typed: str, said: dict[str, Any]) -> Acceptance:
    """Record the acceptance once the code is right, with what proves it; raises `Refused` or `codes.NoCode`."""
    if why := why_not(row) or why_not_by(row, person):
        raise Refused(why)
    code = codes.use(row, person, typed, said)
    return _accept(row, person, code.address, said)


@transaction.atomic
def _accept(row, person, address, said):
    locked = recording.locked(row)
    if why := why_not(locked):
        raise Refused(why)
    name = said.get("said_by") or person.name
    values = {
        "state": State.ACCEPTED,
        "answered_on": today_of(row.partnership),
        "way": Way.MAIL,
        "signer_name": name[:120],
        "signer_office": said.get("office", ""),
        "remark": said.get("remark", ""),
        "remark_counts": said.get("remark_counts", "") if said.get("remark") else "",
    }
    if locked.carried_from:
        values |= recording.carried(locked, values, lifted=bool(said.get("lifted")))
        values["state"] = locked.carried_from.state
    # Nobody recorded it for the partner: it said so itself, with the code.
    saved = recording.record(row, values, None)
    AcceptanceEvidence.objects.create(
        partnership_id=row.partnership_id,
        acceptance=saved,
        address=address,
        sha256=row.round.version.sha256,
        said_by=name[:120],
        is_shared=speaking.is_shared(address),
        from_coordinator=speaking.is_of_coordinator(address, row.partnership_id),
    )
    telling.receipt(saved, person)
    if saved.remark and saved.remark_counts == Acceptance.Counts.CONDITION:
        title = gettext_lazy("%(partner)s accepts the agreement with a condition")
        _tell(saved, person, "condition", title, saved.remark)
    return saved


def wish(row: Acceptance, person: Person, words: str) -> None:
    """The partner wishes a change before it accepts, or what it accepted before holds no more."""
    _refuse_settled(row)
    said = {"state": State.WISHES_CHANGE, "wish": words}
    if not _is_new(row, **said):
        return
    _say(row, {**said, **_from_link(row, person)})
    _tell(row, person, "wish", gettext_lazy("%(partner)s wishes a change"), words)


def refuse(row: Acceptance, person: Person, reason: str) -> None:
    """The partner does not accept the version, which binds nobody: it needs no code."""
    _refuse_settled(row)
    said = {"state": State.REFUSED, "remark": reason, "remark_counts": ""}
    if not _is_new(row, **said):
        return
    _say(row, {**said, **_from_link(row, person)})
    _tell(row, person, "refusal", gettext_lazy("%(partner)s does not accept the agreement"), reason)


@transaction.atomic
def _say(row, values):
    """The last word takes the place of the one before, which stays known; raises `Refused` where a day has enough."""
    if _said_today(recording.locked(row)) >= MOST_A_DAY:
        raise Refused(
            _("That is enough for today: %(n)s answers. If something else has changed, call a coordinator.")
            % {"n": number(MOST_A_DAY)}
        )
    recording.record(row, values, None)


def _said_today(row):
    """How often the partner itself answered today; by the moment, for other changes of the row have that of the last."""
    start = start_of_day(today_of(row.partnership), row.partnership.zone)
    events = Acceptance._meta.get_field("events").related_model.objects
    said = events.filter(pgh_obj=row.pk, recorded_by=None, recorded_at__gte=start).exclude(state=State.LEFT)
    return said.order_by().values("recorded_at").distinct().count()


def _from_link(row, person):
    """No code was asked for: whose page it is said it, whoever was named to sign."""
    return {
        "answered_on": today_of(row.partnership),
        "way": Way.LINK,
        "signer_name": person.name[:120],
        "signer_office": "",
    }


def goes_to_legal(row: Acceptance, person: Person, words: str) -> None:
    """It has to go to legal or to the board first; reminders wait for a month from the day when that was said first."""
    _refuse_settled(row)
    said = {"legal_since": row.legal_since or today_of(row.partnership), "legal_with": words}
    if not _is_new(row, **said):
        return
    _say(row, said)
    _tell(row, person, "legal", gettext_lazy("%(partner)s has it with legal or its board"), words)


def somebody_else(row: Acceptance, person: Person, name: str, office: str, address: str) -> None:
    """Who signs in place of this person; nobody is mailed before a coordinator looks at it."""
    _refuse_settled(row)
    said = {"to_sign_name": name, "to_sign_office": office, "signer_address": address}
    if not _is_new(row, **said):
        return
    readers = ", ".join(str(one) for one in speaking.readers(person.mail_address) if one != person)
    asked = {
        "not_me_on": today_of(row.partnership),
        "not_me_by": person,
        "not_me_address": person.mail_address,
        "not_me_readers": readers[:300],
    }
    _say(row, said | asked)
    whom = ", ".join(one for one in (name, office, address) if one)
    _tell(row, person, "other", gettext_lazy("Somebody else signs for %(partner)s"), whom)


def _refuse_settled(row):
    if why := why_not(row):
        raise Refused(why)


def _is_new(row, **said):
    """Whether it says something else than before; saying the same again changes and mails nothing."""
    return any(getattr(row, name) != value for name, value in said.items())


def _tell(row, person, what, title, words):
    """Those who coordinate hear it in their own language, once a day; what is said later stands on the page."""
    rows = Role.objects.current().filter(partnership=row.partnership_id, kind=Role.Kind.COORDINATOR)
    day = today_of(row.partnership).isoformat()
    for role in rows.select_related("person"):
        with override(role.person.language):
            said = title % {"partner": row.name}
        notices.tell(
            role.person,
            row.partnership,
            key=f"acceptance:{row.pk}:{what}:{day}:{role.person_id}",
            text=f"{said} ({person})\n{words}".strip(),
            path=row.round.get_absolute_url(),
        )
