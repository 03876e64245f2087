"""Whether the draft says what its last version says: told before it is proposed, and refused to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerships.agreements import writing

if TYPE_CHECKING:
    from partnerships.agreements.models import Agreement
    from partnerships.documents.models import Version

COMPARED = ("binding", "review_on", "end_on", "partners")


def since_last(agreement: Agreement, **page: Any) -> dict | None:
    """The last version, where the draft is word for word the same."""
    last = agreement.document.versions.defer("html").order_by("-number").first()
    return {"version": last} if last and _is_same(agreement, last) else None


def _is_same(agreement: Agreement, last: Version) -> bool:
    now = writing.frozen(agreement, list(agreement.clauses.all()))
    if now["clauses"] != last.data.get("clauses"):
        return False
    return all(str(now[name] or "") == str(last.data.get(name) or "") for name in COMPARED)
