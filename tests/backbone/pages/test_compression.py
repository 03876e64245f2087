"""What goes over the wire: text compressed with a length that tells nothing, files as they are."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from backbone.files.models import StoredFile
from backbone.files.storing import finish
from backbone.pages.compression import TextGZipMiddleware
from partnerships.documents.models import Version
from tests import factories

pytestmark = pytest.mark.django_db
TAKES_GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_page_is_compressed_for_who_takes_it(client):
    of = factories.partnership("Highland coffee")
    client.force_login(factories.coordinator(of))
    plain = client.get(f"/partnerships/{of.slug}/")
    small = client.get(f"/partnerships/{of.slug}/", headers=TAKES_GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert int(small["Content-Length"]) < len(plain.content) / 2
    assert b"Highland coffee" in gzip.decompress(small.content)


def test_its_length_differs_from_time_to_time(client):
    lengths = {int(client.get("/sign-in/", headers=TAKES_GZIP)["Content-Length"]) for _ in range(30)}
    assert len(lengths) > 5


def test_a_file_goes_as_it_is(client):
    of = factories.partnership()
    coordinator = factories.coordinator(of)
    client.force_login(coordinator)
    client.post(f"/partnerships/{of.slug}/agreement/")
    client.post(f"/partnerships/{of.slug}/agreement/proposal/", {"reason": "", "rule": "all"})
    version = Version.objects.get()
    finish(StoredFile.objects.get(pk=version.file_id), b"%PDF-1.7" + b"0" * 5000)
    answer = client.get(f"/documents/{version.pk}/file/", headers=TAKES_GZIP)
    assert answer["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in answer.headers


def test_the_middleware_leaves_an_answer_without_a_type_alone():
    answer = HttpResponse(b"x" * 1000)
    del answer["Content-Type"]
    request = RequestFactory().get("/", headers=TAKES_GZIP)
    assert TextGZipMiddleware(lambda _request: answer)(request).content == b"x" * 1000
