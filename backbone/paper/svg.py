"""The few shapes that charts are drawn with; colours as attributes for documents, classes for pages."""

from __future__ import annotations

from django.utils.html import escape

INK, MUTED, AXIS = "#1c2430", "#566070", "#858b93"


def line(x1: int, y1: float, x2: int, y2: float, kind: str, dashes: str = "") -> str:
    """A straight line, dashed or not."""
    colour = {"axis": AXIS}.get(kind, MUTED)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line class="chart-{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="1"{dashed}/>'
    )


def text(x: float, y: float, words: str, kind: str, anchor: str = "start", bold: bool = False) -> str:
    """Words, escaped; `anchor` is start, middle or end."""
    weight = ' font-weight="700"' if bold else ""
    colour = INK if kind == "ink" else MUTED
    return (
        f'<text class="chart-{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )


def dot(x: float, y: float, colour: str, radius: float = 3) -> str:
    """A measured point."""
    return f'<circle class="chart-fill" cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'
