"""What of a plan is shown and in which order, as it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from workplans.models import Milestone

SHOW = {
    "": _("Everything"),
    "unfinished": _("Not finished"),
    "late": _("Late"),
    "undated": _("Without a date"),
    "unled": _("Without a lead"),
    "celebrate": _("To celebrate"),
}
SORTS = {"": _("The plan's order"), "due": _("Date"), "lead": _("Lead"), "state": _("State")}
STATE_ORDER = ["late", "risk", "part", "open", "done", "dropped"]

UNCHOSEN = "unchosen"
MODES = {**dict(Milestone.Mode.choices), UNCHOSEN: _("not chosen")}

TESTS = {
    "unfinished": lambda m: m.is_unfinished,
    "late": lambda m: m.is_late,
    "undated": lambda m: m.is_unfinished and m.due is None,
    "unled": lambda m: m.is_unfinished and not (m.lead_person_id and m.lead_partner_id),
    "celebrate": lambda m: m.celebrate,
}
KEYS = {
    "due": lambda m: m.due or date.max,
    "lead": lambda m: (
        m.lead_partner.organisation.sort_name if m.lead_partner else "\uffff",
        m.due or date.max,
    ),
    "state": lambda m: STATE_ORDER.index(m.kind),
}


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
            words=query.get("q", "").strip()[:100],
            sort=query.get("sort", "") if query.get("sort") in SORTS else "",
        )

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.show or self.mode or self.lead or self.words)

    def apply(self, milestones: list[Milestone]) -> list[Milestone]:
        """The milestones that are shown, in order."""
        rows = [m for m in milestones if self._fits(m)]
        return sorted(rows, key=KEYS[self.sort]) if self.sort else rows

    def _fits(self, milestone):
        return (
            (not self.show or TESTS[self.show](milestone))
            and (not self.mode or (milestone.mode or UNCHOSEN) == self.mode)
            and (not self.lead or milestone.lead_partner_id == self.lead)
            and self.words.casefold() in _text(milestone)
        )


def _text(milestone):
    words = [
        str(milestone),
        milestone.activity,
        milestone.deliverable,
        milestone.place,
        milestone.entities_words,
    ]
    words += [str(milestone.lead_person or ""), str(milestone.lead_partner or "")]
    return " ".join(words).casefold()
