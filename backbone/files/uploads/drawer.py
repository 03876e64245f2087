"""Draws one clean picture from standard input as a PNG that fits into a frame; runs as a process of its own.

Its size in dots is SIZE at most, and what is see-through at its edges is cut away. First comes a line of JSON,
{"drawn": true} or {"error": code}, whose words stand in backbone.files.uploads.checking, then the bytes. It imports
nothing of ours.
"""

import base64
import contextlib
import io
import json
import resource
import sys

MEMORY = 1 << 30
SECONDS = 10
SIZE = (640, 240)
# Bytes of a picture that keeps all of its colours.
LIGHT = 8 * 1024
PAGE = (
    "<style>@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
    "img {{ display: block; width: {width}pt; height: {height}pt; object-fit: contain }}</style>"
    '<img src="data:image/svg+xml;base64,{data}">'
)


class Refused(Exception):
    """There is nothing to draw, for the reason of this code."""


def main() -> None:
    """Read standard input, write the picture."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        drawn = _cut_out(_vectors(data) if data.lstrip()[:1] == b"<" else _dots(data))
    except Refused as refused:
        return _say({"error": str(refused)})
    except Exception:
        return _say({"error": "damaged"})
    _say({"drawn": True})
    sys.stdout.buffer.write(drawn)
    sys.stdout.buffer.flush()


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # macOS knows no limit of memory.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(line):
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


def _dots(data):
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]).convert("RGBA")


def _vectors(data):
    """The drawing as dots, twice as fine as it is kept."""
    import pypdfium2
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    width, height = SIZE
    page = PAGE.format(width=width, height=height, data=base64.b64encode(data).decode())
    fetcher = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    pdf = HTML(string=page, url_fetcher=fetcher).write_pdf()
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=2, fill_color=(255, 255, 255, 0), maybe_alpha=True)
    return bitmap.to_pil().convert("RGBA")


def _cut_out(picture):
    from PIL import Image

    inside = picture.getchannel("A").getbbox()
    if not inside:
        raise Refused("nothing")
    picture = picture.crop(inside)
    picture.thumbnail(SIZE, Image.Resampling.LANCZOS)
    whole = _png(picture)
    # Most logos have few colours; it goes along with every mail.
    return whole if len(whole) <= LIGHT else _png(picture.quantize(256, method=Image.Quantize.FASTOCTREE))


def _png(picture):
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


main()
