"""Names in which nothing hides: the database takes such signs out, whoever writes the row."""

from __future__ import annotations

from pgtrigger import Before, Insert, Trigger, Update

# Those of `backbone.typed_text.HIDING`, in the words of PostgreSQL's expressions.
HIDING = r"[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]"


def nothing_hides_in(*fields: str) -> Trigger:
    """A trigger that takes out of these columns what nobody sees; a row that has such signs loses them when it is saved."""
    taken_out = (f"NEW.{name} := regexp_replace(NEW.{name}, '{HIDING}', '', 'g');" for name in fields)
    return Trigger(
        name="nothing_hides",
        operation=Insert | Update,
        when=Before,
        func=f"{' '.join(taken_out)} RETURN NEW;",
    )
