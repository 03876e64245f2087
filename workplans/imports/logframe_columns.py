"""The levels of a logframe, and what is read of each row."""

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from partnerships.imports.columns import Column
from workplans.imports.logframe_blocks import ACTIVITY, GOAL, OUTCOME, OUTPUT


class Level(models.TextChoices):
    """What a row of a logframe describes."""

    GOAL = GOAL, gettext_lazy("Goal")
    OUTCOME = OUTCOME, gettext_lazy("Outcome")
    OUTPUT = OUTPUT, pgettext_lazy("logframe", "Output")
    ACTIVITY = ACTIVITY, gettext_lazy("Activity")


COLUMNS = [
    Column("level", gettext_lazy("Level"), "niveau", choices=lambda partnership: list(Level.labels)),
    Column("text", gettext_lazy("Description"), "narrative summary, omschrijving", required=True),
    Column("indicator", gettext_lazy("Indicator"), "indicator"),
    Column("baseline", gettext_lazy("Baseline"), "nulmeting", holds="number"),
    Column("target", gettext_lazy("Target"), "streefwaarde", holds="number"),
    Column("verification", gettext_lazy("Means of verification"), "source of verification"),
    Column("assumption", gettext_lazy("Assumptions"), "assumption, aannames"),
]
