"""What of a plan is shown and in which order, as it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from backbone.database.prepared import prepared
from partnerships.models import Partner
from workplans.models import Milestone

if TYPE_CHECKING:
    from datetime import date

SHOW = {
    "": _("Everything"),
    "unfinished": _("Not finished"),
    "late": _("Late"),
    "undated": _("Without a date"),
    "unled": _("Without a lead"),
    "celebrate": _("To celebrate"),
}
SORTS = {"": _("The plan’s order"), "due": _("Date"), "lead": _("Lead"), "state": _("State")}

UNCHOSEN = "unchosen"
MODES = {**dict(Milestone.Mode.choices), UNCHOSEN: _("not chosen")}

UNFINISHED = ~Q(state__in=[Milestone.State.REACHED, Milestone.State.DROPPED])
UNDATED = UNFINISHED & Q(due=None)
UNLED = UNFINISHED & (Q(lead_person=None) | Q(lead_partner=None))
TESTS = {
    "unfinished": UNFINISHED,
    "undated": UNDATED,
    "unled": UNLED,
    "celebrate": Q(celebrate=True),
}
# Sorted by state: late, and then these.
STATE_ORDER = ["at_risk", "under_way", "planned", "reached", "dropped"]
# Where words are looked for.
TEXT = ["title", "activity", "deliverable", "place", "lead_words", "entities_words"]
TEXT += ["lead_person__name", "lead_partner__organisation__name"]


@dataclass(frozen=True)
class Filters:
    """Unknown words in the address are as if they were not there."""

    show: str = ""
    mode: str = ""
    lead: int | None = None
    words: str = ""
    sort: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Filters:
        """From the address's query."""
        lead = query.get("lead", "")
        return cls(
            show=query.get("show", "") if query.get("show") in SHOW else "",
            mode=query.get("mode", "") if query.get("mode") in MODES else "",
            lead=int(lead) if lead.isascii() and lead.isdigit() and len(lead) < 10 else None,
            words=query.get("q", "").replace("\x00", "").strip()[:100],
            sort=query.get("sort", "") if query.get("sort") in SORTS else "",
        )

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.show or self.mode or self.lead or self.words)

    @property
    def keys(self) -> tuple[str, ...]:
        """What the SQL is asked with, besides the partnership: "today", the "lead"."""
        is_by_day = self.show == "late" or self.sort == "state"
        return tuple(name for name, is_asked in (("today", is_by_day), ("lead", self.lead)) if is_asked)

    def apply(self, partnership: int, today: date | None) -> QuerySet[Milestone]:
        """The milestones of the partnership with this key that are shown, in no order."""
        rows = Milestone.objects.filter(partnership=partnership).order_by()
        if self.show:
            rows = rows.filter(late(today) if self.show == "late" else TESTS[self.show])
        if self.mode:
            rows = rows.filter(mode="" if self.mode == UNCHOSEN else self.mode)
        if self.lead:
            rows = rows.filter(lead_partner=self.lead)
        return rows.alias(text=_text()).filter(text__icontains=self.words) if self.words else rows

    def order(self, today: date | None, prefix: str = "") -> list:
        """What sorts an objective's milestones; `prefix` leads to them from the rows that are sorted."""
        due = F(f"{prefix}due").asc(nulls_last=True)
        keys = {
            "due": [due],
            "lead": [F(f"{prefix}lead_partner__organisation__sort_name").asc(nulls_last=True), due],
            "state": [_state(today, prefix)] if self.sort == "state" else [],
        }
        return [*keys.get(self.sort, []), F(f"{prefix}position").asc(), F(f"{prefix}pk").asc()]


@prepared
def partners_of(partnership: int) -> QuerySet[Partner]:
    """The partners among whom a lead is chosen."""
    return Partner.objects.present().filter(partnership=partnership).select_related("organisation")


def late(today: date, prefix: str = "") -> Q:
    """What is unfinished and was due before today."""
    finished = Q(**{f"{prefix}state__in": [Milestone.State.REACHED, Milestone.State.DROPPED]})
    return Q(**{f"{prefix}due__lt": today}) & ~finished


def _state(today, prefix):
    places = enumerate(STATE_ORDER, 1)
    rest = [When(**{f"{prefix}state": state}, then=Value(place)) for place, state in places]
    return Case(When(late(today, prefix), then=Value(0)), *rest, default=Value(len(rest) + 1)).asc()


def _text():
    """All words of a milestone in one line, its number as people say it among them."""
    parts = [Value("M"), Cast("number", CharField())]
    for name in TEXT:
        parts += [Value(" "), Coalesce(name, Value(""))]
    return Concat(*parts, output_field=CharField())
