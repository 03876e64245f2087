"""Who is above and below, and what they read."""

import pytest
from django.urls import reverse

from tests.partnerships.sharing.family import Family


@pytest.fixture
def family(db):
    return Family()


@pytest.fixture
def above(family, as_):
    """What the parent's coordinator reads."""
    return lambda: as_(family.above).get(reverse("children", args=["region"])).text


@pytest.fixture
def page(family):
    return reverse("shared_upward", args=["valley"])
