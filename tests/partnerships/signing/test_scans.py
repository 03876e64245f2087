"""A scan of what was signed is a PDF or a picture, whichever way it comes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backbone.time.days import today_of
from partnerships.signing.models import SignedScan
from tests.partnerships.signing.said import PDF, State

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
