"""What stands on the page of somebody who is asked: what is asked, their part first, the clauses, who has accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def context(row: Acceptance, person: Person, shows_code: bool = False, **also: Any) -> dict[str, Any]:
    """The page as it stands now. shows_code: the field of the code that is out, if one is, in place of the answers."""
    version = row.round.version
    why = answering.why_not(row)
    is_shared = speaking.is_shared(person.mail_address)
    seat = Representative.objects.current().filter(person=person, partner=row.partner_id).first()
    code = None if why else codes.last(row, person)
    page = {
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
        "yes": AcceptForm(is_shared=is_shared, initial=_said(seat, code)),
        "wish": WishForm(),
        "refuse": RefuseForm(),
        "legal": LegalForm(),
        "other": OtherForm(),
    }
    if shows_code and code and codes.is_out(code) and not page["no_mandate"]:
        page |= {"kept": codes.mark(code), "masked": codes.masked(code.address), **to_confirm(row, code.said)}
    return page | also


def _said(seat, code):
    """What was said when a code was asked for, as long as that is kept; else the office that is known."""
    return {"office": seat.job_title if seat else "", **(code.said if code else {})}


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
