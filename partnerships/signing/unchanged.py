"""Whether the draft says what its last version says: told before it is proposed, and refused to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerships.agreements import writing

if TYPE_CHECKING:
    from partnerships.agreements.models import Agreement, Clause
    from partnerships.agreements.records import Records
    from partnerships.documents.models import Version

COMPARED = ("binding", "review_on", "end_on")


def since_last(agreement: Agreement, records: Records, **page: Any) -> dict | None:
    """The last version, where the draft is word for word the same."""
    last = agreement.document.versions.defer("html").order_by("-number").first()
    return {"version": last} if last and _is_same(agreement, last, records) else None


def _is_same(agreement: Agreement, last: Version, records: Records) -> bool:
    clauses = writing.drafted(agreement, records)
    partners = [str(partner) for partner in records.partners]
    return partners == last.data.get("partners") and says_the_same(agreement, last, clauses)


def says_the_same(agreement: Agreement, version: Version, clauses: list[Clause]) -> bool:
    """Whether the draft with these clauses has the words and the days of a version."""
    kept = [clause for _group, own in writing.groups(clauses) for clause in own]
    now = [{"key": one.key, "heading": one.heading, "text": one.text} for one in kept]
    if now != version.data.get("clauses"):
        return False
    return all(str(getattr(agreement, name) or "") == str(version.data.get(name) or "") for name in COMPARED)
