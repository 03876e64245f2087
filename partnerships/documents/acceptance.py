"""What is said of whether a document that partners accept was accepted; who keeps the acceptances says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.numbers import number
from backbone.panels import registry
from partnerships.documents.models import Document, Version

if TYPE_CHECKING:
    from partnerships.models import Partnership


def words(version: Version) -> str:
    """`issued, accepted by 0 of 6`; empty for what nobody accepts, such as a plan."""
    if version.document.kind != Document.Kind.AGREEMENT:
        return ""
    known = (source(version) for source in registry.acceptance_words)
    return next((said for said in known if said), "") or _nobody(len(version.data.get("partners", ())))


@dataclass(frozen=True)
class Place:
    """Where a version stands among the others of its document.

    holds: the version that holds, None where each was taken back; later: that one where it took the place of this one,
    which a later version that is only proposed does not
    """

    holds: Version | None
    later: Version | None
    is_taken_back: bool
    is_only_proposed: bool


def place_of(version: Version) -> Place:
    """Whether it holds, was replaced, is only proposed, or was taken back."""
    gone = taken_back(version.document)
    holds = in_force(version.document) or _newest(version.document, gone)
    is_later = holds is not None and holds.number > version.number and not version.can_be_undone
    return Place(
        holds=holds,
        later=holds if is_later else None,
        is_taken_back=version.pk in gone,
        is_only_proposed=version.pk not in gone and holds is not None and holds.number < version.number,
    )


def agreement_of(partnership: Partnership) -> Document | None:
    """The document of the partnership's agreement; None before it was written."""
    rows = partnership.documents.filter(kind=Document.Kind.AGREEMENT)
    return rows.select_related("agreement").first()


def holding_of(partnership: Partnership) -> Version | None:
    """The version of the partnership's agreement that holds; None while there is only a draft, or nothing."""
    document = agreement_of(partnership)
    version = holding(document) if document else None
    if version:
        version.partnership = partnership
    return version


def holding(document: Document) -> Version | None:
    """The version that holds: what is in force, or else what was issued last and not taken back."""
    return in_force(document) or to_accept(document)


def in_force(document: Document) -> Version | None:
    """The version that is in force, None before there is one."""
    return next((found for source in registry.binding_version if (found := source(document))), None)


def to_accept(document: Document) -> Version | None:
    """The version that was issued last and not taken back, whether it is in force or not."""
    return _newest(document, taken_back(document))


def taken_back(document: Document) -> set[int]:
    """The keys of the versions that are proposed no more."""
    return {key for source in registry.taken_back for key in source(document)}


def _newest(document, gone):
    return document.versions.public().select_related("file").exclude(pk__in=gone).first()


def _nobody(partners):
    return _("issued, accepted by %(accepted)s of %(partners)s") % {
        "accepted": number(0),
        "partners": number(partners),
    }
