"""A scan of what was signed is a PDF or a picture, whichever way it comes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from backbone.time.days import today_of
from partnerships.signing import in_force, proposing, scanning
from partnerships.signing.models import SignedScan
from tests.partnerships.signing.said import PDF, State, accept

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
NO_SCANS = [("signed.txt", b"We accept it."), ("signed.svg", SVG)]


@pytest.mark.parametrize(("name", "data"), NO_SCANS)
def test_a_text_or_a_drawing_is_no_scan(as_ruth, proposed, name, data):
    row = proposed.acceptances.first()
    said = {"state": "accepted", "answered_on": today_of(row.partnership), "way": "paper", "revision": 0}
    file = SimpleUploadedFile(name, data)
    answer = as_ruth.post(f"/acceptances/{row.pk}/edit/", {**said, "scan": file})
    assert answer.status_code == 422
    assert "Only PDF and pictures" in answer.text
    row.refresh_from_db()
    assert row.state == State.OPEN
    together = {"partners": [row.pk], "answered_on": said["answered_on"]}
    file = SimpleUploadedFile(name, data)
    answer = as_ruth.post(f"/signing-rounds/{proposed.pk}/ceremony/", {**together, "scan": file})
    assert "Only PDF and pictures" in answer.text
    file = SimpleUploadedFile(name, data)
    answer = as_ruth.post(f"/signed-scans/{proposed.pk}/files/", {"files": [file]})
    assert "Only PDF and pictures" in answer.text
    assert not SignedScan.objects.exists()


def test_a_pdf_is_one(as_ruth, proposed):
    file = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")
    as_ruth.post(f"/signed-scans/{proposed.pk}/files/", {"files": [file]})
    assert SignedScan.objects.count() == 1


@pytest.fixture
def scan(ruth, proposed):
    """Of the first partner's signature."""
    file = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")
    return scanning.keep(proposed, [proposed.acceptances.first()], file, by=ruth)


def replace(agreement, ruth, round):
    proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=round.pk)


def take_back(agreement, ruth, round):
    proposing.take_back(round, ruth, "Legal has questions")


@pytest.mark.parametrize("close", [replace, take_back])
def test_a_scan_of_what_is_no_longer_before_the_partners_stays_where_it_is(
    as_ruth, ruth, agreement, proposed, scan, close
):
    page = f"/signed-scans/{scan.pk}/partners/"
    assert page in as_ruth.get(proposed.get_absolute_url()).text
    close(agreement, ruth, proposed)
    other = proposed.acceptances.last()
    for answer in (as_ruth.get(page, follow=True), as_ruth.post(page, {"partners": [other.pk]}, follow=True)):
        assert "so its scans stay where they are" in answer.text
    with pytest.raises(proposing.Refused, match="no longer before the partners"):
        scanning.move(SignedScan.objects.get(), [other], by=ruth)
    assert [cover.acceptance for cover in scan.covers.all()] == [proposed.acceptances.first()]
    assert page not in as_ruth.get(proposed.get_absolute_url()).text


# Added once the version is in force


@pytest.fixture
def bound(ruth, proposed):
    """All have accepted it, and it is in force."""
    for row in proposed.acceptances.all():
        accept(row, ruth)
    return in_force.put_in_force(proposed, ruth, "All signed")


def test_a_scan_that_is_added_then_stays_too(as_ruth, bound):
    file = SimpleUploadedFile("late.pdf", PDF, "application/pdf")
    as_ruth.post(f"/signed-scans/{bound.pk}/files/", {"files": [file]})
    scan = SignedScan.objects.get()
    assert scan.is_kept
    assert f"/signed-scans/files/{scan.pk}/removal/" not in as_ruth.get(bound.get_absolute_url()).text
    with pytest.raises(DatabaseError, match="annot"), transaction.atomic():
        SignedScan.objects.all().delete()


def test_whose_signature_stands_on_it_is_said_and_not_taken_back(as_ruth, bound, ruth):
    first, second, _third = bound.acceptances.all()
    file = SimpleUploadedFile("late.pdf", PDF, "application/pdf")
    scan = scanning.keep(bound, [], file, by=ruth)
    page = f"/signed-scans/{scan.pk}/partners/"
    assert page in as_ruth.get(bound.get_absolute_url()).text
    as_ruth.post(page, {"partners": [first.pk]})
    refused = as_ruth.post(page, {"partners": [second.pk]})
    assert "Partners can only be added." in refused.text
    assert [cover.acceptance for cover in scan.covers.all()] == [first]
    as_ruth.post(page, {"partners": [first.pk, second.pk]})
    assert scan.covers.count() == 2
