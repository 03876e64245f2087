"""What is said of whether a document that partners accept was accepted; who keeps the acceptances says it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from backbone.numbers import number
from backbone.panels import registry
from partnerships.documents import versions
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
    binding = next(
        (found for source in registry.binding_version if (found := source(version.document))), None
    )
    current = binding or versions.current_version(version.document)
    return current if current.number > version.number else None


def _nobody(partners):
    return _("issued, accepted by %(accepted)s of %(partners)s") % {
        "accepted": number(0),
        "partners": number(partners),
    }
