"""The colours that a partnership can choose from, and the field that shows them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.identity import tones

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

    template_name = "partnerships/swatches.html"

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"ink": tones(int(str(value)), dark=False).ink}


def swatches(current=None):
    """The widget for a colour; a hue that the partnership has already is always among them."""
    own = [] if current is None or current in dict(HUES) else [(current, _("As it is"))]
    return Swatches(choices=[*HUES, *own])
