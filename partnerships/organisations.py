"""The organisations that this installation knows, by their names."""

from __future__ import annotations

from backbone.reading.organisation_names import organisation_key
from partnerships.models import Organisation


def by_name(*, is_demo: bool) -> dict:
    """{organisation_key of its name: Organisation}; of two with one name the older."""
    rows = Organisation.objects.filter(is_demo=is_demo).order_by("-pk")
    return {organisation_key(row.name): row for row in rows}


def named(name: str, *, is_demo: bool) -> Organisation | None:
    """The organisation that is called so, however it is spelled, or None."""
    return by_name(is_demo=is_demo).get(organisation_key(name))
