"""Two organisations that are one: everything moves, nothing is lost, and undoing gives the database of before."""

import pytest
from django.db import connection

from partnerships import merging
from partnerships.models import BodyPartner, Merge, Organisation, Partner, Representative
from tests import factories
from tests.partnerships.whole_database import differing, point_everything_to, rows, still_pointing
from workplans.models import MilestoneSupporter

pytestmark = pytest.mark.django_db


def merged(gone, stays, by):
    return merging.merge_organisations(gone, stays, by=by)


def undone(merge, by):
    back = merging.undo(merge, Organisation, by=by)
    connection.check_constraints()
    return back


@pytest.fixture
def two(world):
    """Two partners of one partnership, the first with a row of everything that can point to a partner."""
    gone, stays = world.of.partners.order_by("pk")[:2]
    return gone, stays


def test_everything_that_points_to_the_one_moves_and_comes_back(world, two):
    gone, stays = two
    by = world.people["coordinator"]
    Partner.objects.exclude(partnership=world.of).filter(organisation__in=[gone.organisation, stays.organisation]).delete()
    assert point_everything_to(gone, world.of) == []
    before = rows()
    merge = merged(gone.organisation, stays.organisation, by)
    assert still_pointing(Organisation, gone.organisation_id) == []
    assert still_pointing(Partner, gone.pk) == []
    assert not Partner.objects.filter(pk=gone.pk).exists()
    assert differing(before, rows())
    undone(merge, by)
    assert differing(before, rows()) == {}
    assert Merge.objects.get().undone_by == by
