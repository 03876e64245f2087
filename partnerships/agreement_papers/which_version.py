"""Which version of the agreement a paper is about: the one that holds, or the one to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.time import dates
from backbone.time.days import day_of
from partnerships.agreement_papers.lines import joined
from partnerships.documents import acceptance
from partnerships.documents.models import Version

if TYPE_CHECKING:
    from partnerships.models import Partnership


def to_sign(partnership: Partnership) -> Version | None:
    """The version that partners sign: the one proposed, or else the one in force."""
    document = acceptance.agreement_of(partnership)
    return _in(partnership, acceptance.to_accept(document)) if document else None


def both(partnership: Partnership) -> tuple[Version | None, Version | None]:
    """The version that holds and the one to sign, which are mostly one."""
    document = acceptance.agreement_of(partnership)
    if document is None:
        return None, None
    newest = acceptance.to_accept(document)
    return _in(partnership, acceptance.in_force(document) or newest), _in(partnership, newest)


def _in(partnership, version):
    if version:
        version.partnership = partnership
    return version


def in_words(version: Version) -> str:
    """`version 2, 3 March 2026, in force since 1 April 2026, accepted by 4 of 6`."""
    said = _("version %(n)s, %(day)s") % {
        "n": version.number,
        "day": dates.long(day_of(version.issued_at, version.partnership.zone)),
    }
    return joined([said, acceptance.words(version)])
