import pytest

from backbone.time.days import today_of
from partnerships.conveners.models import ConvenerRole, Tension
from partnerships.models import Representative
from tests import factories

SECRET = "marker of a tension"


@pytest.fixture
def today(coffee):
    return today_of(coffee)


@pytest.fixture
def convener(coffee):
    """A partner that convenes."""
    partner = factories.partner(coffee, "Highland District")
    ConvenerRole.objects.create(partnership=coffee, partner=partner, words="Hosts the secretariat")
    return partner


@pytest.fixture
def speaker(convener):
    """Who leads for it."""
    return factories.representative(convener, capacity=Representative.Capacity.LEAD)


@pytest.fixture
def tension(coffee, ruth, today):
    return Tension.objects.create(
        partnership=coffee, one_pole=SECRET, other_pole="Care", words=SECRET, by=ruth, revisit_on=today
    )
