"""An agreement with a clause that has everything Markdown can say, and its Word file."""

import pytest
from django.utils import timezone

from partnerships.agreements import arranging, writing
from partnerships.proposals import word
from partnerships.proposals.base import of_draft

MARKDOWN = (
    "Partners **meet** every *six* weeks,\nin turn at each other’s.\n\n"
    "- each brings one thing\n- each **takes** one thing\n  - and says so\n\n"
    "1. first talk\n2. then write\n\n"
    "> Nobody is left out.\n\n"
    "See [the plan](https://example.org/plan) and write 3. May * or _ here.\n\n"
    "## Money\n\n`as it is`"
)


@pytest.fixture
def agreement(coffee, union):
    own = writing.write(coffee)
    clause = arranging.begin_own(own)
    clause.group, clause.heading, clause.text = "how", "Bees", MARKDOWN
    clause.save()
    return own


@pytest.fixture
def given(agreement):
    """The file that goes out."""
    return word.write(of_draft(agreement, timezone.now()))


@pytest.fixture
def bees(agreement):
    return agreement.clauses.get(heading="Bees")
