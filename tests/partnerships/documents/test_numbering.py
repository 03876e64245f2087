"""Numbers without a gap: given once, and after they were given back unseen the first to be given again."""

import pytest
from django.db import transaction

from partnerships.documents.models import Counter
from partnerships.documents.numbering import give_back, next_number
from tests import factories

pytestmark = pytest.mark.django_db


def given(of, count):
    return [next_number(of, "thing") for _ in range(count)]


@pytest.mark.parametrize(
    ("back", "then"),
    [
        ([], [6, 7, 8]),
        ([5], [5, 6, 7]),
        ([4, 5], [4, 5, 6]),
        ([2], [2, 6, 7]),
        ([1, 3, 5], [1, 3, 5]),
        ([1, 2, 3, 4, 5], [1, 2, 3]),
    ],
)
def test_what_was_given_back_is_given_first(back, then):
    of = factories.partnership()
    given(of, 5)
    give_back(of, "thing", back)
    assert given(of, 3) == then


def test_what_is_given_back_in_parts_comes_together():
    of = factories.partnership()
    given(of, 3)
    for number in (2, 1, 3):
        give_back(of, "thing", [number])
    counter = Counter.objects.get(partnership=of, name="thing")
    assert (counter.value, counter.free) == (0, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "step", [lambda of: next_number(of, "thing"), lambda of: give_back(of, "thing", [1])]
)
def test_a_number_is_given_within_a_transaction_only(step):
    of = factories.partnership()
    with pytest.raises(RuntimeError, match="transaction"):
        step(of)
    with transaction.atomic():
        assert next_number(of, "thing") == 1
