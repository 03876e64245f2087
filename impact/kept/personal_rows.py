"""What impact keeps of a person, for an export of their data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from backbone.personal import NotExported, Personal
from impact.models import DiscountRate, HourValue, Measurement, Report, Story, Valuation

FIGURES = _("Figures are the partnership’s.")
KINDS = [
    Personal(
        Story,
        _("Stories that you wrote"),
        _("So that others see where it comes from."),
        ("by",),
        {"partnership": _("Partnership"), "title": "", "created_at": _("Written")},
    ),
    Personal(
        Report,
        _("Reports that you asked for"),
        _("To give the report to whoever asked for it."),
        ("asked_by",),
        {"partnership": _("Partnership"), "start": "", "end": "", "asked_at": _("Asked")},
    ),
]
LEFT_OUT = [
    NotExported(Measurement, ("struck_by", "chosen_by", "recorded_by"), FIGURES),
    NotExported(Valuation, ("answered_by",), FIGURES),
    NotExported(HourValue, ("recorded_by",), FIGURES),
    NotExported(DiscountRate, ("recorded_by",), FIGURES),
]
