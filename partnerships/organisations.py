"""The organisations that this installation knows, by their names."""

from backbone.reading.organisation_names import bare_key, organisation_key
from partnerships.models import Organisation


def by_name(*, is_demo):
    """{organisation_key of its name: Organisation}; of two with one name the older."""
    rows = Organisation.objects.filter(is_demo=is_demo).order_by("-pk")
    return {organisation_key(row.name): row for row in rows}


def named(name, *, is_demo):
    """The organisation that is called so, however it is spelled, or None."""
    return by_name(is_demo=is_demo).get(organisation_key(name))


def alike(name, *, is_demo):
    """Organisations whose names differ from this one by their legal form only: "De Brug" and "Stichting De Brug"."""
    key = bare_key(name)
    return [row for row in by_name(is_demo=is_demo).values() if bare_key(row.name) == key]
