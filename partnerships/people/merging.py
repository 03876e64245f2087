"""Two people who turn out to be one: who may say so, and that nobody gets a way in by it.

Whoever stays goes on with their own sign-in address, mail address and second step. What the other signed in with is
set aside, the links in their mails and their sessions end. A coordinator merges away only somebody who never signed
in and has no role, in partnerships that are all theirs: as when they correct a sign-in address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.adapters import tell_of_change
from backbone.accounts.models import AddressProposal, Person
from backbone.accounts.who_is_there import end_other_sessions
from partnerships.merges import merging
from partnerships.merges.merging import CannotMerge
from partnerships.merges.merging_partners import filled
from partnerships.models import Assistant, Merge, Role

# What somebody signs in with, or would after a code: never another's.
SET_ASIDE = frozenset([(EmailAddress, "user"), (Authenticator, "user"), (AddressProposal, "person")])


@transaction.atomic
def merge_people(gone: Person, stays: Person, *, by: Person) -> Merge:
    """Let one person be another from now on, everywhere; raises `CannotMerge`."""
    gone, stays = merging.locked(gone, stays)
    _check_both(gone, stays, by)
    concerned = merging.partnerships_of(Person, [gone.pk, stays.pk], SET_ASIDE)
    if not by.is_administrator:
        _check_for_coordinator(gone, stays, concerned, by)
    got_in = can_get_in(gone)
    merged = merging.merge(
        gone,
        stays,
        by=by,
        kind=Merge.Kind.PERSON,
        concerned=concerned,
        set_aside=SET_ASIDE,
        for_administrators=got_in or stays.is_administrator,
    )
    if got_in and gone.email:
        _tell(gone, stays, by)
    return merged


def _tell(gone, stays, by):
    """Whoever reads mail at an address that opens nothing any more hears of it; not which address the other has."""
    with override(gone.language):
        words = _(
            "%(by)s found that %(gone)s and %(stays)s are one person here. You can’t sign in with this address any more, and links in emails to it no longer work; the other address still does."
        ) % {"by": by, "gone": gone, "stays": stays}
    tell_of_change(stays, words, address=gone.email)


def _check_both(gone, stays, by):
    words = {"gone": gone, "stays": stays}
    if gone.is_demo != stays.is_demo:
        raise CannotMerge(_("One of the two belongs to the demo."))
    if gone.pk == by.pk:
        raise CannotMerge(_("You are %(gone)s. Open your own page and merge the other into you.") % words)
    if not stays.is_active:
        raise CannotMerge(_("The account of %(stays)s is closed. Open it again first.") % words)
    if can_get_in(gone) and gone.email and not stays.email:
        raise CannotMerge(
            _("%(stays)s has no sign-in address. Open the page of %(gone)s and merge the other into them.")
            % words
        )


def _check_for_coordinator(gone, stays, concerned, by):
    words = {"gone": gone, "stays": stays}
    if stays.is_administrator or gone.is_administrator:
        raise CannotMerge(_("One of the two is an administrator. Only administrators can merge them."))
    if can_get_in(gone):
        raise CannotMerge(
            _(
                "%(gone)s has signed in or has a role. Open their page and merge %(stays)s into them, "
                "or ask an administrator."
            )
            % words
        )
    if not merging.may(by, concerned):
        raise CannotMerge(
            _("One of the two also takes part where you do not coordinate. An administrator can merge them.")
        )


def can_get_in(person: Person) -> bool:
    """Whether somebody signed in before, or has a role now or from a later day on."""
    roles = Role.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), person=person)
    return person.last_login is not None or roles.exists()


@transaction.atomic
def undo(merged: Merge, *, by: Person) -> Person:
    """Make two people of one again; whoever is back signs in anew. Raises `CannotUndo`."""
    back = merging.undo(merged, Person, by=by)
    end_other_sessions(back)
    return back


def changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict | None]]:
    """What somebody takes over from whom they turn out to be; never an address, since mail there may open something.

    That one of the two assisted the other goes with it: nobody is an assistant of their own.
    """
    if not isinstance(gone, Person):
        return
    if values := filled(gone, stays, "phone", "salutation", "reached_by"):
        yield stays, values
    between = Q(person=gone, assisted=stays) | Q(person=stays, assisted=gone)
    yield Assistant.objects.filter(between).order_by(), None
