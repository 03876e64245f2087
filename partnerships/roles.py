"""Who has which role: granting and ending them, and the answers that `backbone.accounts.duties` needs."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.accounts import proposals
from backbone.accounts.models import Person
from partnerships.models import Partnership, Representative, Role

# What a coordinator grants in a partnership; the rest is an administrator's.
IN_A_PARTNERSHIP = (Role.Kind.COORDINATOR, Role.Kind.LEADER, Role.Kind.OBSERVER)
EVERYWHERE = (Role.Kind.ADMINISTRATOR, Role.Kind.LEADER)
# PostgreSQL's advisory locks are numbers that a whole database shares: 7301 for roles, 7300 for the first start,
# 7302 for what is part of what.
# Not a row's lock: who grants a first role has no row yet, and roles everywhere belong to no partnership.
ROLES_LOCK = 7301
DUTIES = (Role.Kind.ADMINISTRATOR, Role.Kind.COORDINATOR)


class CannotEnd(Exception):
    """The role has to stay; the message says why."""


@transaction.atomic
def grant(person: Person, kind: str, partnership: Partnership | None = None, *, by: Person | None) -> Role:
    """Give somebody a role from now on; returns it, or the one they have already."""
    lock(partnership)
    current = Role.objects.filter(person=person, kind=kind, partnership=partnership, until=None).first()
    if current:
        return current
    _settle_proposals(person, partnership)
    return Role.objects.create(
        person=person, kind=kind, partnership=partnership, since=timezone.now(), granted_by=by
    )


def _settle_proposals(person, partnership):
    """Who could propose an address for somebody until now must not get what they may see from now on."""
    proposals.settle_but(person, lambda one: _may_grant(one, partnership))


def _may_grant(person, partnership):
    """Whether somebody gives roles there: its coordinators, and administrators, who alone do so for everywhere."""
    if person is None:
        return False
    where = person.standing.scopes(Role.Kind.COORDINATOR)
    return person.is_administrator or (partnership is not None and partnership.pk in where)


@transaction.atomic
def end(role: Role) -> Role | None:
    """End a role now; it stays in the history. The last administrator or coordinator can't be ended."""
    lock(role.partnership)
    role = Role.objects.select_for_update().get(pk=role.pk)
    now = timezone.now()
    if role.until and role.until <= now:
        return role
    if _is_last(role):
        raise CannotEnd(_why_not(role))
    role.until = max(now, role.since or now)
    role.save(update_fields=["until"])
    return role


@transaction.atomic
def take_back(role: Role) -> bool:
    """The role goes on as if it had not ended; False when it did not end, or somebody has given it again."""
    lock(role.partnership)
    role = Role.objects.select_for_update().get(pk=role.pk)
    same = Role.objects.filter(person=role.person, kind=role.kind, partnership=role.partnership, until=None)
    if role.until is None or same.exists():
        return False
    _settle_proposals(role.person, role.partnership)
    role.until = None
    role.save(update_fields=["until"])
    return True


def lock(partnership: Partnership | None) -> None:
    """Wait until no other transaction changes roles of this partnership (None: those that hold everywhere).

    It is let go with the transaction in which it was taken; outside one it holds nothing.
    """
    with connection.cursor() as cursor:
        # No partnership has the key 0, so it stands for everywhere.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)", [ROLES_LOCK, partnership.pk if partnership else 0]
        )


def _is_last(role):
    if role.kind not in DUTIES:
        return False
    others = Role.objects.current().exclude(pk=role.pk).filter(person__is_active=True)
    if role.kind == Role.Kind.ADMINISTRATOR and not role.person.is_demo:
        others = others.filter(person__is_demo=False)
    return not others.filter(kind=role.kind, partnership=role.partnership).exists()


def _why_not(role):
    if role.kind == Role.Kind.ADMINISTRATOR:
        return _("%(person)s is the last administrator. Make somebody else an administrator first.") % {
            "person": role.person
        }
    return _("%(person)s is the last coordinator here. Make somebody else one first.") % {
        "person": role.person
    }


def coordinators_of(partnership: Partnership | int) -> QuerySet[Person]:
    """The people who coordinate a partnership now."""
    roles = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    return Person.objects.filter(pk__in=roles.values("person"), is_active=True)


# The answers to the questions of backbone/accounts/duties.py


def has_administrator() -> bool:
    """Whether somebody real administers this installation."""
    return (
        Role.objects.current()
        .filter(kind=Role.Kind.ADMINISTRATOR, person__is_active=True, person__is_demo=False)
        .exists()
    )


def make_administrator(person: Person) -> None:
    """The first administrator, whom nobody appointed."""
    grant(person, Role.Kind.ADMINISTRATOR, by=person)


def demo_people() -> list:
    """A coordinator, a partner and somebody of the leadership in the demo, with the words for each."""
    first = Partnership.objects.filter(is_demo=True).order_by("pk").first()
    if first is None:
        return []
    roles = (
        Role.objects.current().filter(person__is_demo=True, person__is_active=True).select_related("person")
    )
    represents = Representative.objects.current().filter(person__is_demo=True, partnership=first)
    plain = represents.exclude(person__roles__in=roles).select_related("person")
    found = [
        (
            _("Coordinator"),
            roles.filter(kind=Role.Kind.COORDINATOR, partnership=first).order_by("pk").first(),
        ),
        (_("Partner"), plain.exclude(capacity=Representative.Capacity.SPONSOR).order_by("pk").first()),
        (_("Leadership"), roles.filter(kind=Role.Kind.LEADER).order_by("pk").first()),
    ]
    return [(label, row.person) for label, row in found if row]
