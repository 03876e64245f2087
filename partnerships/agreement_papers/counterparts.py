"""The page that one partner signs, apart from the others: what is signed, between whom, and room to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from backbone.time import dates
from backbone.time.days import day_of
from partnerships.documents.versions import SHORT_HASH

if TYPE_CHECKING:
    from partnerships.documents.models import Version

# Of one agreement on each partner's page; more are counted.
MOST_NAMED = 40


@dataclass(frozen=True)
class Page:
    """One partner's page; `name` as the version has it."""

    name: str


def names(version: Version) -> list[str]:
    """Who accepts this version, as it was frozen."""
    return list(version.data.get("partners", ()))


def contents(version: Version, only: str = "") -> dict[str, Any]:
    """What the template shows: a page for each partner of the version, or for the one that has this name."""
    parties = names(version)
    return {
        "version": version,
        "pages": [Page(name) for name in parties if only in ("", name)],
        "parties": parties[:MOST_NAMED],
        "more": max(len(parties) - MOST_NAMED, 0),
        "issued_on": day_of(version.issued_at, version.partnership.zone),
        "issued": dates.long(day_of(version.issued_at, version.partnership.zone)),
        "verify_url": f"{settings.BASE_URL}/verify/{version.sha256[:SHORT_HASH]}/",
        "binding": bool(version.data.get("binding")),
    }
