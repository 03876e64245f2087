"""From what people answered about each outcome to a return, or to the sentences that say what is missing."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from impact import sroi
from impact.giving import total
from impact.models import Valuation
from workplans.models import Outcome

ANSWERS = ("quantity", "proxy", "deadweight", "displacement", "attribution", "drop_off")


def missing_answers(valuation):
    """The names of the answers a valuation still lacks, sources of quantity and proxy included."""
    fields = Valuation._meta
    lacking = [fields.get_field(name).verbose_name for name in ANSWERS if getattr(valuation, name) is None]
    sources = [name for name in ("quantity_source", "proxy_source") if not getattr(valuation, name)]
    return [str(name) for name in (*lacking, *(fields.get_field(name).verbose_name for name in sources))]


def missing_for_return(partnership, given, hours, hour_value):
    """Sentences that say why no return can be computed; empty when one can."""
    return [*_missing_inputs(given, hours, hour_value), *_missing_valuations(partnership)]


def inputs(given, hours, hour_value):
    """What went in: delivered contributions that have a value, and the hours of meetings at their value."""
    values = [total(given, "cash"), total(given, "in_kind")]
    return sum((v for v in values if v is not None), Decimal(0)) + hours * (hour_value or 0)


def return_of(partnership, given, hours, report):
    """The `sroi.Return` of a partnership over a report's period; call it only when nothing is missing."""
    valued = [_valued(valuation) for valuation in valuations(partnership)]
    return sroi.compute(valued, inputs(given, hours, report.hour_value), report.discount_rate)


def valuations(partnership):
    """The partnership's valuations with their outcomes, in the plan's order."""
    return Valuation.objects.filter(partnership=partnership).select_related("outcome", "answered_by")


def _missing_inputs(given, hours, hour_value):
    if total(given, "cash") is None and total(given, "in_kind") is None:
        yield _("No delivered contribution with a value is recorded, so what went in is not known.")
    elif not any(row.partner.organisation.is_backbone and row.contributions for row in given):
        yield _("The backbone's own cost is not recorded among the contributions.")
    if hours and hour_value is None:
        yield _("People spent %(hours)s hours in meetings, and nobody has said what an hour is worth.") % {
            "hours": hours
        }


def _missing_valuations(partnership):
    known = {valuation.outcome_id: valuation for valuation in valuations(partnership)}
    outcomes = list(Outcome.objects.filter(partnership=partnership))
    if not outcomes:
        yield _("No outcome is recorded.")
    without = [str(outcome) for outcome in outcomes if outcome.pk not in known]
    if without:
        yield ngettext(
            "This outcome has no value, deadweight, displacement, attribution and drop-off yet: %(names)s.",
            "These outcomes have no value, deadweight, displacement, attribution and drop-off yet: %(names)s.",
            len(without),
        ) % {"names": "; ".join(without)}
    for valuation in known.values():
        lacking = missing_answers(valuation)
        if lacking:
            yield _("%(outcome)s lacks: %(answers)s.") % {
                "outcome": valuation.outcome,
                "answers": ", ".join(lacking),
            }


def _valued(valuation):
    return sroi.Valued(
        str(valuation.outcome),
        valuation.quantity,
        valuation.proxy,
        valuation.deadweight,
        valuation.displacement,
        valuation.attribution,
        valuation.drop_off,
        valuation.years,
    )
