"""What was accepted with a condition says so wherever it is counted, and before it binds."""

import pytest

from partnerships.signing import counting
from tests import factories
from tests.partnerships.signing.said import accept, rows_of, words_of


@pytest.fixture
def conditional(proposed, ruth):
    """All have accepted it, one of them with a condition and one with a note."""
    one, two, three = proposed.acceptances.in_own_order()
    accept(one, ruth, remark="Only while there is a budget", remark_counts="condition")
    accept(two, ruth, remark="With pleasure", remark_counts="note")
    accept(three, ruth)
    return proposed


def test_whoever_lets_it_enter_into_force_reads_the_conditions(as_ruth, conditional):
    page = as_ruth.get(f"/signing-rounds/{conditional.pk}/in-force/").text
    assert "Accepted with a condition" in page
    assert "Only while there is a budget" in page
    assert "With pleasure" not in page


def test_without_a_condition_nothing_is_said_of_it(as_ruth, ruth, proposed):
    accept(proposed.acceptances.first(), ruth)
    assert "condition" not in as_ruth.get(f"/signing-rounds/{proposed.pk}/in-force/").text
    assert counting.standing(proposed).conditions == 0


def test_the_count_names_them_and_verify_their_number_alone(as_, client, coffee, conditional):
    page = as_(factories.observer(coffee)).get(f"/signing-rounds/{conditional.pk}/").text
    assert "1 accepts with a condition." in " ".join(page.split())
    assert words_of(conditional).endswith("accepted by 3 of 3, 1 accepts with a condition")
    verify = client.get(f"/verify/{conditional.version.sha256[:16]}/", follow=True).text
    assert "1 accepts with a condition" in verify
    assert "budget" not in verify


def test_a_condition_that_does_not_count_yet_is_not_counted(ruth, proposed):
    row = next(iter(rows_of(proposed).values()))
    accept(row, ruth, remark="Only so", remark_counts="condition")
    proposed.acceptances.filter(pk=row.pk).update(needs_second=True)
    assert counting.standing(proposed).conditions == 0
