"""The pictures inside a mail: they travel with it, so that nothing is fetched when it is read.

In a mail's HTML the address of one is `cid:<its SHA-256>`; pages of ours that show the mail carry it in the address.
"""

from __future__ import annotations

import re
from email.mime.image import MIMEImage

from backbone.files import pictures

IN_MAIL = re.compile(r"cid:([0-9a-f]{64})")
LINE = "\r\n"


def address(sha256: str) -> str:
    """How a mail's HTML names the picture with this number; empty for none."""
    return f"cid:{sha256}" if sha256 else ""


def parts(html: str) -> list[MIMEImage]:
    """Each picture that this mail names, as the part that goes with it, as far as it is stored still."""
    found = ((sha256, pictures.png(sha256)) for sha256 in dict.fromkeys(IN_MAIL.findall(html)))
    return [_part(sha256, data) for sha256, data in found if data]


def _part(sha256, data):
    part = MIMEImage(data, "png")
    part["Content-ID"] = f"<{sha256}>"
    part["Content-Disposition"] = 'inline; filename="logo.png"'
    return part


def shown(html: str) -> str:
    """The mail's HTML for a page of ours."""
    return IN_MAIL.sub(lambda found: pictures.data_address(found[1]), html)
