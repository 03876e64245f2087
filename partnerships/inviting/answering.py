"""An answer to an invitation, given from the mail or told to a coordinator, and what follows from it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from backbone.accounts.models import Person
from backbone.database.history import noted
from backbone.panels import registry
from backbone.time.days import today_of
from partnerships import organisations, partners, persons, roles
from partnerships.inviting.models import PartnerInvitation
from partnerships.models import Benefit, Organisation, Partner, Representative, Role
from partnerships.prospects import joining, moving
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models import Partnership

State = PartnerInvitation.State
WORDS = ("answer_words", "other_name", "other_email", "who_else", "best_voice")


class Settled(Exception):
    """It was answered or withdrawn before; nothing changed, and `invitation` says how it stands."""

    def __init__(self, invitation: PartnerInvitation) -> None:
        super().__init__(str(invitation.get_state_display()))
        self.invitation = invitation


class TakesPart(Exception):
    """The organisation is a partner by now, so that it neither declines nor only observes; nothing changed."""


@transaction.atomic
def answer(
    invitation: PartnerInvitation,
    given: str,
    *,
    way: str,
    words: dict[str, Any],
    by: Person,
    on: date | None = None,
) -> PartnerInvitation:
    """Record the answer, and make of it what it says: a partner, an observer, prospects. Raises Settled and TakesPart.

    words: of WORDS those that were said; on: the day on which a coordinator was told it. Somebody else there leaves it
    open, to be sent to them.
    """
    rows = PartnerInvitation.objects.select_for_update(of=("self",))
    row = rows.select_related("person", "prospect", "partnership").get(pk=invitation.pk)
    is_told = way != PartnerInvitation.Way.LINK
    if row.state not in (PartnerInvitation.OPEN if is_told else (State.SENT, State.OTHER)):
        raise Settled(row)
    if given in (State.NO, State.OBSERVER) and partner_by_now(row):
        raise TakesPart
    row.state, row.way, row.answered_at, row.told_on = given, way, now(), on
    row.looked_at = row.answered_at if is_told else None
    for name in WORDS:
        setattr(row, name, words.get(name, "")[: row._meta.get_field(name).max_length])
    row.revision += 1
    with noted("answered", by):
        _follow(row, by)
        row.save()
    return row


def partner_by_now(invitation: PartnerInvitation) -> Partner | None:
    """The partner that the organisation became in another way while its invitation waits for an answer."""
    if invitation.state not in PartnerInvitation.OPEN:
        return None
    return organisations.partner_called(invitation.partnership, invitation.organisation)


@transaction.atomic
def take_back(invitation: PartnerInvitation, *, by: Person) -> bool:
    """The invitation waits for an answer again; False without one, or where the organisation is invited anew."""
    row = PartnerInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    same = PartnerInvitation.objects.filter(
        partnership=row.partnership, organisation__iexact=row.organisation, state__in=PartnerInvitation.OPEN
    )
    if row.state not in PartnerInvitation.ANSWERS or same.exclude(pk=row.pk).exists():
        return False
    _no_observer(row)
    row.state = State.SENT if row.sent_at else State.WRITTEN
    row.way, row.answered_at, row.told_on, row.looked_at, row.partner = "", None, None, None, None
    for name in WORDS:
        setattr(row, name, "")
    row.revision += 1
    with noted("answer taken back", by):
        row.save()
    return True


def _no_observer(row):
    """The role that this answer gave ends with it; one that the person had before stays."""
    if row.state != State.OBSERVER:
        return
    given = Role.objects.current().filter(
        person=row.person_id, partnership=row.partnership_id, kind=Role.Kind.OBSERVER
    )
    for role in given.filter(granted_by=None, since__gte=row.answered_at):
        roles.end(role)


def made_partner(invitation: PartnerInvitation) -> Partner | None:
    """The partner that this answer made, and that was not there before."""
    partner = invitation.partner
    is_new = partner and invitation.answered_at and partner.created_at >= invitation.answered_at
    return partner if is_new else None


def may_be_added(invitation: PartnerInvitation) -> bool:
    """Whether a yes named somebody else, who does not represent the new partner yet."""
    row = invitation
    if row.state != State.YES or row.partner is None or not (row.other_name or row.other_email):
        return False
    known = Q(person__name__iexact=row.other_name) if row.other_name else Q(pk=None)
    known |= Q(person=Person.objects.with_address(row.other_email)) if row.other_email else Q(pk=None)
    return not row.partner.representatives.not_ended().filter(known).exists()


@transaction.atomic
def add_named(invitation: PartnerInvitation, *, by: Person) -> Person | None:
    """Whoever a yes named represents the new partner from now on; None where there is nobody to add."""
    rows = PartnerInvitation.objects.select_for_update(of=("self",))
    row = rows.select_related("person", "partner", "partnership").get(pk=invitation.pk)
    if not may_be_added(row):
        return None
    name = row.other_name or row.other_email
    named = persons.find_or_add(
        name, row.other_email, row.partnership, by=row.person or by, language=row.spoken
    )
    partners.take_part(row.partner, named, Representative.Capacity.MEMBER)
    return named


def look(invitation: PartnerInvitation) -> bool:
    """A coordinator has seen the answer; False where there is none that waits for that."""
    rows = PartnerInvitation.objects.filter(
        pk=invitation.pk, answered_at__isnull=False, looked_at=None, state__in=PartnerInvitation.ANSWERS
    )
    return bool(rows.update(looked_at=now()))


def not_looked_at(partnership: Partnership) -> list[int]:
    """The keys of partners whose own yes nobody has seen yet."""
    rows = PartnerInvitation.objects.filter(
        partnership=partnership, state=State.YES, looked_at=None, partner__isnull=False
    )
    return list(rows.values_list("partner", flat=True))


def observed(partnership: Partnership, people: list[int]) -> dict[int, str]:
    """{person's key: the organisation that takes part through them only as an observer}, the last one that said so."""
    rows = PartnerInvitation.objects.filter(partnership=partnership, person__in=people, state=State.OBSERVER)
    return dict(rows.order_by("answered_at", "pk").values_list("person", "organisation"))


def _follow(row, by):
    if row.state == State.YES:
        row.partner = _joined(row)
    if row.state == State.OBSERVER and row.person:
        roles.grant(row.person, Role.Kind.OBSERVER, row.partnership, by=None)
    if row.state == State.NO and row.prospect:
        moving.move(row.prospect, Prospect.State.DECLINED, words=row.answer_words)
    for name in _names(row.who_else):
        _consider(row, name)


def _joined(row):
    """The partner that it is now, with its person as lead; one that had left is back, any other stays as it is."""
    is_demo = row.partnership.is_demo
    organisation = organisations.named(row.organisation, is_demo=is_demo) or Organisation.objects.create(
        name=row.organisation, is_demo=is_demo
    )
    partner, is_new = Partner.objects.get_or_create(
        partnership=row.partnership,
        organisation=organisation,
        defaults={"role": row.role, "since": today_of(row.partnership)},
    )
    if is_new:
        _expect(partner, row)
    if partner.withdrawn_on:
        partners.take_back_withdrawal(partner)
    if row.person:
        has_lead = partner.representatives.not_ended().filter(capacity="lead").exists()
        capacity = Representative.Capacity.MEMBER if has_lead else Representative.Capacity.LEAD
        partners.take_part(partner, row.person, capacity)
    if row.prospect and row.prospect.is_open:
        # It may be called otherwise by now than its invitation.
        joining.joins(Prospect.objects.select_for_update(of=("self",)).get(pk=row.prospect_id), partner)
    for hears in registry.partner_joined:
        hears(row.partnership)
    return partner


def _expect(partner, row):
    """What its invitation said that it gets is proposed as what it hopes for; what coordinators guess stays theirs."""
    if row.benefit:
        Benefit.objects.create(
            partnership=row.partnership,
            partner=partner,
            description=row.benefit[:300],
            expected=True,
            is_proposed=True,
            recorded_by=row.by,
        )


def _names(words):
    names = (name.strip() for name in words.replace(";", ",").split(","))
    return [name[:200] for name in names if name]


def _consider(row, name):
    """Who else should be invited becomes a prospect, unless it is one or a partner already."""
    here = row.partnership
    known = here.prospects.filter(name__iexact=name).exists()
    if not known and not here.partners.filter(organisation__name__iexact=name).exists():
        Prospect.objects.create(partnership=here, name=name, brings="")
