"""Partners as they are shared upward: by their name and role, and nothing else of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from backbone.database.search import has_words
from backbone.registered.shared_upward import SharedKind, UpwardLine
from partnerships.models import Partner

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows(partnerships: Any) -> QuerySet[Partner]:
    """Those that have not withdrawn: that they did is theirs to say."""
    present = Partner.objects.filter(partnership__in=partnerships, withdrawn_on=None)
    return present.select_related("organisation").order_by("organisation__sort_name", "pk")


def _find(rows, words):
    return rows.filter(has_words(words, "organisation__name", "organisation__short_name"))


def _lines(rows):
    return {
        row.pk: UpwardLine(row.organisation.name, detail=row.role, url=row.get_absolute_url()) for row in rows
    }


KIND = SharedKind("partners", _("Partners"), _("Partner"), _rows, _find, _lines, 10)
