"""The page that a partner of the demo signed on paper, drawn while it is loaded and kept as a scan."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.signing import scanning

if TYPE_CHECKING:
    from demo.builder import Builder
    from partnerships.signing.models import Acceptance

SIZE = (420, 594)
PAPER, INK, LINE = (250, 248, 242), (28, 36, 48), (133, 139, 147)
# Where a pen went over the last line, from its start.
STROKES = ((0, 0), (12, -34), (20, 6), (34, -26), (44, 4), (62, -18), (74, 2), (96, -10), (150, -4))


def add_scan(builder: Builder, row: Acceptance) -> None:
    """Keep a scan of the page beside what this partner said."""
    with override(builder.partnership.language):
        said = _("%(partner)s accepts version %(n)s.") % {"partner": row.name, "n": row.round.version.number}
    name = f"{slugify(row.name)}.png"
    file = SimpleUploadedFile(name, _drawn([said, row.signer_name, row.signer_office]), "image/png")
    scanning.keep(row.round, [row], file, by=builder.coordinator)


def _drawn(lines: list[str]) -> bytes:
    from PIL import Image, ImageDraw  # only the demo draws pages

    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    for place, words in enumerate(lines):
        pen.text((40, 120 + 70 * place), words, fill=INK)
        pen.line((40, 150 + 70 * place, SIZE[0] - 40, 150 + 70 * place), fill=LINE)
    foot = 460
    pen.line((40, foot, SIZE[0] - 40, foot), fill=LINE)
    pen.line([(60 + x, foot - 6 + y) for x, y in STROKES], fill=INK, width=2, joint="curve")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
