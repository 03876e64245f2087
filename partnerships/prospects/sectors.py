"""Which sectors take part and which are still wanted, side by side; nothing is counted against anything."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from partnerships.models import Partner, Partnership
from partnerships.models.organisation import Sector
from partnerships.prospects.models import SectorWish

NAMED = 5


@dataclass(frozen=True)
class Present:
    """The sectors of a partnership, and its partners of which nobody has recorded the sector."""

    rows: list[Row]
    unknown: list[Partner]

    @property
    def unknown_shown(self) -> list[Partner]:
        """The first of them."""
        return self.unknown[:NAMED]

    @property
    def more(self) -> int:
        """How many there are besides."""
        return max(len(self.unknown) - NAMED, 0)


@dataclass(frozen=True)
class Row:
    """A sector: the first of its partners by name, how many more there are, and who is still missing."""

    sector: str
    label: str
    partners: list[Partner]
    more: int
    wanted: str


def present(partnership: Partnership) -> Present:
    """All sectors in their order, with who is there."""
    by_sector: dict[str, list[Partner]] = {}
    for partner in partnership.partners.filter(withdrawn_on=None).select_related("organisation"):
        by_sector.setdefault(partner.organisation.sector, []).append(partner)
    wanted = wishes(partnership)
    found = [
        Row(sector, label, partners[:NAMED], max(len(partners) - NAMED, 0), wanted.get(sector, ""))
        for sector, label in Sector.choices
        for partners in [by_sector.get(sector, [])]
    ]
    return Present(found, by_sector.get("", []))


def wishes(partnership: Partnership) -> dict[str, str]:
    """{sector: who of it is still missing}."""
    return dict(partnership.sector_wishes.values_list("sector", "words"))


def begun(partnership: Partnership, sector: str) -> dict[str, str]:
    """What a prospect has that is to fill a gap: its sector, and who is missing of it; nothing where nobody is."""
    words = wishes(partnership).get(sector, "") if sector else ""
    return {"sector": sector, "brings": words} if words else {}


@transaction.atomic
def wish(partnership: Partnership, wanted: dict[str, str]) -> None:
    """Keep what is wanted, {sector: words}; without words nobody of it is missing any more, others stay."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    stored = {one.sector: one for one in partnership.sector_wishes.select_for_update()}
    for sector, words in wanted.items():
        one = stored.get(sector)
        if words and one is None:
            SectorWish.objects.create(partnership=partnership, sector=sector, words=words)
        elif one and not words:
            one.delete()
        elif one and one.words != words:
            one.words = words
            one.save(update_fields=["words"])
