"""The days of review and end: told sixty and fourteen days before, once, on a working morning, and announced."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from backbone.time import dates
from backbone.time.days import day_of, today_of
from backbone.time.working_days import is_working_day
from partnerships.agreement_papers import own_part
from partnerships.closing import closing
from partnerships.correspondence.models import Notice
from partnerships.signing import days_to_know, in_force, needs, proposing
from tests import factories
from tests.partnerships.signing.said import accept


@pytest.fixture(params=["review_on", "end_on"])
def column(request):
    return request.param


def on(agreement, column, days):
    """The day is so many days ahead."""
    setattr(agreement, column, today_of(agreement.partnership) + timedelta(days=days))
    agreement.save()


# A morning that fell on a weekend was moved by three days at most.
@pytest.mark.parametrize("days", [60 - 5, 14 - 5])
def test_who_coordinates_is_told_once(ruth, agreement, proposed, column, days):
    on(agreement, column, days)
    assert days_to_know.tell_due() == 1
    days_to_know.tell_due()
    notice = Notice.objects.get(person=ruth)
    assert notice.path == "/partnerships/coffee/agreement/"
    assert ("ends on" in notice.text) == (column == "end_on")


@pytest.mark.parametrize("days", [61, 40, 15])
def test_between_the_two_nothing_is_told(agreement, proposed, column, days):
    on(agreement, column, days)
    assert days_to_know.tell_due() == 0


def test_a_day_that_is_set_otherwise_is_told_again(ruth, agreement, proposed, column):
    for days in (55, 54):
        on(agreement, column, days)
        days_to_know.tell_due()
    assert Notice.objects.filter(person=ruth).count() == 2


def test_it_is_announced_for_a_working_morning(as_ruth, ruth, coffee, agreement, proposed, column):
    on(agreement, column, 90)
    [coming] = days_to_know.forthcoming([coffee])
    day = day_of(coming.leaves_at, coffee.zone)
    assert is_working_day(day, coffee.country)
    assert timedelta(0) <= day - (today_of(coffee) + timedelta(days=30)) <= timedelta(days=4)
    assert coming.person == ruth
    assert "agreement" in coming.message().text
    assert f"ahead/{coming.key}/" in as_ruth.get("/partnerships/coffee/held/").text
    assert not Notice.objects.exists()


def test_after_the_first_time_the_second_is_announced(coffee, agreement, proposed, column):
    on(agreement, column, 40)
    [coming] = days_to_know.forthcoming([coffee])
    assert coming.leaves_at > now()
    assert coming.key.split("-")[-2] == "14"


def test_who_wants_no_news_gets_none_announced(ruth, coffee, agreement, proposed, column):
    ruth.mail_preference = "needed"
    ruth.save()
    on(agreement, column, 90)
    assert days_to_know.forthcoming([coffee]) == []


def test_in_the_digest_it_is_said_to_be_there(ruth, coffee, agreement, proposed, column):
    ruth.mail_preference = "digest"
    ruth.save()
    on(agreement, column, 90)
    [coming] = days_to_know.forthcoming([coffee])
    assert coming.about.endswith("In the daily digest.")


def test_an_agreement_that_ended_says_nothing(ruth, coffee, agreement, proposed, column):
    for row in proposed.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(proposed, ruth, "All signed")
    on(agreement, column, 55)
    in_force.end(proposed, ruth, "It is done", today_of(coffee))
    assert days_to_know.tell_due() == 0
    assert days_to_know.forthcoming([coffee]) == []


def test_a_closed_partnership_says_nothing(ruth, coffee, agreement, proposed, column):
    factories.coordinator(coffee, factories.person("Joy Akello"))
    on(agreement, column, 90)
    closing.close(coffee, words="The programme has ended", by=ruth)
    assert days_to_know.forthcoming([coffee]) == []


def test_the_day_of_the_version_in_force_counts_though_the_draft_has_another(
    as_ruth, ruth, coffee, union, agreement, partners, column
):
    on(agreement, column, 55)
    round = proposing.propose(agreement, ruth, "all")
    for row in round.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(round, ruth, "All signed")
    day = getattr(agreement, column)
    on(agreement, column, 900)
    assert days_to_know.tell_due() == 1
    assert dates.long(day) in Notice.objects.get(person=ruth).text
    assert [need.due for need in needs.of_agreements(ruth, coffee) if need.due] == [day]
    days = next(one for one in own_part.parts(union) if one.key == "days")
    assert any(dates.long(day) in words for _lead, words in days.lines)
