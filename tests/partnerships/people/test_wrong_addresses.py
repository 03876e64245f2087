"""An address that is nobody's, is there already, or is longer than any that is kept; and who is said to have corrected it."""

import pytest
from django.utils import timezone

from backbone.accounts import proposals
from backbone.accounts.models import Person
from backbone.outbox.models import Message
from tests import factories
from tests.factories import link_for

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PAGE = "/partnerships/coffee/contacts/"


@pytest.fixture
def ada(union):
    return factories.representative(
        union, factories.person("Ada Okello", "ada@union.example"), capacity="lead"
    )


def test_whoever_is_told_of_a_correction_reads_who_made_it(as_, ruth, ada):
    as_(ruth).post(f"{PAGE}{ada.pk}/sign-in-address/", {"address": "ada.new@union.example"})
    for mail in Message.objects.all():
        assert (
            "Ruth Nansubuga put your address right. You now sign in with ada.new@union.example." in mail.text
        )
        assert "Was it you?" not in mail.text + mail.html


@pytest.mark.parametrize(
    ("kind", "column"), [("sign-in-address", "email"), ("contact-address", "contact_email")]
)
def test_the_address_that_is_there_already_changes_nothing(as_, ruth, ada, coffee, kind, column):
    Person.objects.filter(pk=ada.pk).update(contact_email="office@union.example")
    link = link_for(ada, coffee, "x")
    ada.refresh_from_db()
    response = as_(ruth).post(f"{PAGE}{ada.pk}/{kind}/", {"address": getattr(ada, column).upper()})
    assert response.status_code == 422
    assert "This is the address already." in response.text
    link.refresh_from_db()
    assert link.revoked_at is None
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("kind", "column", "words"),
    [
        ("sign-in-address", "email", "Nobody signs in with this address now."),
        ("contact-address", "contact_email", "Your email goes here no longer."),
    ],
)
def test_an_address_that_is_nobodys_is_taken_away_and_it_is_told(as_, ruth, ada, kind, column, words):
    Person.objects.filter(pk=ada.pk).update(contact_email="office@union.example")
    ada.refresh_from_db()
    page, before = f"{PAGE}{ada.pk}/{kind}/", getattr(ada, column)
    both = as_(ruth).post(page, {"address": "x@union.example", "is_taken_away": "on"})
    assert both.status_code == 422
    assert as_(ruth).post(page, {"address": ""}).status_code == 422
    assert as_(ruth).post(page, {"address": "", "is_taken_away": "on"}).status_code == 302
    ada.refresh_from_db()
    assert not getattr(ada, column)
    mail = Message.objects.get()
    assert mail.to_address == before
    assert words in mail.text


def test_an_address_that_waits_for_a_code_is_not_taken_away(as_, ruth, ada):
    ada.last_login = timezone.now()
    ada.save()
    page = f"{PAGE}{ada.pk}/sign-in-address/"
    assert "is_taken_away" not in as_(ruth).get(page).text
    assert as_(ruth).post(page, {"address": "", "is_taken_away": "on"}).status_code == 422
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"


@pytest.mark.parametrize("kind", ["sign-in-address", "contact-address"])
def test_an_address_longer_than_the_column_is_refused(as_, ruth, ada, kind):
    response = as_(ruth).post(f"{PAGE}{ada.pk}/{kind}/", {"address": f"{'y' * 250}@union.example"})
    assert response.status_code == 422
    assert "at most 254 characters" in response.text


def test_who_typed_the_code_wrongly_five_times_reads_why_it_ended(client, ada, ruth):
    page = f"/address/{proposals.propose(ada, 'sign_in', 'new@union.example', by=ruth).pk}/"
    for _n in range(proposals.TRIES):
        assert "after five tries it ends" in client.post(page, {"code": "WRONG1"}).text
    answer = client.post(page, {"code": "WRONG1"})
    assert (answer.status_code, "typed wrongly five times" in answer.text) == (410, True)
