"""Comments that nobody has answered yet, for coordinators: one row a partnership."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.numbers import number
from partnerships.access import coordinated_by
from partnerships.commenting.models import ClauseComment

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

COMMENTS = Kind("comments", gettext_lazy("Comments on the agreement"))


def to_answer(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Partnerships whose agreement has comments that wait for an answer."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for pk, count in _open(list(of)) if of else ():
        page = reverse("comments", args=[of[pk].slug])
        words = ngettext(
            "%(n)s comment on the agreement has no answer yet",
            "%(n)s comments on the agreement have no answer yet",
            count,
        )
        yield Need(
            kind=COMMENTS,
            state="open",
            word=_("Answer"),
            title=words % {"n": number(count)},
            url=page,
            detail="" if partnership else of[pk].name,
            action=_("Read and answer"),
            action_url=page,
        )


@prepared
def _open(partnerships: list[int]) -> QuerySet:
    rows = ClauseComment.objects.filter(partnership__in=partnerships, answered_at=None).order_by()
    return (
        rows.values("partnership")
        .annotate(n=Count("pk"))
        .order_by("partnership")
        .values_list("partnership", "n")
    )
