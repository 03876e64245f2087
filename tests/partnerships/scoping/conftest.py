"""A round that is open, and what one partner said in it."""

import pytest
from django.utils.timezone import now

from partnerships.scoping.models import Canvas, CanvasAnswer
from tests import factories


@pytest.fixture
def canvas(coffee, ruth):
    return Canvas.objects.create(partnership=coffee, name="start", opened_on=now().date(), by=ruth)


@pytest.fixture
def bank(coffee):
    """Another partner."""
    return factories.partner(coffee, "Rural Bank")


@pytest.fixture
def joan(bank):
    return factories.representative(bank, factories.person("Joan Akello"), capacity="lead")


@pytest.fixture
def said(canvas, union):
    return CanvasAnswer.objects.create(
        partnership=canvas.partnership,
        canvas=canvas,
        partner=union,
        achieve="Better prices\n- Fewer middlemen",
        need="A warehouse",
        bring="- A room\n- 3 days of Peter",
        only_together="One price list",
        way="page",
    )
