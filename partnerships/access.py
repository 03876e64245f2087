"""Who may do what. Views fetch a partnership here and nowhere else; upper apps go through it.

A partnership that is closed is only read: no request that changes something passes `check`, whatever it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from backbone.database.prepared import prepared
from partnerships.merges.merging import undoable_by
from partnerships.models import (
    Assistant,
    Benefit,
    Body,
    Contribution,
    Merge,
    Organisation,
    Partner,
    Partnership,
    Pause,
    PrivateNote,
    Removal,
    Representative,
    Role,
)
from partnerships.pausing import pauses

if TYPE_CHECKING:
    from backbone.accounts.models import Person


@dataclass
class Access:
    """What one person may do in one partnership, from their current roles and representations.

    `partner_ids` are the partners this person represents; a partner's own counts are shown to it alone.
    While they present, `set_aside` are the roles that come back afterwards; until then they see what observers see.
    `is_closed`: the partnership is only read, by whoever could see it.
    """

    person: object
    kinds: frozenset = frozenset()
    partner_ids: frozenset = frozenset()
    set_aside: frozenset = frozenset()
    is_closed: bool = False

    @cached_property
    def administer(self) -> bool:
        return Role.Kind.ADMINISTRATOR in self.kinds

    @cached_property
    def look_back(self) -> bool:
        """What coordinators read that changes nothing; after closing too, and they open it again."""
        return self.administer or Role.Kind.COORDINATOR in self.kinds

    @cached_property
    def coordinate(self) -> bool:
        return self.look_back and not self.is_closed

    @cached_property
    def minute(self) -> bool:
        """Coordinators write minutes, which goes on while they present."""
        duties = {Role.Kind.COORDINATOR, Role.Kind.ADMINISTRATOR}
        return self.coordinate or bool(self.set_aside & duties and not self.is_closed)

    @cached_property
    def report(self) -> bool:
        return self.look_back or Role.Kind.LEADER in self.kinds

    @cached_property
    def make_report(self) -> bool:
        return self.report and not self.is_closed

    @cached_property
    def work(self) -> bool:
        return self.coordinate or bool(self.partner_ids and not self.is_closed)

    def is_between(self, partner: int) -> bool:
        """Whether what is between a partner (its key) and its coordinators is for this person's eyes."""
        return self.look_back or partner in self.partner_ids

    def works_for(self, partner: int) -> bool:
        """Whether this person coordinates, or represents this partner (its key) while the partnership goes on."""
        return self.coordinate or (self.work and partner in self.partner_ids)

    @cached_property
    def see(self) -> bool:
        return bool(self.kinds or self.partner_ids)


def access_to(person: Person, partnership: Partnership) -> Access:
    """The person's `Access` in a partnership, from what they are everywhere."""
    if not person.is_authenticated or not person.is_active:
        return Access(person)
    standing = person.standing
    here = (None, partnership.pk)
    kinds = frozenset(kind for kind, scope in standing.roles if scope in here)
    set_aside = frozenset(kind for kind, scope, _partner in standing.set_aside if scope in here)
    partners = frozenset(partner for scope, partner in standing.represents if scope == partnership.pk)
    return Access(person, kinds, partners, set_aside, partnership.closed_at is not None)


def coordinated_by(person: Person, partnership: Partnership | None = None) -> list[Partnership]:
    """The partnerships that need this person as their coordinator: the one at hand, or all of theirs."""
    if partnership is None:
        return person.standing.coordinates
    access = getattr(partnership, "access", None) or access_to(person, partnership)
    return [partnership] if access.coordinate else []


def check(person: Person, partnership: Partnership, need: str) -> Partnership | None:
    """Set `partnership.access`; outsiders get 404, members without the right `need` get 403.

    Raises `Closed` where they would have the right, were the partnership not closed.
    """
    access = partnership.access = access_to(person, partnership)
    # 404 first: an outsider must not learn by a 403 that the partnership exists.
    if not access.see:
        raise Http404
    if not getattr(replace(access, is_closed=False), need):
        raise PermissionDenied
    if access.is_closed and (getattr(person, "is_changing", False) or not getattr(access, need)):
        raise Closed(partnership)
    return partnership


class Closed(Exception):
    """The partnership is closed: nothing in it changes, and forms are not offered."""

    def __init__(self, partnership: Partnership):
        self.partnership = partnership
        super().__init__(partnership.pk)


def get_partnership_to_open(person: Person, slug: str) -> Partnership:
    """A partnership whose coordinator this person is, closed or not."""
    partnership = _or_404(Partnership.objects.select_related("parent"), slug=slug)
    access = partnership.access = access_to(person, partnership)
    if not access.see:
        raise Http404
    if not access.look_back:
        raise PermissionDenied
    return partnership


def get_partnership(person: Person, slug: str, need: str = "see") -> Partnership | None:
    """The partnership with this slug, if the person may do `need` there: see, work, report, make_report, look_back, coordinate."""
    found = _with_slug(slug)
    if not found:
        raise Http404
    return check(person, found[0], need)


@prepared
def _with_slug(slug: str) -> QuerySet[Partnership]:
    return Partnership.objects.select_related("parent").filter(slug=slug)


def get_partner(person: Person, pk: int, need: str = "see") -> Partner | None:
    """A partner, checked through its partnership."""
    partner = _or_404(Partner.objects.select_related("partnership", "organisation"), pk=pk)
    check(person, partner.partnership, need)
    return partner


def get_own_partner(person: Person, pk: int) -> Partner:
    """A partner that this person represents, or one in a partnership that they coordinate."""
    partner = get_partner(person, pk, "work")
    access = partner.partnership.access
    if not (access.coordinate or pk in access.partner_ids):
        raise PermissionDenied
    return partner


def get_organisation(person: Person, pk: int) -> Organisation:
    """An organisation, for administrators and for who coordinates a partnership in which it is a partner."""
    organisation = _or_404(Organisation.objects, pk=pk)
    if person.is_administrator:
        return organisation
    seen = Partnership.objects.visible_to(person).filter(partners__organisation=organisation)
    # 404 first, as in `check`: that it exists is not told to outsiders.
    if not seen.exists():
        raise Http404
    if not seen.filter(pk__in=person.standing.scopes(Role.Kind.COORDINATOR)).exists():
        raise PermissionDenied
    return organisation


def get_merge(person: Person, pk: int, kind: str) -> Merge:
    """A merge that this person may take back: whoever coordinates all that it concerned, and administrators."""
    merged = _or_404(Merge.objects.filter(kind=kind), pk=pk)
    if undoable_by(person, kind).filter(pk=pk).exists():
        return merged
    if not Partnership.objects.visible_to(person).filter(pk__in=merged.partnerships).exists():
        raise Http404
    raise PermissionDenied


def fetch(queryset: QuerySet, person: Person, need: str, **where: Any) -> Any:
    """The one row that matches, checked through its `partnership`; the door for the types of every app."""
    row = _or_404(queryset.select_related("partnership"), **where)
    check(person, row.partnership, need)
    return row


def get_representative(person: Person, pk: int, need: str) -> Representative | None:
    """Somebody who represents a partner, checked through its partnership."""
    return _of_partner(Representative, person, pk, need)


def get_contribution(person: Person, pk: int, need: str) -> Contribution | None:
    """What a partner gives, checked through its partnership; an offer is between it and its coordinators."""
    return _between_them(_of_partner(Contribution, person, pk, need))


def get_benefit(person: Person, pk: int, need: str) -> Benefit | None:
    """What a partner gets, checked through its partnership; what it proposes is between it and its coordinators."""
    return _between_them(_of_partner(Benefit, person, pk, need))


def get_term(person: Person, pk: int, model: type, *, agreed: bool = False) -> Contribution | Benefit:
    """What a partner gives or gets, for whoever may change it: coordinators, and the partner while it is an offer.

    agreed: the partner has it once it was agreed, too, to say what came too late
    """
    row = _of_partner(model, person, pk, "work")
    access = row.partnership.access
    if not (access.coordinate or ((agreed or row.is_open_offer) and row.partner_id in access.partner_ids)):
        raise PermissionDenied
    return row


def get_private_note(person: Person, pk: int) -> PrivateNote | None:
    """A private note on a partner: for coordinators and administrators, whoever asks."""
    return _of_partner(PrivateNote, person, pk, "coordinate")


def get_removal(person: Person, pk: int) -> Removal | None:
    """What was removed, if the person may bring it back, as who removed it may; without its rows."""
    rows = Removal.objects.in_bin().select_related("partnership")
    removal = _or_404(rows, pk=pk)
    check(person, removal.partnership, "work" if removal.by_id == person.pk else removal.of_kind.need)
    return removal


def get_pause(person: Person, pk: int) -> Pause:
    """A pause that this person may end: their own, what they are asked about, or one where they coordinate."""
    pause = fetch(Pause.objects.select_related("person", "partner__organisation"), person, "see", pk=pk)
    is_theirs = pause.person_id == person.pk or pauses.to_answer(person).filter(pk=pk).exists()
    if not (pause.partnership.access.coordinate or is_theirs):
        raise PermissionDenied
    return pause


def get_body(person: Person, pk: int, need: str) -> None:
    """A body, checked through its partnership."""
    return fetch(Body.objects.select_related("chair"), person, need, pk=pk)


def get_assistant(person: Person, pk: int, need: str) -> Assistant | None:
    """Somebody's assistant, checked through the partnership in which they assist."""
    return fetch(Assistant.objects.select_related("person", "assisted"), person, need, pk=pk)


def check_administrator(person: Person) -> None:
    """The pages of the installation: 403 for everybody but its administrators."""
    if not (person.is_authenticated and person.is_administrator):
        raise PermissionDenied


def may_start_partnership(person: Person) -> bool:
    """Administrators and coordinators start partnerships."""
    return person.is_authenticated and bool(person.duties & {Role.Kind.ADMINISTRATOR, Role.Kind.COORDINATOR})


def _between_them(row):
    if row.is_open_offer and not row.partnership.access.is_between(row.partner_id):
        raise PermissionDenied
    return row


def _of_partner(model, person, pk, need):
    return fetch(model.objects.select_related("partner__organisation"), person, need, pk=pk)


def _or_404(queryset, **where):
    try:
        return queryset.get(**where)
    except queryset.model.DoesNotExist:
        raise Http404 from None
