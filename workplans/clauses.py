"""What the plan says for the clauses of the partnering agreement: objectives, outline, measures of success."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.time import dates
from partnerships.agreements.clause_facts import plain
from partnerships.models import Partner
from workplans.models import Indicator, Milestone, Objective

if TYPE_CHECKING:
    from partnerships.models import Partnership


def objectives(partnership: Partnership) -> str:
    """The plan's objectives, one a line."""
    return "\n".join(f"- {plain(row)}" for row in Objective.objects.filter(partnership=partnership))


def activities(partnership: Partnership) -> str:
    """Per objective how many milestones, until when and who leads; the rows themselves stand in the plan."""
    kept = Milestone.objects.exclude(state=Milestone.State.DROPPED).filter(partnership=partnership)
    outlines = kept.order_by().values_list("objective").annotate(n=Count("*"), until=Max("due"))
    found = {objective: (count, until) for objective, count, until in outlines}
    leads = _leading(kept)
    rows = [row for row in Objective.objects.filter(partnership=partnership) if row.pk in found]
    lines = [f"- **{plain(row)}**: {_outline(*found[row.pk], leads.get(row.pk, ()))}" for row in rows]
    if not lines:
        return ""
    rest = _(
        "Which results come when and who leads is set out in the joint work plan, which is kept separately."
    )
    return "\n".join([*lines, "", rest])


def _leading(milestones):
    """The names of the partners that lead some of an objective's milestones: {the objective's key: names}.

    Whoever withdrew leads nothing any more.
    """
    pairs = list(milestones.order_by().values_list("objective", "lead_partner").distinct())
    there = Partner.objects.filter(withdrawn_on=None)
    leads = there.prefetch_related("organisation").in_bulk({lead for _objective, lead in pairs if lead})
    found = {}
    for objective, lead in pairs:
        if lead in leads:
            found.setdefault(objective, set()).add(plain(leads[lead]))
    return found


def _outline(count, due, names):
    words = ngettext("%(n)s milestone", "%(n)s milestones", count) % {"n": number(count)}
    until = [_("until %(date)s") % {"date": dates.long(due)}] if due else []
    return ", ".join([words, *until, *_leads(sorted(names))])


def _leads(names):
    """Several organisations lead some of the milestones each, none of them together."""
    if len(names) > 1:
        return [_("each led by one of %(names)s") % {"names": ", ".join(names)}]
    return [_("led by %(names)s") % {"names": name} for name in names]


def measures(partnership: Partnership) -> str:
    """The scorecard's indicators with baseline and target, as far as they are known."""
    rows = Indicator.objects.in_use().filter(
        partnership=partnership, on_scorecard=True, outcome__retired_on=None
    )
    rows = rows.select_related("outcome")
    return "\n".join(f"- **{plain(row)}**: {_measure(row)}" for row in rows)


def _measure(row):
    unit = f" {plain(row.unit)}" if row.unit else ""
    baseline = _("not measured yet") if row.baseline is None else f"{number(row.baseline)}{unit}"
    target = _("still to be set") if row.target is None else f"{number(row.target)}{unit}"
    words = _("baseline %(baseline)s, target %(target)s") % {"baseline": baseline, "target": target}
    return f"{words} ({plain(row.due_words)})" if row.due_words else words
