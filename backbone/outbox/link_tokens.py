"""Addresses of mailed links: a placeholder in what is saved, a token in what is sent.

The token is the link's UUID with an HMAC over it. It is made when a mail leaves and is stored nowhere.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# A fixed word, whatever this module is called: with another, no link that was mailed opens any more.
SALT = "backbone.links"
MAC_LENGTH = 16
# A name that never resolves; an https address, so that sanitisers and CSS inliners leave it alone.
PLACEHOLDER = re.compile(r"https://link\.invalid/([0-9a-f]{32})/")


def placeholder(uuid: UUID) -> str:
    """What stands in a saved message where the link's address comes."""
    return f"https://link.invalid/{uuid.hex}/"


def uuids_in(text: str) -> set[UUID]:
    """The links for which the text holds placeholders."""
    return {UUID(hex=found) for found in PLACEHOLDER.findall(text)}


def fill(text: str) -> str:
    """The text with each placeholder turned into an address; only for what leaves at once."""
    return PLACEHOLDER.sub(lambda match: address(UUID(hex=match[1])), text)


def hide(text: str, words: str = "…") -> str:
    """The text with each placeholder turned into words, for showing a saved message."""
    return PLACEHOLDER.sub(lambda match: words, text)


def address(uuid: UUID) -> str:
    """The full address of a link."""
    return f"{settings.BASE_URL}/l/{token(uuid)}/"


def token(uuid: UUID) -> str:
    """The secret part of a link's address."""
    return _signed(uuid.bytes, settings.SECRET_KEY)


def uuid_of(text: str) -> UUID | None:
    """The UUID that a token stands for, or None if we did not make it."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Base64Error, ValueError):
        return None
    if len(raw) != 16 + MAC_LENGTH or _encode(raw) != text:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    known = [constant_time_compare(raw[16:], _mac(raw[:16], key)) for key in keys]
    return UUID(bytes=raw[:16]) if any(known) else None


# A link stands in its mail several times: in the text, in the HTML, in a header.
@lru_cache(maxsize=8)
def _signed(raw, key):
    return _encode(raw + _mac(raw, key))


def _mac(raw, key):
    return salted_hmac(SALT, raw, secret=key, algorithm="sha256").digest()[:MAC_LENGTH]


def _encode(raw):
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
