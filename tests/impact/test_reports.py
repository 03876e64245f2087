"""The ROI report: what it says, what it refuses to say, and where each figure comes from."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from impact.models import SHARES, DiscountRate, Report, Story, Valuation
from impact.reports import gather, request_report
from partnerships.documents.versions import is_genuine
from partnerships.models import Contribution
from tests import factories
from tests.impact.bay import bay
from workplans.models import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def report(of, **fields):
    return Report(partnership=of, start=date(2012, 1, 1), end=date(2023, 12, 31), **fields)


def give(partner, value, kind="cash", **fields):
    return Contribution.objects.create(
        partnership=partner.partnership,
        partner=partner,
        kind=kind,
        state="delivered",
        **{"delivered_on": date(2020, 6, 1), **fields},
        description="Staff",
        value=value,
    )


def complete(of, rate=0):
    """Everything a return needs: a rate, the backbone's cost, and all answers for the one outcome."""
    DiscountRate.objects.create(
        partnership=of,
        rate=rate,
        decided_on=date(2020, 1, 1),
        decided_by="Steering committee",
        reason="The guide",
    )
    backbone = factories.partner(of, organisation=factories.organisation("Backbone team", is_backbone=True))
    give(backbone, Decimal(1000), "kind")
    outcome = Outcome.objects.create(partnership=of, name="Families with a contract")
    return Valuation.objects.create(
        partnership=of,
        outcome=outcome,
        quantity=100,
        period_words="2020",
        period_start=date(2020, 1, 1),
        period_end=date(2020, 12, 31),
        quantity_source="Contract register 2020",
        proxy=50,
        proxy_source="Extra income survey 2020",
        **{f"{name}_source": "Survey of 210 families" for name in SHARES},
        deadweight="0.2",
        displacement="0.1",
        attribution="0.25",
        drop_off="0.1",
        years=1,
    )


def test_the_real_partnership_gets_a_results_report_without_a_return():
    of = bay()
    findings = gather(report(of))
    assert not findings.is_roi
    assert any("what went in is not known" in sentence for sentence in findings.missing)
    assert len(findings.measured) == 5
    assert "There are figures for 5 of 7 measures." in findings.lead


def test_every_figure_leads_to_a_source():
    findings = gather(report(bay()))
    kinds = Counter(source.row.split()[0] for source in findings.sources)
    assert kinds == {"measurement": 24, "baseline": 5, "target": 7}
    assert all(source.where for source in findings.sources if source.row.startswith("measurement"))
    assert [source.number for source in findings.sources] == list(range(1, 37))


def test_a_return_is_computed_when_nothing_is_missing():
    of = factories.partnership()
    complete(of)
    findings = gather(report(of))
    assert findings.missing == []
    assert findings.result.ratio == Decimal("2.7")


@pytest.mark.parametrize(
    "answer", ["quantity", "proxy", "deadweight", "displacement", "attribution", "drop_off"]
)
def test_one_open_answer_prevents_the_return_and_is_named(answer):
    of = factories.partnership()
    valuation = complete(of)
    Valuation.objects.filter(pk=valuation.pk).update(**{answer: None})
    findings = gather(report(of))
    assert not findings.is_roi
    assert str(Valuation._meta.get_field(answer).verbose_name) in findings.missing[0]


def test_contributions_without_a_value_are_named_and_not_counted():
    of = factories.partnership()
    complete(of)
    give(factories.partner(of, "Growers"), None, "hours", quantity=40, unit="hours")
    findings = gather(report(of))
    assert findings.inputs == 1000
    assert [str(c.contribution) for c in findings.unvalued] == ["Staff"]


def test_a_report_is_frozen_and_its_words_stay(django_capture_on_commit_callbacks):
    of = bay()
    leader = factories.leader(of)
    made = request_report(report(of), leader)
    version = made.document.versions.get()
    assert version.number == 1
    assert "Blue crab abundance" in version.html
    assert is_genuine(version)
    assert version.file.is_pending


def test_documents_speak_the_partnerships_language():
    of = factories.partnership(language="nl")
    made = request_report(report(of), factories.leader(of))
    assert made.document.versions.get().html.startswith('<!DOCTYPE html>\n<html lang="nl">')


def test_hostile_words_stay_words():
    of = factories.partnership(name="<script>alert(1)</script>")
    story = Story.objects.create(partnership=of, title="<img src=x>", need="<script>x</script> **bold**")
    html = request_report(report(of, story=story), factories.leader(of)).document.versions.get().html
    assert "<script" not in html
    assert "<img" not in html
    assert "<strong>bold</strong>" in html
