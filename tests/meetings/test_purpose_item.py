"""Once a year the purpose is put on an agenda with one press, and afterwards somebody notes that it still holds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import agendas, purpose_item
from meetings.models import Meeting
from partnerships import purposes
from partnerships.models import PurposeStatement
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def old(coffee):
    """A purpose that nobody spoke of for more than a year; a meeting is planned."""
    coffee.of.purpose, coffee.of.timezone = "Better coffee", "UTC"
    coffee.of.save()
    PurposeStatement.objects.create(
        partnership=coffee.of, text="Better coffee", at=timezone.now() - 366 * DAY
    )
    Meeting.objects.update(starts_at=timezone.now() + DAY)
    return coffee


def needs(coffee):
    return list(purpose_item.for_coordinators(coffee.ruth, coffee.of))


@pytest.mark.parametrize(("days", "is_due"), [(364, False), (365, True), (400, True)])
def test_it_is_due_a_year_after_it_was_worded(old, days, is_due):
    PurposeStatement.objects.update(at=timezone.now() - days * DAY)
    assert bool(purposes.to_reaffirm([old.of])) == is_due


def test_what_nobody_worded_is_due_to_nobody(old):
    old.of.purpose = ""
    assert purposes.to_reaffirm([old.of]) == {}


def test_one_press_puts_it_on_the_next_agenda_once(old, ruth):
    (need,) = needs(old)
    assert need.is_post
    for _press in range(2):
        answer = ruth.post(need.action_url)
        assert answer.url == f"{old.meeting.get_absolute_url()}#agenda"
    assert old.meeting.items.filter(is_purpose=True).count() == 1
    assert needs(old) == []


def test_without_a_meeting_one_is_planned_first(old, ruth):
    Meeting.objects.all().delete()
    (need,) = needs(old)
    assert (need.action_url, need.is_post) == (reverse("meeting_new", args=["coffee"]), False)
    assert ruth.post(reverse("purpose_item", args=["coffee"])).url == need.action_url


def test_a_copied_agenda_does_not_ask_again(old):
    purpose_item.put(old.of)
    later = factories.meeting(old.of, "Steering committee 11")
    agendas.copy_from(old.meeting, later)
    assert not later.items.filter(is_purpose=True).exists()


def test_after_the_meeting_it_is_noted_and_rests_for_a_year(old, ruth):
    purpose_item.put(old.of)
    Meeting.objects.update(starts_at=timezone.now() - DAY / 24, state="closed")
    (need,) = needs(old)
    assert need.action == "Note what was said"
    page = ruth.post(reverse("purpose_reaffirmation", args=["coffee"]), follow=True)
    assert "reaffirmed" in page.text
    assert needs(old) == []
    ruth.post(reverse("purpose_reaffirmation", args=["coffee"]))
    assert PurposeStatement.objects.filter(is_reaffirmed=True).count() == 1


def test_noting_it_is_taken_back_at_the_place_on_that_day_alone(old, ruth):
    address = reverse("purpose_reaffirmation", args=["coffee"])
    ruth.post(address)
    page = ruth.post(address, {"undo": "1"}, follow=True)
    assert "not noted any more" in page.text
    assert len(needs(old)) == 1
    row = purposes.reaffirm(old.of, by=old.ruth)
    PurposeStatement.objects.filter(pk=row.pk).update(at=timezone.now() - 2 * DAY)
    assert not purposes.take_back(old.of)


def test_who_does_not_coordinate_is_asked_nothing(old):
    assert list(purpose_item.for_coordinators(old.anna, None)) == []
