"""The few shapes that charts are drawn with; colours as attributes for documents, classes for pages."""

from django.utils.html import escape

INK, MUTED, AXIS = "#1c2430", "#566070", "#858b93"


def line(x1, y1, x2, y2, kind, dashes=""):
    """A straight line, dashed or not."""
    colour = {"axis": AXIS}.get(kind, MUTED)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line class="chart-{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="1"{dashed}/>'
    )


def text(x, y, words, kind, anchor="start", bold=False):
    """Words, escaped; `anchor` is start, middle or end."""
    weight = ' font-weight="700"' if bold else ""
    colour = INK if kind == "ink" else MUTED
    return (
        f'<text class="chart-{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )


def dot(x, y, colour, radius=3):
    """A measured point."""
    return f'<circle class="chart-fill" cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'
