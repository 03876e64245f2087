"""An invitation in the language of whoever reads it, which need not be that of the partnership's documents."""

import pytest
from django.urls import reverse

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from partnerships.inviting import sending
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.writing import letter
from partnerships.letters import letter_files
from tests import factories
from tests.partnerships.inviting.answered import FORM, address_of
from tests.pdfs import assert_in_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(as_ruth, coffee, released):
    def written(**words):
        as_ruth.post(reverse("partner_invitation_new", args=[coffee.slug]), {**FORM, **words})
        return PartnerInvitation.objects.get()

    return written


def test_mail_page_and_letter_are_in_the_language_that_was_chosen(client, ruth, write):
    row = write(language="nl")
    assert Person.objects.get(name="Sam Opio").language == "nl"
    sending.send_mail(row, by=ruth)
    mail = Message.objects.get()
    assert mail.language == "nl"
    assert "Doet Soil Laboratory mee" in mail.subject
    page = client.get(address_of(row).partition("partner-invitations")[0])
    assert page.headers["Content-Language"] == "nl"
    made = letter(row)
    assert "Wij nodigen" in made.body
    assert_in_pdf(letter_files.as_pdf(made), "Datum")


def test_without_a_choice_it_is_that_of_the_person_or_else_of_the_documents(ruth, write):
    factories.person("Sam Opio", "sam@soil.example.org", language="nl")
    row = write()
    assert (row.language, row.spoken) == ("", "nl")
    row.person = None
    assert row.spoken == "en"


def test_who_takes_part_somewhere_keeps_their_own_language(ruth, write):
    sam = factories.person("Sam Opio", "sam@soil.example.org", language="en")
    factories.representative(factories.partner(), sam)
    row = write(language="nl")
    assert Person.objects.get(pk=sam.pk).language == "en"
    sending.send_mail(row, by=ruth)
    assert Message.objects.get().language == "nl"


def test_a_change_of_mind_before_it_is_sent_reaches_the_person_too(as_ruth, ruth, write):
    row = write()
    data = {**FORM, "language": "nl", "revision": row.revision}
    as_ruth.post(reverse("partner_invitation_edit", args=[row.pk]), data)
    assert Person.objects.get(name="Sam Opio").language == "nl"
