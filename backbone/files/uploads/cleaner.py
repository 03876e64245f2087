"""Reads one file from standard input, says what it is and writes it clean; runs as a process of its own.

Only the bytes decide. First comes a line of JSON: {"type": "image/png", "changed": true}, then the bytes where they
were changed; or {"error": code}, whose words stand in backbone.files.uploads.checking. It imports nothing of ours.
"""

import contextlib
import html
import io
import json
import lzma
import re
import resource
import sys
import zipfile
import zlib

MEMORY = 1 << 30
SECONDS = 20
# Of a picture: pixels it may have, and its longer side as it is kept (A4 at 300 dots an inch has 3,508).
PIXELS = 60_000_000
SIDE = 4000
SVG_BYTES = 2 * 1024 * 1024
# Of what a file packs: how much it unpacks to, and how many parts it has.
UNPACKED = 200 * 1024 * 1024
PARTS = 10_000
OFFICE = "application/vnd.openxmlformats-officedocument."
PACKED = {
    "word/document.xml": OFFICE + "wordprocessingml.document",
    "xl/workbook.xml": OFFICE + "spreadsheetml.sheet",
    "ppt/presentation.xml": OFFICE + "presentationml.presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN = {OPEN_DOCUMENT + kind for kind in ("text", "spreadsheet", "presentation")}
# A part is cut off, wrong in itself, or packed in a way that nobody knows (RuntimeError).
BROKEN_PARTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, RuntimeError, EOFError)
PROGRAM = re.compile(r"(vbaproject|vbadata|activex/)|^(basic|scripts)/", re.IGNORECASE)
TYPES = "[Content_Types].xml"
TYPES_BYTES = 4 * 1024 * 1024
PROGRAM_TYPE = re.compile(r"vbaproject|macroenabled|ms-office\.activex", re.IGNORECASE)
# Word fetches the template that a file names, and runs what is in it; an object that lies elsewhere is fetched, too.
TEMPLATE, LINKED_OBJECT = "attachedTemplate", "oleObject"
LINKS_BYTES = 4 * 1024 * 1024
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MAGICS = {
    b"\xd0\xcf\x11\xe0": "old",
    b"GIF8": "picture",
    b"BM": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"#!": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"\xcf\xfa\xed\xfe": "program",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"{\\rtf": "old",
}
PHONE = re.compile(rb"^.{4}ftyp(heic|heix|hevc|mif1|msf1|avif)", re.DOTALL)
SVG = re.compile(rb"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>]", re.DOTALL)
DECLARING = re.compile(rb"<!DOCTYPE\s+svg[^>\[]*\[", re.IGNORECASE)
# What is not in the drawing itself; the filter leaves the path of an address.
OUTSIDE = re.compile(rb"""\s(?:xlink:)?href\s*=\s*(["'])(?!#|data:).*?\1""", re.DOTALL)
PAGE = re.compile(r"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b", re.IGNORECASE)


class Refused(Exception):
    """The file does not come in, for the reason of this code."""


def main() -> None:
    """Read standard input, write what it is and, where it was changed, the clean bytes."""
    _limit()
    try:
        kind, clean = _clean(sys.stdin.buffer.read())
    except Refused as refused:
        return _say({"error": str(refused)})
    except MemoryError:
        return _say({"error": "memory"})
    _say({"type": kind, "changed": clean is not None})
    sys.stdout.buffer.write(clean or b"")
    sys.stdout.buffer.flush()


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # macOS knows no limit of memory.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(line):
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


def _clean(data):
    """(media type, the clean bytes or None where they stay as they are)."""
    if not data.strip(b"\x00\r\n\t "):
        raise Refused("empty")
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _picture(data)
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if SVG.match(data.removeprefix(b"\xef\xbb\xbf")[:20_000]):
        return _svg(data)
    if DECLARING.search(data[:20_000]):
        raise Refused("declaring")
    if PHONE.match(data):
        raise Refused("picture")
    for magic, why in MAGICS.items():
        if data.startswith(magic):
            raise Refused(why)
    return _text(data)


def _pdf(data):
    if b"%%EOF" not in data[-4096:]:
        raise Refused("damaged")
    return "application/pdf", None


def _picture(data):
    """Drawn again: what else lay in the file, such as where a photograph was taken, is left behind."""
    from PIL import Image, ImageCms, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(io.BytesIO(data), formats=list(PICTURES))
        if picture.width * picture.height > PIXELS:
            raise Refused("pixels")
        kind = picture.format
        picture.load()
        picture = _in_common_colours(ImageOps.exif_transpose(picture))
        return PICTURES[kind], _drawn(picture, kind)
    except (ImageCms.PyCMSError, OSError, ValueError, SyntaxError, TypeError, IndexError, OverflowError):
        raise Refused("damaged") from None


def _in_common_colours(picture):
    """In sRGB, so that it looks the same without its own profile of colours."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode) or picture


def _drawn(picture, kind):
    picture.thumbnail((SIDE, SIDE))
    if kind == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    # A PNG writes what it knows of itself, colours and texts, unless the picture has forgotten it.
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": 88} if kind != "PNG" else {}), optimize=kind == "JPEG")
    return out.getvalue()


def _svg(data):
    from py_svg_hush import filter_svg

    if len(data) > SVG_BYTES:
        raise Refused("drawing")
    try:
        clean = filter_svg(data)
    except ValueError:
        raise Refused("damaged") from None
    if b"<svg" not in clean:
        raise Refused("damaged")
    return "image/svg+xml", OUTSIDE.sub(b"", clean)


def _packed(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            kind = _kind_of_parts(archive, parts)
            replaced = dict(_without_template(archive))
            return kind, _packed_anew(archive, replaced) if replaced else None
    except BROKEN_PARTS:
        raise Refused("damaged") from None


def _kind_of_parts(archive, parts):
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Refused("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("locked")
    names = [part.filename for part in parts]
    kind = next((kind for name, kind in PACKED.items() if name in names), None) or _open_document(
        archive, names
    )
    if kind is None:
        raise Refused("archive")
    if any(PROGRAM.search(name) for name in names) or _declares_programs(archive, names):
        raise Refused("macros")
    return kind


def _declares_programs(archive, names):
    """Word and Excel run a program by the type that is declared for its part, whatever that part is called."""
    if TYPES not in names:
        return False
    with archive.open(TYPES) as part:
        said = part.read(TYPES_BYTES).replace(b"\x00", b"").decode("latin-1")
    return bool(PROGRAM_TYPE.search(html.unescape(said)))


def _without_template(archive):
    """(name, bytes) of the parts that named a template elsewhere, without it. Refused: an object that lies elsewhere."""
    names = set(archive.namelist())
    for name in sorted(one for one in names if one.endswith(".rels")):
        links = _xml(archive, name)
        outside = [link for link in links.iter("{*}Relationship") if link.get("TargetMode") == "External"]
        kinds = [link.get("Type", "").rpartition("/")[2] for link in outside]
        if LINKED_OBJECT in kinds:
            raise Refused("linked")
        if TEMPLATE in kinds:
            yield name, _without(links, [link for link in outside if link.get("Type", "").endswith(TEMPLATE)])
            of = name.replace("_rels/", "").removesuffix(".rels")
            if of in names:
                part = _xml(archive, of)
                yield of, _without(part, list(part.iter("{*}" + TEMPLATE)))


def _xml(archive, name):
    from lxml import etree

    with archive.open(name) as part:
        data = part.read(LINKS_BYTES + 1)
    if len(data) > LINKS_BYTES:
        raise Refused("bomb")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise Refused("damaged") from None


def _without(root, elements):
    from lxml import etree

    for element in elements:
        element.getparent().remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed_anew(archive, replaced):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        for part in archive.infolist():
            clean.writestr(part.filename, replaced.get(part.filename) or archive.read(part))
    return out.getvalue()


def _open_document(archive, names):
    if "mimetype" not in names:
        return None
    with archive.open("mimetype") as part:
        said = part.read(100).decode("ascii", "replace").strip()
    return said if said in OPEN else None


def _text(data):
    """As UTF-8; a page or a program is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\x00" in text or sum(not one.isprintable() and one not in "\r\n\t\f" for one in text[:4000]) > 4:
        raise Refused("kind")
    if PAGE.search(text[:100_000]):
        raise Refused("page")
    clean = text.encode()
    return "text/plain", None if clean == data else clean


main()
