"""Mails of which nobody knows whether they arrived: said to the coordinator, and sent again with one click."""

import datetime

import pytest
from django.utils import timezone

from backbone.outbox.models import Message
from partnerships.correspondence.sending import send
from tests import factories

SINCE = datetime.datetime(2026, 3, 3, 10, 2, tzinfo=datetime.UTC)


@pytest.fixture
def letter(coffee):
    """A mail that the server had whole and never answered for."""
    message = send(factories.news(factories.person("Joy Achieng"), coffee, "news"))
    Message.objects.filter(pk=message.pk).update(
        state="perhaps", unanswered_since=SINCE, error="Connection unexpectedly closed: timed out"
    )
    return message.correspondence.get()


def test_needs_you_names_it_and_leads_to_it(as_, ruth, coffee, letter):
    page = as_(ruth).get("/partnerships/coffee/").text
    assert "1 email was perhaps delivered" in page
    assert "/partnerships/coffee/correspondence/?state=perhaps" in page
    assert "was not delivered" not in page
    assert (
        f"/correspondence/{letter.pk}/"
        in as_(ruth).get("/partnerships/coffee/correspondence/?state=perhaps").text
    )


@pytest.mark.parametrize("address", ["/partnerships/coffee/correspondence/", "/correspondence/{pk}/"])
def test_it_is_said_what_happened_and_one_click_sends_it_again(as_, ruth, letter, address):
    page = as_(ruth).get(address.format(pk=letter.pk)).text
    assert "Perhaps delivered" in page
    assert "did not say whether it took it" in page
    assert f'action="/correspondence/{letter.pk}/sending/"' in page
    as_(ruth).post(f"/correspondence/{letter.pk}/sending/")
    message = Message.objects.get(pk=letter.message_id)
    assert (message.state, message.unanswered_since) == ("waiting", None)


def test_only_coordinators_send_it_again(as_, letter, union):
    assert (
        as_(factories.representative(union)).post(f"/correspondence/{letter.pk}/sending/").status_code == 403
    )
    assert Message.objects.get(pk=letter.message_id).state == "perhaps"


def test_without_it_nothing_is_said(as_, ruth, letter):
    Message.objects.update(state="sent", sent_at=timezone.now(), unanswered_since=None, error="")
    assert "perhaps" not in as_(ruth).get("/partnerships/coffee/").text
    assert "did not say" not in as_(ruth).get(f"/correspondence/{letter.pk}/").text
