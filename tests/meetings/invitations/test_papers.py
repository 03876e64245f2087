"""Papers of agenda items: on the meeting's page, in its mails, and nowhere for whom they are not."""

import re

import pytest
from django.urls import reverse

from backbone.outbox.models import Message
from meetings import papers
from partnerships import removing
from partnerships.attachments.attaching import attach
from tests import factories
from tests.meetings.invitations.inviting import send
from tests.partnerships.attachments.files import PDF, sent

PLACE = re.compile(r"http\S+?(/mailed-files/papers/[\w:-]+/)")


@pytest.fixture
def item(planned):
    return factories.agenda_item(planned.meeting, "Budget")


@pytest.fixture
def secret(planned):
    return factories.agenda_item(planned.meeting, "Personnel (confidential)")


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def put(item, by, name="budget.pdf"):
    return attach(papers.KIND, item, [sent(name, PDF)], by=by).files[0]


def mail_to(person):
    return Message.objects.filter(recipient=person).latest("pk")


def test_they_stand_below_the_agenda_with_their_item(as_, planned, item):
    put(item, planned.ruth)
    for who in (planned.ruth, planned.anna, planned.observer):
        page = as_(who).get(planned.meeting.get_absolute_url())
        assert "budget.pdf" in page.text
        assert as_(who).get(reverse("agenda_item_file", args=[item.papers.get().pk])).content == PDF


def test_an_invitation_names_them_and_whoever_has_the_mail_opens_them(client, planned, item):
    paper = put(item, planned.ruth)
    send(planned)
    mail = mail_to(planned.anna)
    assert "budget.pdf" in mail.text
    (place,) = set(PLACE.findall(mail.text))
    assert place in mail.html
    answer = client.get(place)
    assert (answer.content, answer["Content-Security-Policy"]) == (PDF, "sandbox; default-src 'none'")
    removing.remove(paper, by=planned.ruth, page="/x/")
    assert client.get(place).status_code == 410
    assert client.get(place[:-3] + "xx/").status_code == 410


def test_a_copy_for_an_assistant_names_none_of_a_confidential_item(planned, item, secret):
    joy = factories.assistant(planned.anna, planned.of)
    put(item, planned.ruth)
    put(secret, planned.ruth, "marker.pdf")
    send(planned)
    assert "marker.pdf" in mail_to(planned.anna).text
    copy = mail_to(getattr(joy, "person", joy))
    assert "budget.pdf" in copy.text
    assert "marker.pdf" not in copy.text + copy.html


def test_on_a_wall_those_of_a_confidential_item_are_not_shown(as_, planned, item, secret):
    put(item, planned.ruth)
    marker = put(secret, planned.ruth, "marker.pdf")
    client = as_(planned.ruth)
    client.post(reverse("presentation"), {"on": "1"})
    page = client.get(planned.meeting.get_absolute_url()).text
    assert "budget.pdf" in page
    assert "marker.pdf" not in page
    assert client.get(reverse("agenda_item_file", args=[marker.pk])).status_code == 404
    assert client.get(reverse("agenda_item_files", args=[secret.pk])).status_code == 404
