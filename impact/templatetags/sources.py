"""How the numbers of sources stand beside a figure."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
# Without it a line may break between a figure's last sign and its marks, which then begin the next line.
JOINER = "\N{WORD JOINER}"


@register.filter
def noted(notes: Iterable[int]) -> SafeString:
    """The numbers, small and raised, each leading to its row of the table of sources; nothing for none."""
    shown = format_html_join(", ", "{}", ((_run(first, last),) for first, last in runs(notes)))
    return format_html('<sup class="notes">{}{}</sup>', JOINER, shown) if shown else SafeString("")


def runs(notes: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs in order: 3, 1, 2, 7 → (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for note in sorted(set(notes)):
        if found and note == found[-1][1] + 1:
            found[-1] = (found[-1][0], note)
        else:
            found.append((note, note))
    return found


def _run(first, last):
    if first == last:
        return _link(first)
    return format_html('<span class="nowrap">{}–{}</span>', _link(first), _link(last))


def _link(number):
    return format_html('<a href="#source-{}">{}</a>', number, number)
