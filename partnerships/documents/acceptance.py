"""What is said of whether a document that partners accept was accepted.

No page records an acceptance yet, so nobody is said to have accepted anything.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from backbone.numbers import number
from partnerships.documents.models import Document, Version

# There is no row of an acceptance anywhere; whoever adds one counts it here.
RECORDED = 0


def words(version: Version) -> str:
    """`issued, accepted by 0 of 6`; empty for what nobody accepts, such as a plan."""
    if version.document.kind != Document.Kind.AGREEMENT:
        return ""
    partners = len(version.data.get("partners", ()))
    return _("issued, accepted by %(accepted)s of %(partners)s") % {
        "accepted": number(RECORDED),
        "partners": number(partners),
    }
