"""Two partners that turn out to be one bring their quarters and talks along, and Undo takes them apart again."""

from datetime import date

import pytest
from django.utils import timezone

from partnerships.giving import answering
from partnerships.giving.models import QuarterLine, Renegotiation
from partnerships.merges import merging
from partnerships.models import Contribution, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def test_lines_and_talks_of_both_become_those_of_one(coffee, union):
    gone, by = factories.partner(coffee), factories.administrator()
    for partner, days in ((union, 4), (gone, 3)):
        quarter = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 9, 30)}
        said = {"answer": "other", "days": days, "answered_at": timezone.now()}
        QuarterLine.objects.create(partnership=coffee, partner=partner, **quarter, **said)
        Renegotiation.objects.create(partnership=coffee, partner=partner, words=f"Less than {days}")
    QuarterLine.objects.create(
        partnership=coffee, partner=gone, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    merged = merging.merge_organisations(gone.organisation, union.organisation, by=by)
    assert set(QuarterLine.objects.values_list("partner", flat=True)) == {union.pk}
    assert list(QuarterLine.objects.values_list("days", flat=True)) == [7, None]
    talk = Renegotiation.objects.get()
    assert (talk.partner, talk.words) == (union, "Less than 4 / Less than 3")
    merging.undo(merged, Organisation, by=by)
    assert QuarterLine.objects.filter(partner=gone).count() == 2


def test_an_answer_that_comes_along_keeps_its_row_in_the_ledger(coffee, union, ruth):
    gone, by = factories.partner(coffee), factories.administrator()
    quarter = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 9, 30), "partnership": coffee}
    QuarterLine.objects.create(partner=union, **quarter)
    line = QuarterLine.objects.create(partner=gone, proposed=3, **quarter)
    answering.answer(line, "yes", by=ruth)
    merging.merge_organisations(gone.organisation, union.organisation, by=by)
    line = QuarterLine.objects.get()
    assert (line.days, line.contribution) == (3, Contribution.objects.get())
    assert answering.take_back(line, by=ruth)
    assert not Contribution.objects.exists()
