from datetime import timedelta

import pytest

from backbone.time.days import today_of
from partnerships.disputes.models import Dispute
from tests import factories

SECRET = "marker of a dispute"
DAY = timedelta(days=1)


@pytest.fixture
def today(coffee):
    return today_of(coffee)


@pytest.fixture
def roasters(coffee):
    """Another partner."""
    return factories.partner(coffee, "Roasters of the Delta")


@pytest.fixture
def mary(coffee):
    """An observer who handles it."""
    return factories.observer(coffee, factories.person("Mary Handler"))


@pytest.fixture
def dispute(coffee, union, roasters, ruth, mary, today):
    row = Dispute.objects.create(
        partnership=coffee, words=SECRET, opened_on=today - 9 * DAY, handler=mary, by=ruth
    )
    row.parties.set([union, roasters])
    row.steps.create(partnership=coffee, place=1, what=f"{SECRET} 1", due_on=today, outcome=SECRET)
    row.steps.create(partnership=coffee, place=2, what=f"{SECRET} 2", due_on=today + 30 * DAY)
    return row


@pytest.fixture
def said(union, roasters, today):
    """What a form about a new dispute sends."""
    return {"words": SECRET, "parties": [union.pk, roasters.pk], "opened_on": str(today)}
