"""Issued versions: their PDF, its progress, and the public page that verifies a copy."""

from zoneinfo import ZoneInfo

import pytest

from backbone.files import storing
from backbone.files.models import StoredFile
from backbone.time import dates
from backbone.time.days import day_of
from partnerships.agreements import writing
from partnerships.documents import versions
from partnerships.documents.models import Document
from partnerships.models import Partnership
from tests import factories

pytestmark = pytest.mark.fast


@pytest.fixture
def version(coffee, ruth, union):
    return writing.issue(writing.write(coffee), by=ruth)


def test_progress_is_shown_until_the_pdf_is_there(as_, ruth, version):
    page = as_(ruth).get(f"/documents/{version.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "Refresh" in page
    assert as_(ruth).get(f"/documents/{version.pk}/file/").url == f"/documents/{version.pk}/"
    storing.finish(version.file, b"%PDF-1.7 made")
    fragment = as_(ruth).get(f"/documents/{version.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in fragment
    assert "Open the PDF" in fragment
    answer = as_(ruth).get(f"/documents/{version.pk}/file/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == b"%PDF-1.7 made"


def test_the_pdf_is_really_made(version):
    versions.render_version(version.file.pk, version_id=version.pk)
    file = StoredFile.objects.get(pk=version.file.pk)
    assert bytes(file.data).startswith(b"%PDF")
    assert file.size < 300_000


def test_a_pdf_whose_version_was_removed_fails_without_a_traceback(version):
    versions.render_version(version.file.pk, version_id=0)
    assert StoredFile.objects.get(pk=version.file.pk).error == storing.GONE_WORDS


@pytest.mark.parametrize(
    ("part", "value"), [("html", "<p>Other words</p>"), ("data", {"clauses": []}), ("number", 2)]
)
def test_a_copy_is_genuine_only_with_every_part_that_was_frozen(version, part, value):
    assert versions.is_genuine(version)
    setattr(version, part, value)
    assert not versions.is_genuine(version)


def test_a_failed_pdf_is_tried_again(as_, ruth, union, version):
    storing.fail(version.file, storing.FAILED_WORDS)
    page = as_(ruth).get("/partnerships/coffee/agreement/").content.decode()
    assert "Try again" in page
    member = factories.representative(union)
    assert as_(member).post(f"/documents/{version.pk}/retry/").status_code == 403
    as_(ruth).post(f"/documents/{version.pk}/retry/")
    assert StoredFile.objects.get(pk=version.file.pk).is_pending


def test_outsiders_get_no_document(as_, client, version):
    for rest in ("", "file/"):
        assert client.get(f"/documents/{version.pk}/{rest}").status_code == 302
        assert as_(factories.person()).get(f"/documents/{version.pk}/{rest}").status_code == 404
        client.logout()


def test_a_report_is_for_leadership_and_coordinators(as_, ruth, coffee, union):
    document = versions.document_for(coffee, Document.Kind.REPORT, "ROI report")
    version = versions.issue(document, data={}, html="<p>x</p>", by=ruth)
    assert as_(factories.leader(coffee)).get(f"/documents/{version.pk}/").status_code == 200
    assert as_(factories.representative(union)).get(f"/documents/{version.pk}/").status_code == 403
    assert as_(factories.observer(coffee)).get(f"/documents/{version.pk}/file/").status_code == 403


def test_anybody_can_verify_a_copy_without_learning_what_it_says(client, coffee, version):
    page = client.get(f"/verify/{version.sha256[:16]}/").content.decode()
    assert "Genuine, and the latest version that was issued" in page
    assert version.sha256 in page
    assert "Uganda Coffee Platform" in page
    assert "Kigezi" not in page
    assert coffee.purpose not in page


def test_an_older_copy_is_genuine_but_not_current(client, coffee, ruth, version):
    writing.issue(writing.agreement_of(coffee), by=ruth, reason="Again")
    assert (
        "version 2 has replaced it" in client.get(f"/verify/{version.sha256[:16].upper()}/").content.decode()
    )


# At any hour it is another day than in UTC in one of the two.
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_its_days_are_those_of_the_partnership(client, coffee, version, zone):
    Partnership.objects.filter(pk=coffee.pk).update(timezone=zone)
    page = client.get(f"/verify/{version.sha256[:16]}/").text
    assert f"<dd>{dates.long(day_of(version.issued_at, ZoneInfo(zone)))}</dd>" in page


@pytest.mark.parametrize("start", ["0" * 16, "abc", "g" * 16, "0" * 200])
def test_an_unknown_number_is_said_to_be_unknown(client, db, start):
    answer = client.get(f"/verify/{start}/")
    assert answer.status_code == 404
    assert "No document with this number" in answer.content.decode()


def test_nul_and_wildcards_find_nothing(client, db, version):
    assert client.get("/verify/%00%00/").status_code == 404
    assert client.get("/verify/%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25/").status_code == 404
