"""A parent, its child, and a row of every kind that the child may share."""

from datetime import date

from impact.models import Measurement, Story
from meetings.models import Decision
from partnerships.sharing import choosing
from tests import factories
from workplans.models import Indicator, Outcome


class Family:
    """A parent with its coordinator, and a child with its own and with a row of every kind."""

    def __init__(self):
        self.parent = factories.partnership(name="Regional Platform", slug="region")
        self.child = factories.partnership(name="Valley Growers", slug="valley", parent=self.parent)
        self.above, self.below = factories.coordinator(self.parent), factories.coordinator(self.child)
        self.partner = factories.partner(self.child, "Marker Mill", role="Signatory")
        self.milestone = factories.milestone(
            factories.objective(self.child), title="Marker nursery", due=date(2031, 5, 6)
        )
        self.story = Story.objects.create(
            partnership=self.child, title="Marker story", what_changed="Marker change", need="marker-need"
        )
        outcome = Outcome.objects.create(partnership=self.child, name="marker-outcome")
        self.indicator = Indicator.objects.create(
            partnership=self.child, outcome=outcome, name="Marker families"
        )
        when = {"period_words": "2025", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
        Measurement.objects.create(
            partnership=self.child,
            indicator=self.indicator,
            value=412,
            source="Marker count",
            note="marker-note",
            **when,
        )
        self.decision = self.decide("Marker decision")

    def decide(self, words, item="Budget", number=1):
        meeting = factories.meeting(self.child, state="closed")
        line = factories.line(meeting, f"= {words}", factories.agenda_item(meeting, item))
        Decision.objects.filter(line=line).delete()
        return Decision.objects.create(
            partnership=self.child, meeting=meeting, line=line, number=number, text=words
        )

    @property
    def rows(self):
        return {
            "partners": self.partner,
            "milestones": self.milestone,
            "decisions": self.decision,
            "indicators": self.indicator,
            "stories": self.story,
        }

    def share(self, key, row=None, stop=(), parent=None):
        return choosing.choose(
            self.child,
            choosing.kind_called(key),
            parent=(parent or self.parent).pk,
            share={(row or self.rows[key]).pk} - set(stop),
            stop=stop,
            by=self.below,
        )

    def share_all(self):
        for key in self.rows:
            self.share(key)


# What is read of each, once it is shared.
SAID = {
    "partners": ["Marker Mill", "Signatory"],
    "milestones": ["Marker nursery", "due 6 May 2031", "Planned"],
    "decisions": ["Marker decision", "decided on"],
    "indicators": ["Marker families", "412", "Marker count", "2025"],
    "stories": ["Marker story", "Marker change"],
}


def sent(family, key, *, share=(), was=(), parent=None):
    """What a page of one row sends."""
    row = family.rows[key].pk
    return {"parent": (parent or family.parent).pk, "shown": [row], "was": was, "share": share}
