"""Files beside rows: who adds and reads them, how many fit, and what becomes of those that are removed."""

import errno
from datetime import timedelta

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection
from django.db.models import RestrictedError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from backbone import unavailable
from backbone.files.models import StoredFile
from partnerships import removing
from partnerships.attachments import forgetting
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachable
from partnerships.attachments.models import ContributionFile, Upload
from partnerships.models import Contribution, Removal
from partnerships.people.personal import erasure
from tests import factories
from tests.partnerships.attachments.files import DOCX, PDF, picture, sent
from tests.partnerships.whole_database import rows_of_all_tables


@pytest.fixture
def gift(union):
    return Contribution.objects.create(partnership=union.partnership, partner=union, description="Hall")


@pytest.fixture
def address(gift):
    return reverse("contribution_files", args=[gift.pk])


def put(gift, by, *files):
    return attach(attachable("contribution"), gift, list(files or [sent("proof.pdf", PDF)]), by=by)


def test_a_file_is_added_listed_and_opened(as_ruth, gift, address):
    page = as_ruth.post(
        address, {"files": [sent("proof.pdf", PDF), sent("photo.png", picture())]}, follow=True
    )
    assert "2 files are added." in page.text
    assert "proof.pdf" in as_ruth.get(reverse("contribution_edit", args=[gift.pk])).text
    answer = as_ruth.get(reverse("contribution_file", args=[gift.files.first().pk]))
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="proof.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_one_that_does_not_come_in_keeps_out_no_other(as_ruth, gift, address):
    page = as_ruth.post(address, {"files": [sent("proof.pdf", PDF), sent("run.exe", b"MZ\x90")]})
    assert page.status_code == 422
    assert "This is a program." in page.text
    assert [file.name for file in gift.files.all()] == ["proof.pdf"]


def test_nothing_chosen_is_said(as_ruth, address):
    page = as_ruth.post(address)
    assert (page.status_code, "Choose a file first." in page.text) == (422, True)


def test_htmx_gets_the_list_with_what_was_refused(as_ruth, address):
    page = as_ruth.post(address, {"files": [sent("run.exe", b"MZ\x90")]}, headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert "<html" not in page.text
    assert "This is a program." in page.text


def test_the_same_file_twice_is_kept_once(ruth, gift):
    assert len(put(gift, ruth).files) == 1
    again = put(gift, ruth)
    assert (again.files, Upload.objects.count()) == ([], 1)
    assert again.refused == [("proof.pdf", "This very file is here already.")]


def test_a_row_holds_twenty_files_and_takes_ten_at_once(ruth, gift):
    def some(start):
        return [sent(f"{n}.txt", f"Number {n}".encode()) for n in range(start, start + 12)]

    first, second = put(gift, ruth, *some(0)), put(gift, ruth, *some(20))
    assert (len(first.files), len(second.files)) == (10, 10)
    assert "At most 10 files at once" in first.refused[0][1]
    third = put(gift, ruth)
    assert "20 files here" in third.refused[0][1]


def test_a_partnership_has_so_much_room_and_an_administrator_gives_it_more(as_, ruth, coffee, gift, settings):
    settings.FILE_ROOM = 0
    assert "all of their 0 MB" in put(gift, ruth).refused[0][1]
    administrator = factories.administrator()
    for person, has_field in ((ruth, False), (administrator, True)):
        page = as_(person).get(reverse("partnership_edit", args=[coffee.slug]))
        assert ('name="file_room"' in page.text) is has_field
        assert "Files of this partnership take" in page.text
    coffee.file_room = 1
    coffee.save()
    assert len(put(gift, ruth).files) == 1


@pytest.fixture
def strangers(coffee):
    """Who takes part, but not for the partner that gives."""
    return [factories.observer(coffee), factories.representative(factories.partner(coffee))]


def test_who_takes_part_reads(as_, ruth, gift, address, strangers):
    file = put(gift, ruth).files[0]
    for person in strangers:
        assert "proof.pdf" in as_(person).get(address).text
        assert as_(person).get(reverse("contribution_file", args=[file.pk])).content == PDF
        assert as_(person).post(address, {"files": [sent("x.pdf", PDF)]}).status_code == 403
        assert as_(person).post(reverse("contribution_file_removal", args=[file.pk])).status_code == 403
    outsider = factories.coordinator(factories.partnership())
    assert as_(outsider).get(reverse("contribution_file", args=[file.pk])).status_code == 404


def test_a_partner_shows_what_it_gives_and_takes_it_back(as_, peter, gift, address, strangers):
    as_(peter).post(address, {"files": [sent("ours.pdf", PDF)]})
    as_(peter).post(reverse("contribution_file_removal", args=[gift.files.get().pk]))
    undo = reverse("removal_return", args=[Removal.objects.get().pk])
    for person in strangers:
        assert as_(person).post(undo).status_code == 403
    as_(peter).post(undo)
    assert gift.files.get().name == "ours.pdf"


def test_a_file_removed_by_mistake_comes_back(as_ruth, gift, ruth):
    file = put(gift, ruth).files[0]
    before = rows_of_all_tables()
    as_ruth.post(reverse("contribution_file_removal", args=[file.pk]))
    assert not gift.files.exists()
    as_ruth.post(reverse("removal_return", args=[Removal.objects.get().pk]))
    assert rows_of_all_tables() == before


def test_its_bytes_go_when_the_bin_forgets_it(ruth, gift):
    kept = put(gift, ruth, sent("kept.pdf", PDF)).files[0]
    removing.remove(put(gift, ruth, sent("letter.docx", DOCX)).files[0], by=ruth, page="/x/")
    removing.forget_old()
    forgetting.forget_uploads()
    assert Upload.objects.count() == 2
    Removal.objects.update(at=now() - timedelta(days=31))
    removing.forget_old()
    assert forgetting.forget_uploads() == 1
    assert list(StoredFile.objects.values_list("pk", flat=True)) == [kept.upload.file_id]


def test_a_row_goes_into_the_bin_with_its_files(ruth, gift):
    put(gift, ruth)
    before = rows_of_all_tables()
    removal = removing.remove(gift, by=ruth, page="/x/")
    assert not ContributionFile.objects.exists()
    forgetting.forget_uploads()
    removing.bring_back(removal, by=ruth)
    assert rows_of_all_tables() == before


def test_an_upload_beside_something_cannot_be_deleted(ruth, gift):
    file = put(gift, ruth).files[0]
    with pytest.raises(RestrictedError):
        file.upload.delete()


def test_an_erasure_leaves_the_files_of_a_partnership(ruth, gift):
    put(gift, ruth)
    erasure.erase(ruth, by=factories.administrator())
    assert Upload.objects.get().file.data == PDF


def test_a_full_disk_is_said_and_nothing_is_half_there(as_ruth, address, monkeypatch):
    """PostgreSQL's own code for it, raised by a trigger where the bytes are written."""
    monkeypatch.setattr(unavailable, "_heard", {})
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger AS "
            "$$ BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$ LANGUAGE plpgsql"
        )
        cursor.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON files_content FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
    page = as_ruth.post(address, {"files": [sent("proof.pdf", PDF)]})
    assert page.status_code == 503
    assert "disk is full" in page.text
    assert (StoredFile.objects.count(), Upload.objects.count()) == (0, 0)


class FullDisk(TemporaryFileUploadHandler):
    """What Django does with a large upload, on a web server without room."""

    def new_file(self, *args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_of_the_web_server_is_said_too(ruth, address, settings):
    settings.FILE_UPLOAD_HANDLERS = [f"{FullDisk.__module__}.FullDisk"]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ruth)
    page = strict.post(address, {"files": [sent("proof.pdf", PDF)]})
    assert page.status_code == 503
    assert "disk is full" in page.text
    assert Upload.objects.count() == 0


def test_the_partner_page_leads_its_people_there(as_, ruth, peter, union, address, strangers):
    page = union.get_absolute_url()
    assert f'href="{address}"' in as_(peter).get(page).text
    for person in (ruth, *strangers):
        assert f'href="{address}"' not in as_(person).get(page).text
