"""Who coordinates here and accepts for their own partner: with the code it is the partner's own act, and it is said."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from partnerships.models import Role
from partnerships.signing.models import Acceptance


def look_at(rows: Iterable[Acceptance]) -> None:
    """Each row gets `from_coordinator`: whether it was accepted from the mailbox of who coordinated here then."""
    rows = list(rows)
    proofs = [row.evidence for row in rows if hasattr(row, "evidence")]
    terms = _terms(proofs)
    for row in rows:
        row.from_coordinator = hasattr(row, "evidence") and _is_of(terms, row.evidence)


def _terms(proofs):
    """(since, until, address) of each coordinator's role in the partnership of these proofs."""
    if not proofs:
        return []
    roles = Role.objects.filter(
        Q(since=None) | Q(since__lte=max(proof.moment for proof in proofs)),
        partnership=proofs[0].partnership_id,
        kind=Role.Kind.COORDINATOR,
    ).select_related("person")
    return [(role.since, role.until, role.person.mail_address.casefold()) for role in roles]


def _is_of(terms, proof):
    return any(
        (since is None or since <= proof.moment)
        and (until is None or until > proof.moment)
        and address == proof.address.casefold()
        for since, until, address in terms
    )
