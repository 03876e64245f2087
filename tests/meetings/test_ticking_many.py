"""Whom to mail, where more people stand on the list than a page shows: what is ticked on one page holds on the next."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.outbox.models import Message
from meetings.invitations import rounds
from meetings.models import Meeting
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


class Form:
    """The form with boxes that a page shows, filled in as a browser without scripts does it."""

    def __init__(self, answer):
        self.data = {}
        own = answer.text.partition('class="stack-blocks"')[2].partition("</form>")[0]
        for attributes in (dict(ATTRIBUTE.findall(found)) for found in INPUT.findall(own)):
            if attributes.get("type") != "checkbox" or "checked" in attributes:
                self.data.setdefault(attributes["name"], []).append(attributes.get("value", ""))
        self.shown = [int(key) for key in self.data.get("shown", [])]

    def tick(self, person, is_ticked=True):
        boxes = self.data.setdefault("to", [])
        boxes.append(str(person.pk)) if is_ticked else boxes.remove(str(person.pk))
        return self

    def send(self, browser, url, **pressed):
        return browser.post(url, self.data | pressed)


def people_of(coffee, count):
    """So many more on the list, by name."""
    people = [factories.person(f"Guest {n:03}") for n in range(count)]
    for person in people:
        factories.attendance(coffee.meeting, person, "present")
    return people


@pytest.fixture
def many(coffee):
    return people_of(coffee, 60)


@pytest.fixture
def url(coffee):
    return f"/meetings/{coffee.meeting.pk}/issue/"


@pytest.fixture
def ahead(coffee):
    """The meeting lies ahead."""
    own = {"state": "planned", "starts_at": timezone.now() + timedelta(days=9)}
    Meeting.objects.filter(pk=coffee.meeting.pk).update(**own, started_at=None, ended_at=None)
    coffee.meeting.refresh_from_db()


def mailed():
    return set(Message.objects.filter(kind="minutes").values_list("recipient", flat=True))


def test_fifty_are_boxes_on_one_page_and_nothing_else(coffee, ruth, url):
    people_of(coffee, 20)
    page = ruth.get(url).text
    assert page.count('name="to"') > 20
    assert 'name="mark"' not in page
    assert 'name="turn"' not in page


def test_who_is_unticked_on_one_page_gets_no_mail_when_the_next_page_is_sent(many, ruth, url):
    first = Form(ruth.get(url)).tick(many[0], False)
    second = Form(first.send(ruth, url, turn="2"))
    assert many[0].pk not in second.shown
    assert many[-1].pk in second.shown
    second.tick(many[-1], False)
    answer = second.send(ruth, url)
    assert answer.status_code == 302
    assert not mailed() & {many[0].pk, many[-1].pk}
    assert {person.pk for person in many[1:-1]} <= mailed()


def test_what_was_ticked_is_there_again_when_one_comes_back(many, ruth, url):
    first = Form(ruth.get(url)).tick(many[0], False)
    second = Form(first.send(ruth, url, turn="2")).tick(many[-1], False)
    again = Form(second.send(ruth, url, turn="1"))
    assert str(many[0].pk) not in again.data["to"]
    assert str(many[1].pk) in again.data["to"]
    assert again.data["otherwise"] == [str(many[-1].pk)]
    assert not Message.objects.exists()


def test_somebody_is_found_by_a_part_of_the_name(many, ruth, url):
    answer = Form(ruth.get(url)).send(ruth, url, turn="find", words="guest 057")
    found = Form(answer)
    assert found.shown == [many[57].pk]
    found.tick(many[57], False).send(ruth, url)
    assert many[57].pk not in mailed()
    assert {person.pk for person in many if person != many[57]} <= mailed()


def test_nobody_is_ticked_and_then_one(many, ruth, url):
    none = Form(Form(ruth.get(url)).send(ruth, url, turn="none"))
    assert "to" not in none.data
    none.tick(many[3]).send(ruth, url)
    assert mailed() == {many[3].pk}


def test_all_are_ticked_those_too_whom_the_page_does_not_propose(many, ruth, url):
    many[5].mail_preference = "needed"
    many[5].save()
    form = Form(ruth.get(url))
    assert str(many[5].pk) not in form.data["to"]
    Form(form.send(ruth, url, turn="all")).send(ruth, url)
    assert {person.pk for person in many} <= mailed()


def test_somebody_who_came_since_the_page_was_opened_is_not_mailed_unseen(coffee, many, ruth, url):
    form = Form(ruth.get(url))
    factories.attendance(coffee.meeting, factories.person("Late Comer"), "present")
    answer = form.send(ruth, url)
    assert answer.status_code == 409
    assert "has changed since you opened this page" in answer.text
    assert not Message.objects.exists()


def test_an_empty_form_mails_nobody(many, ruth, url):
    ruth.post(url, {"number": "1"})
    assert Meeting.objects.get().state == "issued"
    assert not mailed()


def test_an_invitation_goes_to_those_ticked_on_all_pages(coffee, many, ruth, ahead):
    url = f"/meetings/{coffee.meeting.pk}/invitation/"
    first = Form(ruth.get(url)).tick(many[1], False)
    second = Form(first.send(ruth, url, turn="2")).tick(many[58], False)
    assert second.send(ruth, url).status_code == 302
    invited = set(Message.objects.filter(kind="invitation").values_list("recipient", flat=True))
    assert not invited & {many[1].pk, many[58].pk}
    assert {many[0].pk, many[30].pk, many[59].pk} <= invited
    assert rounds.can_be_sent(coffee.meeting)
