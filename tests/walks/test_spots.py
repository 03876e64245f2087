"""What opens in the row of a need is a form of a page that is there; a link that finds none would do nothing."""

import pytest

from backbone.needs import in_full, needs_of
from backbone.panels import registry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["coordinator", "partner"])
def test_each_need_that_opens_in_its_row_has_a_form_to_open(role, world, client):
    person = world.people[role]
    client.force_login(person)
    rows = [row for source in registry.needs for row in in_full(source(person, world.of))]
    spots = {row.kind.key: row for row in rows if row.is_on_the_spot}
    for kind, row in spots.items():
        page = client.get(f"{row.action_url}&back=/")
        assert (kind, page.status_code) == (kind, 200)
        assert 'id="spot"' in page.text, kind
    assert role != "coordinator" or spots
    assert needs_of(person, world.of)
