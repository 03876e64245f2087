"""An acceptance with a condition is told to those who coordinate, and waits for them while the version is proposed."""

from partnerships.correspondence.models import Notice
from partnerships.signing import in_force
from partnerships.signing.by_mail import needs
from partnerships.signing.models import Acceptance
from tests.partnerships.signing.by_mail.coded import accept
from tests.partnerships.signing.said import accept as record

CONDITION = {"yes-remark": "Only while there is a budget", "yes-remark_counts": "condition"}


def words_of(person):
    return [(need.word, need.url) for need in needs.of_coordinators(person)]


def test_a_condition_from_the_mail_is_told_and_waits(client, address, row, ruth):
    accept(client, address, **CONDITION)
    (notice,) = Notice.objects.filter(person=ruth)
    assert "accepts the agreement with a condition" in notice.headline
    assert "Only while there is a budget" in notice.text
    assert words_of(ruth) == [("accepts with a condition", row.get_absolute_url())]
    in_force.put_in_force(row.round, ruth, "It is met")
    assert words_of(ruth) == []


def test_a_note_is_not(client, address, ruth):
    accept(client, address, **CONDITION | {"yes-remark_counts": "note"})
    assert not Notice.objects.filter(person=ruth).exists()
    assert words_of(ruth) == []


def test_whoever_recorded_a_condition_has_seen_it(row, ruth):
    record(row, ruth, remark="Only so", remark_counts="condition")
    assert Acceptance.objects.get().remark_counts == "condition"
    assert words_of(ruth) == []
