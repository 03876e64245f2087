"""What came of it: measurements, what a change is worth, stories and reports."""

from impact.models.figures import Measurement
from impact.models.reports import Citation, Report, Story
from impact.models.sources import SourceFile
from impact.models.worth import SHARES, DiscountRate, HourValue, Valuation

__all__ = [
    "SHARES",
    "Citation",
    "DiscountRate",
    "HourValue",
    "Measurement",
    "Report",
    "SourceFile",
    "Story",
    "Valuation",
]
