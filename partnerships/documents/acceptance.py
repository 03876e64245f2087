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


def _nobody(partners):
    return _("issued, accepted by %(accepted)s of %(partners)s") % {
        "accepted": number(0),
        "partners": number(partners),
    }
