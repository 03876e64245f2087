"""Whether a file has a virus that clamd knows of, where the installation names a clamd (CLAMD)."""

from __future__ import annotations

import io
import logging

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

log = logging.getLogger(__name__)

SECONDS = 60


class NotScanned(Exception):
    """clamd did not answer, or not with an answer."""


def virus_in(data: bytes) -> str:
    """What clamd calls the virus that it found, or nothing; nothing too where no clamd is configured.

    Raises NotScanned when one is configured and says neither.
    """
    if not settings.CLAMD:
        return ""
    try:
        answers = _clamd().instream(io.BytesIO(data))
    except (ClamdError, BufferTooLongError, OSError) as error:
        log.warning("clamd did not scan a file: %s", type(error).__name__)
        raise NotScanned from error
    state, name = next(iter(answers.values()), ("", ""))
    if state == "OK":
        return ""
    if state == "FOUND":
        return name or "?"
    log.warning("clamd did not scan a file: %s", state or "no answer")
    raise NotScanned


def _clamd():
    """settings.CLAMD is "host:port", or the path of a socket."""
    host, colon, port = settings.CLAMD.rpartition(":")
    if colon and port.isdecimal():
        return ClamdNetworkSocket(host, int(port), timeout=SECONDS)
    return ClamdUnixSocket(settings.CLAMD, timeout=SECONDS)
