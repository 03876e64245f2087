"""A story cites measured figures and keeps the value each had when it was cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from impact.figures import standing_of
from impact.models import Citation, Measurement

if TYPE_CHECKING:
    from impact.models import Story
    from partnerships.models import Partnership

# Longer ones are of no row, and Python refuses to read thousands of digits.
LONGEST_NUMBER = 19


def known(partnership: Partnership) -> dict:
    """What the partnership has said already and a new story can start from."""
    return {"need": partnership.problem, "only_together": partnership.only_together}


def citations(story: Story) -> QuerySet[Citation]:
    """The story's figures, with the indicator and whether a correction has come since."""
    return story.citations.select_related("measurement__indicator__outcome", "measurement__superseded_by")


def citable(story: Story) -> QuerySet[Measurement]:
    """The figures that hold and that the story does not cite yet."""
    cited = story.citations.values("measurement")
    rows = Measurement.objects.filter(pk__in=standing_of(story.partnership)).exclude(pk__in=cited)
    return rows.select_related("indicator__outcome").order_by(
        "indicator__outcome__position", "indicator", "period_start", "pk"
    )


def cite(story: Story, measurement_id: str, take_out: bool = False) -> None:
    """Cite a figure of the same partnership, or take its citation out; anything else changes nothing."""
    if not (measurement_id.isdecimal() and len(measurement_id) < LONGEST_NUMBER):
        return
    if take_out:
        story.citations.filter(measurement=measurement_id).delete()
        return
    standing = Measurement.objects.filter(pk__in=standing_of(story.partnership))
    measurement = standing.filter(pk=measurement_id).first()
    if measurement:
        fixed = {"partnership": story.partnership, "value": measurement.value}
        Citation.objects.get_or_create(story=story, measurement=measurement, defaults=fixed)
