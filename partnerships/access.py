"""Who may do what. Views fetch a partnership here and nowhere else; upper apps go through it."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404

from partnerships.models import (
    Benefit,
    Body,
    Contribution,
    Partner,
    Partnership,
    PrivateNote,
    Representative,
    Role,
)


@dataclass
class Access:
    """What one person may do in one partnership, from their current roles and representations.

    `partner_ids` are the partners this person represents; a partner's own counts are shown to it alone.
    """

    person: object
    kinds: frozenset = frozenset()
    partner_ids: frozenset = frozenset()

    @cached_property
    def administer(self):
        return Role.Kind.ADMINISTRATOR in self.kinds

    @cached_property
    def coordinate(self):
        return self.administer or Role.Kind.COORDINATOR in self.kinds

    @cached_property
    def report(self):
        return self.coordinate or Role.Kind.LEADER in self.kinds

    @cached_property
    def work(self):
        return self.coordinate or bool(self.partner_ids)

    @cached_property
    def see(self):
        return bool(self.kinds or self.partner_ids)


def access_to(person, partnership):
    """The person's `Access` in a partnership, from what they are everywhere."""
    if not person.is_authenticated or not person.is_active:
        return Access(person)
    standing = person.standing
    kinds = frozenset(kind for kind, scope in standing.roles if scope in (None, partnership.pk))
    partners = frozenset(partner for scope, partner in standing.represents if scope == partnership.pk)
    return Access(person, kinds, partners)


def coordinated_by(person, partnership=None):
    """The partnerships that need this person as their coordinator: the one at hand, or all of theirs."""
    if partnership is None:
        return person.standing.coordinates
    access = getattr(partnership, "access", None) or access_to(person, partnership)
    return [partnership] if access.coordinate else []


def check(person, partnership, need):
    """Set `partnership.access`; outsiders get 404, members without the right `need` get 403."""
    partnership.access = access_to(person, partnership)
    # 404 first: an outsider must not learn by a 403 that the partnership exists.
    if not partnership.access.see:
        raise Http404
    if not getattr(partnership.access, need):
        raise PermissionDenied
    return partnership


def get_partnership(person, slug, need="see"):
    """The partnership with this slug, if the person may do `need` there: see, work, report, coordinate."""
    return check(person, _or_404(Partnership.objects.select_related("parent"), slug=slug), need)


def get_partner(person, pk, need="see"):
    """A partner, checked through its partnership."""
    partner = _or_404(Partner.objects.select_related("partnership", "organisation"), pk=pk)
    check(person, partner.partnership, need)
    return partner


def fetch(queryset, person, need, **where):
    """The one row that matches, checked through its `partnership`; the door for the types of every app."""
    row = _or_404(queryset.select_related("partnership"), **where)
    check(person, row.partnership, need)
    return row


def get_representative(person, pk, need):
    """Somebody who represents a partner, checked through its partnership."""
    return _of_partner(Representative, person, pk, need)


def get_contribution(person, pk, need):
    """What a partner gives, checked through its partnership."""
    return _of_partner(Contribution, person, pk, need)


def get_benefit(person, pk, need):
    """What a partner gets, checked through its partnership."""
    return _of_partner(Benefit, person, pk, need)


def get_private_note(person, pk):
    """A private note on a partner: for coordinators, whoever asks."""
    return _of_partner(PrivateNote, person, pk, "coordinate")


def get_body(person, pk, need):
    """A body, checked through its partnership."""
    return fetch(Body.objects.select_related("chair"), person, need, pk=pk)


def check_administrator(person):
    """The pages of the installation: 403 for everybody but its administrators."""
    if not (person.is_authenticated and person.is_administrator):
        raise PermissionDenied


def may_start_partnership(person):
    """Administrators and coordinators start partnerships."""
    return person.is_authenticated and bool(person.duties & {Role.Kind.ADMINISTRATOR, Role.Kind.COORDINATOR})


def _of_partner(model, person, pk, need):
    return fetch(model.objects.select_related("partner__organisation"), person, need, pk=pk)


def _or_404(queryset, **where):
    try:
        return queryset.get(**where)
    except queryset.model.DoesNotExist:
        raise Http404 from None
