"""How the numbers of sources stand beside a figure."""

from collections.abc import Iterable

from django import template

register = template.Library()


@register.filter
def runs(notes: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs in order: 3, 1, 2, 7 → (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for note in sorted(set(notes)):
        if found and note == found[-1][1] + 1:
            found[-1] = (found[-1][0], note)
        else:
            found.append((note, note))
    return found
