"""Small pictures by the number of their content, for documents and mails that carry them along."""

from __future__ import annotations

from base64 import b64encode

from backbone.files.models import Content

PNG = "image/png"


def png(sha256: str) -> bytes:
    """The bytes of the PNG with this SHA-256; empty when none is stored (any more)."""
    found = Content.objects.filter(file__sha256=sha256, file__media_type=PNG).values_list("data", flat=True)
    return bytes(found.first() or b"") if sha256 else b""


def data_address(sha256: str) -> str:
    """The picture as an address that carries it; empty when it is not stored (any more)."""
    data = png(sha256)
    return f"data:{PNG};base64,{b64encode(data).decode()}" if data else ""
