"""How much of a form still needs fixing."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def faults(errors: Any) -> int:
    """How many things a form's errors name: of one field, or of none, there may be several."""
    return sum(len(of_field) for of_field in errors.values())
