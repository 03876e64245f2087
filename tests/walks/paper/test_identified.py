"""What a PDF says of itself: it is for archives (PDF/A-2a) and for everybody (PDF/UA-1)."""

from xml.etree import ElementTree

import pytest

from backbone.paper import pdf
from tests import pdfs
from tests.walks.paper.structure import faults

BODY = "<h1>One</h1><p>Words</p><ul><li>a</li></ul>"
PART = ".//{http://www.aiim.org/%s/ns/id/}part"
CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}"


@pytest.fixture(scope="module")
def document():
    page = f'<!doctype html><html lang="en"><head><title>x</title></head><body>{BODY}</body></html>'
    return pdf.render(page)


def said(document):
    stream = pdfs.read(document).root_object["/Metadata"].get_object()
    return ElementTree.fromstring(stream.get_data())


def test_it_says_that_it_is_for_archives_with_its_structure(document):
    descriptions = [one.attrib for one in said(document).iter() if f"{CONFORMANCE}part" in one.attrib]
    assert [one[f"{CONFORMANCE}part"] for one in descriptions] == ["2"]
    assert [one[f"{CONFORMANCE}conformance"] for one in descriptions] == ["A"]


def test_it_says_beside_it_that_a_screen_reader_can_follow_it(document):
    assert said(document).findtext(PART % "pdfua") == "1"
    assert b"PDF/UA identification schema" in ElementTree.tostring(said(document))


def test_it_has_what_both_ask_of_a_whole_document(document):
    catalogue = pdfs.read(document).root_object
    assert catalogue["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdfs.is_tagged(document)
    assert faults(document) == []
    assert "/ID" in pdfs.read(document).trailer
