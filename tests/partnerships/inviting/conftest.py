"""An invitation that was mailed."""

import pytest

from partnerships.inviting import sending
from partnerships.inviting.models import PartnerInvitation
from partnerships.prospects.models import Prospect
from tests import factories


@pytest.fixture
def laboratory(coffee):
    return Prospect.objects.create(partnership=coffee, name="Soil Laboratory")


@pytest.fixture
def sam():
    return factories.person("Sam Opio", "sam@soil.example.org")


@pytest.fixture
def sent(coffee, ruth, sam, laboratory, released):
    row = PartnerInvitation.objects.create(
        partnership=coffee,
        organisation="Soil Laboratory",
        prospect=laboratory,
        person=sam,
        by=ruth,
        benefit="Plots",
    )
    return sending.send_mail(row, by=ruth)
