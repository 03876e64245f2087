"""The history tells who belongs to what: rows that only join two others."""

import pytest

from backbone.database.trail import Asked
from partnerships.models import Body
from partnerships.past import history
from tests import factories

pytestmark = [pytest.mark.fast, pytest.mark.django_db]


def test_who_joins_a_group_or_takes_part_and_what_waits_for_what_is_told(coffee, union):
    body = Body.objects.create(partnership=coffee, name="Training")
    body.partners.add(union)
    under = factories.objective(coffee)
    first, second = factories.milestone(under, title="Sites"), factories.milestone(under, title="Seedlings")
    second.supporters.add(union)
    second.depends_on.add(first)
    act = history.read_key(history.page_of(coffee, Asked(coffee.pk)).entries[0].key)
    told = {row.kind: row.title for row in history.opened(coffee, act).entries[0].rows if row.done == "added"}
    assert told["Partner in a group"] == f"Training, {union}"
    assert told["Taking part in a milestone"] == f"{second}, {union}"
    assert told["What a milestone waits for"] == f"{second}, {first}"
