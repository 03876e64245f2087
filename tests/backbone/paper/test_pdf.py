"""Documents as PDF: tagged, small, with their fonts, and nothing fetched from anywhere."""

from datetime import date

import pytest
from django.utils.safestring import mark_safe
from weasyprint.urls import FatalURLFetchingError

from backbone.pages import markup
from backbone.paper import charts, pdf, pdf_renderer
from partnerships.models import Partnership
from tests import pdfs

pytestmark = pytest.mark.fast


@pytest.fixture(scope="module")
def document():
    partnership = Partnership(name="Coffee <Platform>", hue=45, language="nl")
    chart = charts.Line("Survival", [("Q1", 41), ("Q2", None), ("Q3", 63)], unit="%", target=75, hue=45)
    rows = "".join(f"<tr><th>Row {n}</th><td>{n}</td></tr>" for n in range(60))
    text = markup.to_html("**bold** *slanted* ![no](http://example.org/x.png)")
    table = f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{rows}</tbody></table>"
    body = mark_safe(f"<h2>One</h2>{text}<figure>{chart.svg}</figure>{table}")
    html = pdf.compose("pdf/base.html", {"title": "Report", "body": body}, partnership)
    control = pdf.Control(
        2, date(2026, 1, 22), "Ruth <b>", "Issued", "ab" * 32, "http://testserver/verify/x/"
    )
    return pdf.render(pdf.stamp(html, control, "nl"))


def test_a_document_is_tagged_has_a_language_and_says_what_it_is(document):
    assert pdfs.is_tagged(document)
    assert pdfs.read(document).root_object["/Lang"] == "nl"
    assert b"pdfuaid:part" in pdfs.read(document).root_object["/Metadata"].get_data()


def test_a_document_is_small(document):
    assert len(document) < 300_000


def test_a_document_carries_its_fonts(document):
    fonts = dict(pdfs.fonts_of(document))
    assert fonts
    assert all("Source-Sans-3" in name and "/FontFile2" in described for name, described in fonts.items())


def test_a_document_runs_its_head_and_ends_with_its_control_block(document):
    pages = pdfs.pages_of(document)
    assert "Coffee <Platform>" in pages[1]
    assert "ab" * 16 in pages[-1]
    assert "22 januari 2026" in pages[-1]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/x.png", "https://example.org/x.png", "file:///etc/passwd", "ftp://example.org/x"],
)
def test_a_document_fetches_nothing_from_anywhere(address):
    with pytest.raises(ValueError, match="disallowed protocol"):
        pdf_renderer.OwnFetcher().fetch(address)
    with pytest.raises(FatalURLFetchingError):
        pdf.render(f'<html lang="en"><title>x</title><img src="{address}" alt="x">')


def test_our_own_addresses_name_known_files_only():
    assert pdf_renderer.OwnFetcher().fetch("app:font/regular").read(4)
    with pytest.raises(KeyError):
        pdf_renderer.OwnFetcher().fetch("app:font/../../etc/passwd")
