"""What stands on the page of somebody who is asked: what is asked, their part first, the clauses, who has accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import QuerySet

from partnerships.agreement_papers import own_part
from partnerships.agreement_papers.difference import difference
from partnerships.documents.models import Version
from partnerships.models import Representative
from partnerships.signing import amending, wished_before
from partnerships.signing.by_mail import answering, codes, speaking
from partnerships.signing.by_mail.forms import AcceptForm, LegalForm, OtherForm, RefuseForm, WishForm
from partnerships.signing.counting import standing
from partnerships.signing.models import Acceptance, SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

SALT, SECONDS = "signing.said", 900
# Of the others, in the partnership's own order.
MOST_SHOWN = 30


def rows_of(person: Person, partnership: Partnership) -> QuerySet[Acceptance]:
    """The rows of the partners that this person represents here."""
    seats = Representative.objects.current().filter(person=person, partnership=partnership)
    partners = seats.order_by().values("partner")
    rows = Acceptance.objects.filter(partner__in=partners, partnership=partnership)
    return rows.select_related(
        "round__version__document",
        "partner__organisation",
        "partner__partnership",
        "partnership",
        "carried_from",
    ).defer("round__version__html")


def context(row: Acceptance, person: Person, **also: Any) -> dict[str, Any]:
    """The page as it stands now."""
    version = row.round.version
    why = answering.why_not(row)
    is_shared = speaking.is_shared(person.mail_address)
    seat = Representative.objects.current().filter(person=person, partner=row.partner_id).first()
    return {
        "acceptance": row,
        "round": row.round,
        "version": version,
        "partnership": row.partnership,
        "settled": why,
        "instead": instead(row, person) if why else None,
        "no_mandate": "" if why else answering.why_not_by(row, person),
        "parts": own_part.parts(row.partner) if row.partner else [],
        "clauses": version.data.get("clauses", ()),
        "others": _others(row.round),
        "standing": standing(row.round),
        "is_shared": is_shared,
        "masked": codes.masked(person.mail_address),
        "concerns_others": amending.concerns_others(row),
        "still": row.carried_from is not None,
        "change": _change(row),
        "wished": wished_before.wishes(row.round, [row]).get(row.partner_id),
        "person": person,
        "yes": AcceptForm(is_shared=is_shared, initial={"office": seat.job_title if seat else ""}),
        "wish": WishForm(),
        "refuse": RefuseForm(),
        "legal": LegalForm(),
        "other": OtherForm(),
        **also,
    }


def instead(row: Acceptance, person: Person) -> Acceptance | None:
    """The row of the same partner in the version that is proposed now, or else in the one in force."""
    rows = rows_of(person, row.partnership).filter(
        partner=row.partner_id, round__state__in=SigningRound.GOING
    )
    return rows.exclude(pk=row.pk).order_by("-round__version__number").first()


def _others(round: SigningRound) -> list[Acceptance]:
    rows = round.acceptances.select_related("partner").in_own_order()
    columns = ("name", "state", "answered_on", "is_needed", "stands_apart", "told_on", "partner__place")
    shown = list(rows.only(*columns)[:MOST_SHOWN])
    amending.look_at(round, shown)
    return shown


def _change(row: Acceptance) -> Any:
    """What changed since the version that the partner accepted and may still hold, or else since the one in force."""
    before = _version_before(row)
    return difference(before, row.round.version) if before else None


def _version_before(row: Acceptance) -> Version | None:
    if row.carried_from:
        of = {"signing_round": row.carried_from.round_id}
    elif row.round.is_proposed:
        of = {
            "signing_round__agreement": row.round.agreement_id,
            "signing_round__state": SigningRound.State.IN_FORCE,
        }
    else:
        return None
    return Version.objects.filter(**of).defer("html").first()


def kept(row: Acceptance, person: Person, said: dict[str, Any]) -> str:
    """What this person said to this row, to be carried by the form that asks for the code."""
    return signing.dumps({"said": said, "of": _of(row, person)}, salt=SALT)


def to_confirm(row: Acceptance, said: dict[str, Any]) -> dict[str, Any]:
    """What the page of the code repeats of what will be recorded; a remark that still holds, too."""
    remark, counts = said.get("remark", ""), said.get("remark_counts", "")
    lifted = bool(said.get("lifted") and row.carried_from and row.carried_from.remark)
    if row.carried_from and not remark and not lifted:
        remark, counts = row.carried_from.remark, row.carried_from.remark_counts
    return {
        "remark": remark,
        "remark_counts": dict(Acceptance.Counts.choices).get(counts, "") if remark else "",
        "lifted": lifted and not remark,
        "office": said.get("office", ""),
        "said_by": said.get("said_by", ""),
    }


def said_before(words: str, row: Acceptance, person: Person) -> dict[str, Any] | None:
    """What was said when the code was asked for; None when it is too old, or of another row, person or version."""
    try:
        found = signing.loads(words, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    # A page that was open before this was so carries less.
    if found.get("of") != _of(row, person):
        return None
    said: dict[str, Any] = found["said"]
    return said


def _of(row, person):
    return [row.pk, person.pk, row.round.version.sha256]
