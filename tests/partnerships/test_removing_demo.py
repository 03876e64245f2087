"""Whatever can be removed in the demo comes back as it was, of every kind that an app registered."""

from contextlib import suppress

import pytest
from django.apps import apps

from backbone.panels import registry
from partnerships import removing
from tests.partnerships.whole_database import rows_of_all_tables

pytestmark = pytest.mark.django_db

EACH = 12
# Of these the demo has none that may go: all were answered, issued or named in what was issued.
ALL_STAY = {
    "impact.measurement",
    "impact.story",
    "meetings.meeting",
    "partnerships.partner",
    "workplans.milestone",
    "workplans.objective",
}


@pytest.mark.parametrize("kind", [kind.model for kind in registry.removable])
def test_it_comes_back_as_it_was(world, kind):
    before, coordinator = rows_of_all_tables(), world.people["coordinator"]
    removed = []
    for row in apps.get_model(kind).objects.filter(partnership=world.of).order_by("-pk")[:EACH]:
        with suppress(removing.Refused):
            removed.append(removing.remove(row, by=coordinator, page="/"))
    assert removed or kind in ALL_STAY
    for removal in reversed(removed):
        removing.bring_back(removal, by=coordinator)
    assert rows_of_all_tables() == before
