"""What is said of whether a document that partners accept was accepted; who keeps the acceptances says it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from backbone.numbers import number
from backbone.panels import registry
from partnerships.documents.models import Document, Version


def words(version: Version) -> str:
    """`issued, accepted by 0 of 6`; empty for what nobody accepts, such as a plan."""
    if version.document.kind != Document.Kind.AGREEMENT:
        return ""
    known = (source(version) for source in registry.acceptance_words)
    return next((said for said in known if said), "") or _nobody(len(version.data.get("partners", ())))


def replaced_by(version: Version) -> Version | None:
    """The version that took this one's place: what is in force, or else what was issued last; None when it is current.

    A later version that is only proposed replaces nothing.
    """
    if version.can_be_undone:
        return None
    holds = holding(version.document)
    return holds if holds and holds.number > version.number else None


def holding(document: Document) -> Version | None:
    """The version that holds: what is in force, or else what was issued last and not taken back."""
    sources = registry.binding_version
    binding = next((found for source in sources if (found := source(document))), None)
    return binding or to_accept(document)


def to_accept(document: Document) -> Version | None:
    """The version that was issued last and not taken back, whether it is in force or not."""
    rows = document.versions.public().select_related("file")
    return rows.exclude(pk__in=taken_back(document)).first()


def taken_back(document: Document) -> set[int]:
    """The keys of the versions that are proposed no more."""
    return {key for source in registry.taken_back for key in source(document)}


def _nobody(partners):
    return _("issued, accepted by %(accepted)s of %(partners)s") % {
        "accepted": number(0),
        "partners": number(partners),
    }
