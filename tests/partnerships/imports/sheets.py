"""Workbooks as other programs make them: cells shown in percent, errors, formulas without a result."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:{rest}"'
    for short, rest in {
        "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)


def xlsx(sheets):
    """{name: rows}; a cell is a value, {"percent": …}, {"error": …} ("=": no result), {"value": …, "format": …}, or
    {"fill": a colour} with "text" or without."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _write(book, sheet, (number, column), cell)
    return out.getvalue()


def _write(book, sheet, where, cell):
    if not isinstance(cell, dict):
        sheet.write(*where, cell)
    elif "error" in cell:
        sheet.write_formula(*where, "=NA()", None, "" if cell["error"] == "=" else cell["error"])
    elif "fill" in cell:
        painted = book.add_format({"bg_color": cell["fill"]})
        sheet.write(*where, cell.get("text", ""), painted)
    else:
        shown = book.add_format({"num_format": cell.get("format", "0%")})
        sheet.write_number(*where, cell.get("percent", cell.get("value")), shown)


def ods(sheets):
    """The same as an .ods."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, rows))}</table:table>"
        for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr(
            "content.xml", f"<office:document-content {NAMESPACES}>{body}</office:document-content>"
        )
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def _ods_row(cells):
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell):
    if isinstance(cell, dict) and "percent" in cell:
        kind = f'office:value-type="percentage" office:value="{cell["percent"]}"'
        return f"<table:table-cell {kind}><text:p>{cell['percent'] * 100:g}%</text:p></table:table-cell>"
    if isinstance(cell, dict):
        return _ods_error(cell["error"])
    kind = f'"float" office:value="{cell}"' if isinstance(cell, int | float) else '"string"'
    return (
        f"<table:table-cell office:value-type={kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )


def _ods_error(error):
    if error == "=":
        return '<table:table-cell table:formula="of:=NA()"/>'
    kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    return f'<table:table-cell table:formula="of:=NA()" {kind}><text:p>{error}</text:p></table:table-cell>'
