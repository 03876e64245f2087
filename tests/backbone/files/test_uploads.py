"""What comes in as a file is what its bytes say, clean, or is refused in words."""

import io
import random
import re
import threading
import zipfile
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from PIL import Image

from backbone.files.uploads.checking import Refused, check
from tests.partnerships.attachments.files import DOCX, PDF, packed, picture, sent


def with_a_part_changed(method=None):
    """An OpenDocument text whose first part is damaged, or said to be packed by a method."""
    data = bytearray(packed(mimetype="application/vnd.oasis.opendocument.text" * 3))
    if method is None:
        # Behind the head of 30 bytes and the name.
        data[38:44] = b"\xff" * 6
        return bytes(data)
    data[8:10] = method.to_bytes(2, "little")
    directory = data.index(b"PK\x01\x02")
    data[directory + 10 : directory + 12] = method.to_bytes(2, "little")
    return bytes(data)


def office_declaring(part, encoding="utf-8"):
    """A Word file whose parts have harmless names; one is declared as what this says."""
    types = f'<Types><Override PartName="/word/x.bin" ContentType="{part}/></Types>'.encode(encoding)
    out = io.BytesIO(packed(word__document_xml="x", word__x_bin="x"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("[Content_Types].xml", types)
    return out.getvalue()


def office_linking(kind):
    """A Word file whose settings name a part that lies elsewhere, as Word writes it."""
    relations = "http://schemas.openxmlformats.org/"
    links = (
        f'<Relationships xmlns="{relations}package/2006/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{relations}officeDocument/2006/relationships/{kind}" Target="http://127.0.0.1/evil.dotm"/></Relationships>'
    )
    word = f'xmlns:w="{relations}wordprocessingml/2006/main" xmlns:r="{relations}officeDocument/2006/relationships"'
    out = io.BytesIO(packed(word__document_xml="x"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/_rels/settings.xml.rels", links)
        archive.writestr(
            "word/settings.xml",
            f'<w:settings {word}><w:zoom w:percent="90"/><w:attachedTemplate r:id="rId1"/></w:settings>',
        )
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="3" height="3"/></svg>'


@pytest.mark.parametrize(
    ("name", "data", "kept_as", "media_type"),
    [
        ("report.pdf", PDF, "report.pdf", "application/pdf"),
        ("letter.docx", DOCX, "letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("sheet.xls", packed(xl__workbook_xml="x"), "sheet.xls.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("text.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), "text.odt", "application/vnd.oasis.opendocument.text"),
        ("photo.JPEG", picture("JPEG"), "photo.JPEG", "image/jpeg"),
        ("photo", picture("WEBP"), "photo.webp", "image/webp"),
        ("setup.exe", picture(), "setup.exe.png", "image/png"),
        ("logo.svg", SVG, "logo.svg", "image/svg+xml"),
        ("notes.csv", "naam;waarde\ncafé;3\n".encode("cp1252"), "notes.csv", "text/plain"),
        ("../../etc/pass\u202ewd\r\n.txt", b"hello", "pass wd .txt", "text/plain"),
        ("n" * 300 + ".pdf", PDF, "n" * 180 + ".pdf", "application/pdf"),
    ],
)  # fmt: skip
def test_the_bytes_decide_what_a_file_is(name, data, kept_as, media_type):
    checked = check(sent(name, data))
    assert (checked.name, checked.media_type) == (kept_as, media_type)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in this file"),
        (b"\x00" * 90, "nothing in this file"),
        (b"%PDF-1.7 cut off", "damaged"),
        (picture()[:50], "damaged"),
        (picture("JPEG")[:300], "damaged"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (with_a_part_changed(), "damaged"),
        (with_a_part_changed(method=14), "damaged"),
        (with_a_part_changed(method=99), "damaged"),
        (packed(a_txt="x"), "archive"),
        (packed(word__document_xml="x", word__vbaProject_bin="x"), "macros"),
        (office_declaring('application/vnd.ms-office.vbaProject"'), "macros"),
        (office_declaring('application/vnd.ms-word.document.macro&#69;nabled.main+xml"'), "macros"),
        (office_declaring('application/vnd.ms-excel.sheet.macroEnabled.main+xml"', "utf-16"), "macros"),
        (packed(mimetype="application/vnd.oasis.opendocument.text", Basic__script_xml="x"), "macros"),
        (packed(word__document_xml="x", word__media="\0" * 210_000_000), "Unpacked"),
        (office_linking("oleObject"), "fetches a part of itself from elsewhere"),
        (b"<html><body onload=alert(1)>", "web page"),
        (b"GIF89a <script>alert(1)</script>", "JPEG or PNG"),
        (b"\x00\x00\x00\x18ftypheic", "JPEG or PNG"),
        (b"MZ\x90\x00", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),
        (random.Random(4).randbytes(4000), "does not come in"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "outside of itself"),
        (b"<svg><unclosed>", "damaged"),
        (picture(mode="1", size=(9000, 9000)), "too many dots"),
    ],
)
def test_what_does_not_come_in_says_why(data, words):
    with pytest.raises(Refused, match=words):
        check(sent("file.pdf", data))


def test_a_word_file_names_no_template_that_lies_elsewhere():
    clean = check(sent("agreement.docx", office_linking("attachedTemplate"))).data
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(parts) == ["word/_rels/settings.xml.rels", "word/document.xml", "word/settings.xml"]
    assert not [name for name, data in parts.items() if b"evil" in data or b"attachedTemplate" in data]
    assert b'percent="90"' in parts["word/settings.xml"]


@pytest.mark.parametrize("kind", ["hyperlink", "image"])
def test_what_a_word_file_points_at_stays_as_it_is(kind):
    data = office_linking(kind)
    assert check(sent("agreement.docx", data)).data == data


def test_a_file_larger_than_the_bound_is_not_read(settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    with pytest.raises(Refused, match="larger than 1 MB"):
        check(sent("file.pdf", PDF + b" " * 1024 * 1024))


def test_a_picture_keeps_nothing_but_what_is_seen():
    exif = Image.Exif()
    exif[0x010E] = "MARKER at 52.3702, 4.8952"
    # Turned by its own note of how the camera was held.
    exif[0x0112] = 6
    data = picture("JPEG", exif=exif, comment=b"MARKER too") + b"<script>MARKER</script>"
    clean = check(sent("photo.jpg", data)).data
    assert b"MARKER" in data
    assert b"MARKER" not in clean
    assert Image.open(io.BytesIO(clean)).size == (30, 40)


def test_a_large_picture_is_kept_as_large_as_paper_needs():
    clean = check(sent("scan.png", picture(size=(6000, 3000)))).data
    assert Image.open(io.BytesIO(clean)).size == (4000, 2000)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<rect width="3" height="3" onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><rect width="3" height="3"/></a>',
        '<image href="https://elsewhere.example.org/seen.png"/>',
        '<foreignObject><iframe src="https://elsewhere.example.org/"/></foreignObject>',
        '<use href="https://elsewhere.example.org/x.svg#a"/>',
        '<style>@import url("https://elsewhere.example.org/x.css");</style>',
    ],
)
def test_a_drawing_runs_and_loads_nothing(hostile):
    drawing = SVG.replace(b"</svg>", hostile.encode() + b"</svg>")
    clean = check(sent("logo.svg", drawing)).data
    assert b"<rect" in clean
    assert not re.search(
        rb"alert|script|onclick|iframe|@import|(href|src)=.(http|//|javascript|data)|url\(.?http", clean
    )


class Clamd(StreamRequestHandler):
    """Answers as clamd does to INSTREAM (its manual, clamd(8))."""

    def handle(self):
        self.rfile.readline()
        data = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Test FOUND\n" if b"EICAR" in data else b"stream: OK\n")


@pytest.fixture
def clamd(settings):
    with ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def test_where_a_scanner_is_configured_it_looks_first(clamd):
    assert check(sent("notes.txt", b"all is well")).name == "notes.txt"
    with pytest.raises(Refused, match="Eicar-Test"):
        check(sent("notes.txt", b"EICAR"))
    with pytest.raises(Refused, match="Eicar-Test"):
        # A picture's own text is left behind when it is cleaned, and the virus in it is said all the same.
        check(sent("photo.jpg", picture("JPEG", comment=b"EICAR")))


def test_a_scanner_that_does_not_answer_lets_nothing_in(settings):
    settings.CLAMD = "127.0.0.1:9"
    with pytest.raises(Refused, match="does not answer"):
        check(sent("notes.txt", b"all is well"))
