"""What values alone don't say of cells: percent, errors, formulas without a value; files made by many programs."""

import io
import zipfile

import pytest

from backbone.tables.cell_formats import COLUMNS, MOST_COLOURED, ROWS, formats_of, is_percent

pytestmark = pytest.mark.fast
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KEYS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>'
)
ODS = (
    '<d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
)


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def book(sheet, target="worksheets/sheet1.xml", **changed):
    """A workbook with one sheet “A & B”, given as what stands in its sheetData."""
    parts = {
        "xl/workbook.xml": f'<workbook {MAIN} {KEYS}><sheets><sheet name="A &amp; B" r:id="r7"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<R><Relationship Id="r7" Type="{TYPES}/worksheet" Target="{target}"/></R>',
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>",
    }
    return zipped(parts | changed)


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("0%", True),
        ("0.00 %", True),
        ("[Red]0%;[Blue]-0%", True),
        ("[>1]0%", True),
        ('0"%"', False),
        (r"0\%", False),
        ("0.00", False),
        ("0;-0%", False),
        ("General", False),
        ("", False),
        ('"50%" 0', False),
    ],
)
def test_a_format_that_multiplies_is_told_from_one_that_only_shows_the_sign(code, shows):
    assert is_percent(code) is shows


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ('<row r="2"><c r="D2" s="1"><v>0.45</v></c></row>', {(1, 3): "percent"}),
        ('<row r="2"><c r="AA2" s="2" t="n"><v>0.45</v></c></row>', {(1, 26): "percent"}),
        ('<row><c s="1"><v>1</v></c><c/><c s="1"><v>1</v></c></row>', {(0, 0): "percent", (0, 2): "percent"}),
        ('<row r="1"><c r="A1" s="3"><v>0.45</v></c><c r="B1"><v>1</v></c></row>', {}),
        ('<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>', {}),
        ('<row r="1"><c r="A1" t="e"><f>NA()</f><v>#N/A</v></c></row>', {(0, 0): "#N/A"}),
        ('<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c></row>', {(0, 0): "#DIV/0!"}),
        (
            '<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>A1</f><v></v></c></row>',
            {(0, 0): "=", (0, 1): "="},
        ),
        ('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1</f><v>1</v></c></row>', {}),
        ('<row r="1"><c r="A1" s="1"><f>B1</f><v>0.5</v></c></row>', {(0, 0): "percent"}),
    ],
)
@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_the_cells_of_a_workbook(cells, known, target):
    assert formats_of(book(cells, target))[0] == {"A & B": known}


def test_cells_of_an_open_document_stand_where_they_are_repeated():
    percent = '<t:table-cell o:value-type="percentage" o:value="0.5" t:number-columns-repeated="2"/>'
    rows = (
        f'<t:table-row t:number-rows-repeated="2"><t:table-cell t:number-columns-repeated="3"/>{percent}</t:table-row>'
        '<t:table-row><t:covered-table-cell/><t:table-cell t:formula="x"/></t:table-row>'
    )
    found, _colours = formats_of(zipped({"content.xml": f'{ODS}<t:table t:name="S">{rows}</t:table></d>'}))
    assert found == {
        "S": {(0, 3): "percent", (0, 4): "percent", (1, 3): "percent", (1, 4): "percent", (2, 1): "="}
    }


def test_repetitions_without_end_are_bounded():
    cell = '<t:table-cell o:value-type="percentage" t:number-columns-repeated="999999999"/>'
    row = f'<t:table-row t:number-rows-repeated="1">{cell}</t:table-row>'
    far = '<t:table-row t:number-rows-repeated="999999999"><t:table-cell o:value-type="percentage"/></t:table-row>'
    found, _colours = formats_of(
        zipped({"content.xml": f'{ODS}<t:table t:name="S">{row}{far}</t:table></d>'})
    )
    assert max(column for _row, column in found["S"]) == COLUMNS - 1
    assert max(row for row, _column in found["S"]) == ROWS - 1


def styled(*fills):
    """A stylesheet whose cell style n has fill n."""
    styles = "".join(f'<xf fillId="{n}"/>' for n in range(len(fills)))
    parts = "".join(f"<fill>{fill}</fill>" for fill in fills)
    return f"<styleSheet {MAIN}><fills>{parts}</fills><cellXfs>{styles}</cellXfs></styleSheet>"


def solid(attribute):
    return f'<patternFill patternType="solid"><fgColor {attribute}/></patternFill>'


@pytest.mark.parametrize(
    ("fill", "is_seen"),
    [
        (solid('rgb="FF70AD47"'), True),
        (solid('theme="0" tint="-0.15"'), True),
        (solid('theme="4"'), True),
        ('<patternFill patternType="lightUp"/>', True),
        (solid('rgb="FFFFFFFF"'), False),
        (solid('rgb="00ffffff"'), False),
        (solid('theme="0"'), False),
        (solid('indexed="9"'), False),
        ('<patternFill patternType="none"/>', False),
        ('<patternFill patternType="gray125"/>', False),
        ("<patternFill/>", False),
        ("", False),
    ],
)
def test_which_cells_are_coloured(fill, is_seen):
    sheet = '<row r="3"><c r="B3" s="1"/><c r="C3"/><c r="D3" s="0"/><c r="E3" s="9"/></row>'
    _formats, colours = formats_of(book(sheet, **{"xl/styles.xml": styled("", fill)}))
    assert colours == {"A & B": {(2, 1): 1} if is_seen else {}}


def test_a_sheet_that_is_painted_all_over_has_no_colours():
    styles = {"xl/styles.xml": styled("", solid('rgb="FF70AD47"'))}
    rows = '<row r="{}">' + '<c s="1"/>' * 150 + "</row>"
    _formats, colours = formats_of(book(rows.format(1) + rows.format(ROWS + 1), **styles))
    assert len(colours["A & B"]) == COLUMNS
    many = "".join(rows.format(number) for number in range(1, MOST_COLOURED // COLUMNS + 2))
    assert formats_of(book(many, **styles))[1] == {}


@pytest.mark.parametrize("address", ["1", "A0", "A-1", "", "ZZZZZZZZZZ1"])
def test_a_coloured_cell_at_an_address_that_is_none_is_passed_by(address):
    styles = {"xl/styles.xml": styled("", solid('rgb="FF70AD47"'))}
    _formats, colours = formats_of(book(f'<row r="1"><c r="{address}" s="1"/></row>', **styles))
    assert all(0 <= column < COLUMNS for _row, column in colours.get("A & B", {}))


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        zipped({"content.xml": f"{BOMB}{ODS}&b;</d>"}),
        zipped({"content.xml": "<half"}),
        book("", **{"xl/worksheets/sheet1.xml": f"{BOMB}<worksheet>&b;</worksheet>"}),
        book('<row r="x"><c r="A1"/></row>'),
        book("", target="worksheets/missing.xml"),
        zipped({"xl/workbook.bin": "\x00"}),
        b"PK\x03\x04 no zip",
        b"",
    ],
)
def test_what_is_broken_or_hostile_says_nothing(data):
    assert formats_of(data) == ({}, {})
