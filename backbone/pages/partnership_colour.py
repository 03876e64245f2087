"""A partnership's colour: staff choose a hue, lightness and chroma follow so that contrast always holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

WHITE, DARK_INK = "#ffffff", "#14171c"


@dataclass(frozen=True)
class Tones:
    """The colour as ink and filled shape, as a soft ground, what is legible on the filled shape, and as a state's mark."""

    ink: str
    soft: str
    on: str
    mark: str


@lru_cache(maxsize=720)
def tones(hue: int, dark: bool = False) -> Tones:
    """The tones of a hue (0 to 359) on light or dark paper."""
    # These lightnesses leave 4.5 : 1 at every hue, and 1.5 : 1 between a mark and the red of what is late: a test walks them.
    mark = oklch(0.58, 0.105, hue)
    if dark:
        return Tones(oklch(0.76, 0.105, hue), oklch(0.27, 0.03, hue), DARK_INK, mark)
    return Tones(oklch(0.48, 0.105, hue), oklch(0.955, 0.018, hue), WHITE, mark)


@require_safe
@cache_control(public=True, max_age=60 * 60 * 24 * 365, immutable=True)
def stylesheet(request: Any, hue: int) -> HttpResponse | None:
    """The colour of a hue as a stylesheet: public, since it names no partnership."""
    if not 0 <= hue < 360:
        raise Http404
    light, dark = tones(hue), tones(hue, dark=True)
    lines = [
        f"--identity:light-dark({light.ink},{dark.ink})",
        f"--identity-soft:light-dark({light.soft},{dark.soft})",
        f"--on-identity:light-dark({light.on},{dark.on})",
        f"--identity-mark:light-dark({light.mark},{dark.mark})",
    ]
    return HttpResponse(f":root{{{';'.join(lines)}}}\n", content_type="text/css")


def initials(name: str) -> str:
    """The mark of a partnership without a logo: at most two letters, `Uganda Coffee Platform` → `UC`."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    telling = [word for word in words if word[0].isupper() or word[0].isdigit()] or words
    return "".join(word[0] for word in telling[:2]).upper() or "•"


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two `#rrggbb` colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklch(lightness: float, chroma: float, hue: int) -> str:
    """An OKLCH colour as `#rrggbb`, its chroma lowered until the screen can show it."""
    while True:
        channels = _linear_rgb(lightness, chroma, hue)
        if all(-0.0005 <= channel <= 1.0005 for channel in channels) or chroma <= 0:
            return "#" + "".join(f"{round(_gamma(channel) * 255):02x}" for channel in channels)
        chroma -= 0.0025


def _linear_rgb(lightness, chroma, hue):
    """Björn Ottosson's OKLab, to linear sRGB."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel):
    channel = min(1, max(0, channel))
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour):
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return sum(
        weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        for weight, c in ((0.2126, red), (0.7152, green), (0.0722, blue))
    )


# Choosing one

HUES = [
    (20, _("Red")),
    (45, _("Rust")),
    (70, _("Amber")),
    (105, _("Olive")),
    (135, _("Leaf green")),
    (160, _("Sea green")),
    (195, _("Petrol")),
    (230, _("Blue")),
    (265, _("Indigo")),
    (300, _("Violet")),
    (345, _("Magenta")),
]


class Swatches(forms.RadioSelect):
    """Radio buttons with a patch of the colour each; an SVG attribute, since our CSP allows no styles."""

    template_name = "ui/swatches.html"

    def create_option(self, name: str, value: int, *args: Any, **kwargs: Any) -> dict:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"ink": tones(int(str(value)), dark=False).ink}


def swatches(current: int | None = None) -> Swatches:
    """The widget for a colour; a hue that the partnership has already is always among them."""
    own = [] if current is None or current in dict(HUES) else [(current, _("As it is"))]
    return Swatches(choices=[*HUES, *own])
