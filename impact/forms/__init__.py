"""The forms of impact."""

from impact.forms.figures import MeasurementForm, StrikeForm
from impact.forms.outcomes import IndicatorForm, OutcomeForm, RetirementForm
from impact.forms.reports import ReportForm
from impact.forms.stories import StoryForm
from impact.forms.worth import DiscountRateForm, HourValueForm, ValuationForm

__all__ = [
    "DiscountRateForm",
    "HourValueForm",
    "IndicatorForm",
    "MeasurementForm",
    "OutcomeForm",
    "ReportForm",
    "RetirementForm",
    "StoryForm",
    "StrikeForm",
    "ValuationForm",
]
