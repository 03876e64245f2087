"""PDFs, read as a reader program does."""

from io import BytesIO

from pypdf import PdfReader


def read(content):
    """The document in these bytes."""
    return PdfReader(BytesIO(content))


def pages_of(content):
    """The words of each page, in one line."""
    return [" ".join(page.extract_text().split()) for page in read(content).pages]


def is_tagged(content):
    """Whether programs that read aloud find their way in it."""
    catalogue = read(content).root_object
    return "/StructTreeRoot" in catalogue and bool(catalogue.get("/MarkInfo", {}).get("/Marked"))


def fonts_of(content):
    """Each font's name, and what describes it."""
    for page in read(content).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            yield font["/BaseFont"], described.get_object()


def assert_in_pdf(content, *texts):
    """It is tagged and says these things."""
    assert is_tagged(content)
    words = " ".join(pages_of(content))
    for text in texts:
        assert text in words, f"{text!r} is not in the PDF"
