"""Files that cannot be read, or must not be; and text tables in whatever form."""

import io
import zipfile

import pytest
import xlsxwriter

from backbone import limited_process
from backbone.tables import spreadsheets
from tests.partnerships.imports.conftest import BAY


def far_cell():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Tiny")
        sheet.write("A1", "x")
        sheet.write("XFD1048576", "y")
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (210 * 1024 * 1024))
    return out.getvalue()


def many_sheets():
    return spreadsheets.write([(f"S{n}", [["a", "b"]]) for n in range(31)])


def encrypted():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 512
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 512
    )


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "There is nothing in this file."),
        (b"\r\n \n", "There is nothing in this file."),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "This is a picture, whatever its name says."),
        (b"%PDF-1.7 ...", "This is a PDF."),
        (b"MZ\x90\x00\x03\x00\x00\x00" * 40, "This is not a spreadsheet."),
        ((BAY / "partnership.xlsx").read_bytes()[:6000], "This file is damaged or incomplete."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "This file is damaged or incomplete."),
        (encrypted(), "This file is protected with a password."),
        (archive("word/document.xml"), "This is a text document."),
        (archive("photos/a.jpg"), "This is an archive, not a spreadsheet."),
        (archive("xl/workbook.xml"), "This file is damaged or incomplete."),
        (bomb(), "Unpacked, this file is far larger than a table can be."),
        (far_cell(), "“Tiny” takes too much memory to read: it has a cell very far to the right or far down"),
        (many_sheets(), "This file has 31 sheets; at most 30 can be read at once."),
        (b"a,b\n" * 20_001, "“list.xlsx” has more than 20,000 rows."),
        (b",".join([b"x"] * 101), "“list.xlsx” has something in cell CW1; at most 100 columns can be read."),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_it_says_why_a_file_cannot_be_read(data, words):
    with pytest.raises(spreadsheets.Unreadable) as raised:
        spreadsheets.read(data, "list.xlsx")
    assert str(raised.value).startswith(words)


def test_a_file_that_takes_memory_or_time_takes_nothing_else_down(monkeypatch):
    monkeypatch.setattr(limited_process, "TIMEOUT", 0.001)
    with pytest.raises(spreadsheets.Unreadable, match="too long"):
        spreadsheets.read(b"a,b\n1,2\n", "list.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_text_comes_in_whatever_its_encoding_and_separator(encoding, mark):
    text = "Organisatie;Afkorting\r\nGemeente Sint-Michielsgestel;GSM\r\nCoöperatie Één;CÉ\r\n".replace(
        ";", mark
    )
    [sheet] = spreadsheets.read(text.encode(encoding), "partners.csv")
    assert sheet.rows[3] == ["Coöperatie Één", "CÉ"]
    assert (sheet.name, sheet.is_text) == ("partners", True)


def test_a_line_that_names_the_separator_is_obeyed():
    [sheet] = spreadsheets.read(b"sep=;\na;b,c\n1;2,5\n", "x.csv")
    assert list(sheet.rows.items()) == [(2, ["a", "b,c"]), (3, ["1", "2,5"])]


def test_quoted_lines_and_blank_lines_keep_the_numbers_of_a_spreadsheet():
    [sheet] = spreadsheets.read(b'a,b\n\n"two\nlines",2\n3,4\n', "x.csv")
    assert list(sheet.rows) == [1, 3, 4]
