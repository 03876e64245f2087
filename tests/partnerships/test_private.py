"""Private notes and correspondence: for coordinators, and nowhere else."""

import datetime

import pytest
from django.utils import timezone

from backbone.files import storing
from backbone.outbox.models import Attachment, Message
from partnerships.correspondence import listing
from partnerships.models import PrivateNote
from tests import factories
from tests.factories import link_for

pytestmark = pytest.mark.fast

MARKER = "a marker that only coordinators may read"


@pytest.fixture
def note(coffee, union, ruth):
    return PrivateNote.objects.create(partnership=coffee, partner=union, text=MARKER, by=ruth)


def mail_to(partnership, subject="Minutes", text="Hello", at=None, **fields):
    n = factories.number()
    message = Message.objects.create(
        key=f"k{n}",
        to_name="Joy",
        to_address="joy@example.org",
        subject=subject,
        text=text,
        message_id=f"<{n}@x>",
        **fields,
    )
    return partnership.correspondence.create(message=message, cause="test", at=at or timezone.now())


def test_a_note_is_on_no_page_but_its_own(as_, ruth, coffee, union, note):
    people = [ruth, factories.representative(union), factories.observer(coffee), factories.leader(coffee)]
    for person in people:
        for address in (f"/partners/{union.pk}/", "/partnerships/coffee/", "/partnerships/coffee/partners/",
                        "/partnerships/coffee/agreement/", "/partnerships/coffee/bodies/"):  # fmt: skip
            assert MARKER not in as_(person).get(address).content.decode(), (person, address)
    assert MARKER in as_(ruth).get(f"/partners/{union.pk}/notes/").content.decode()


def test_notes_are_for_coordinators(as_, coffee, union, note):
    for person in (factories.representative(union), factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).get(f"/partners/{union.pk}/notes/").status_code == 403
        assert as_(person).post(f"/notes/{note.pk}/removal/").status_code == 403
    assert as_(factories.person()).get(f"/partners/{union.pk}/notes/").status_code == 404


def test_notes_come_as_a_piece_of_the_partner_page_and_are_not_kept(as_, ruth, union, note):
    answer = as_(ruth).get(f"/partners/{union.pk}/notes/", headers={"HX-Request": "true"})
    assert MARKER in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_notes_are_added_and_deleted_for_good(as_, ruth, union, hostile):
    as_(ruth).post(f"/partners/{union.pk}/notes/", {"about": "call", "text": hostile})
    note = PrivateNote.objects.get()
    assert (note.text, note.by, note.partnership) == (hostile, ruth, union.partnership)
    assert "<script>alert" not in as_(ruth).get(f"/partners/{union.pk}/notes/").content.decode()
    as_(ruth).post(f"/notes/{note.pk}/removal/")
    assert not PrivateNote.objects.exists()


def test_correspondence_is_for_coordinators(as_, coffee, union):
    row = mail_to(coffee, MARKER, MARKER)
    for person in (factories.representative(union), factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).get("/partnerships/coffee/correspondence/").status_code == 403
        assert as_(person).get(f"/correspondence/{row.pk}/").status_code == 403
        assert as_(person).post(f"/correspondence/{row.pk}/sending/").status_code == 403
    assert (
        as_(factories.coordinator(factories.partnership())).get(f"/correspondence/{row.pk}/").status_code
        == 404
    )


def test_a_mail_is_shown_without_its_links(as_, ruth, coffee):
    link = link_for(ruth, coffee, "test")
    row = mail_to(coffee, text=f"Please answer here: {link.placeholder} Thank you")
    page = as_(ruth).get(f"/correspondence/{row.pk}/").content.decode()
    assert "[personal link]" in page
    assert link.pk.hex not in page
    assert "/l/" not in page


def test_a_mail_given_up_is_sent_again(as_, ruth, coffee):
    row = mail_to(coffee, state="given_up", error="550 No such user")
    page = as_(ruth).get("/partnerships/coffee/correspondence/?state=given_up").content.decode()
    assert "550 No such user" in page
    assert "1 email was not delivered" in as_(ruth).get("/partnerships/coffee/").content.decode()
    as_(ruth).post(f"/correspondence/{row.pk}/sending/")
    assert Message.objects.get().state == "waiting"


def test_pages_follow_each_other_by_key(coffee):
    start = timezone.now()
    rows = [
        mail_to(coffee, f"{n}", at=start - datetime.timedelta(minutes=n // 3))
        for n in range(listing.PAGE + 3)
    ]
    first = listing.page_of(coffee)
    mail_to(coffee, "new on top")
    second = listing.page_of(coffee, before=first.older)
    assert {row.pk for row in first.rows} | {row.pk for row in second.rows} == {row.pk for row in rows}
    assert len(second.rows) == 3
    assert second.older == ""


@pytest.mark.parametrize(
    "before", ["x", "2026-01-01_1", "_", "2026-01-01T00:00:00+00:00_99999999999999999999", "%00"]
)
def test_a_foreign_key_in_the_address_shows_the_first_page(as_, ruth, coffee, before):
    mail_to(coffee, "On the first page")
    page = as_(ruth).get("/partnerships/coffee/correspondence/", {"before": before}).content.decode()
    assert "On the first page" in page


def test_a_mail_whose_document_failed_goes_without_it(as_, ruth, coffee):
    row = mail_to(coffee)
    file = storing.request_file("minutes.pdf", "application/pdf", "x")
    storing.fail(file, storing.FAILED_WORDS)
    Attachment.objects.create(message=row.message, file=file)
    assert "1 email waits for its document" in as_(ruth).get("/partnerships/coffee/").content.decode()
    page = as_(ruth).get("/partnerships/coffee/correspondence/?state=stuck").content.decode()
    assert "Send without it" in page
    assert "could not be created" in as_(ruth).get(f"/correspondence/{row.pk}/").content.decode()
    as_(ruth).post(f"/correspondence/{row.pk}/without-file/")
    message = Message.objects.get()
    assert not message.attached.exists()
    assert "It will follow" in message.text
