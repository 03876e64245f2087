"""Of a partnership's rows those above it read what was shared, and of no other row a word.

A marker stands in a row of every kind that can be shared and was not, and in everything private. Whoever coordinates or
follows the partnership above, and takes no part in this one, fetches every address there is.
"""

from datetime import date

import pytest
from django.urls import reverse

from impact.models import Measurement, Story
from meetings.models import Decision, PartnershipAsk
from partnerships.identity.models import Identity
from partnerships.models import Partnership
from partnerships.sharing.models import SharedUpward
from tests import factories
from tests.access_table import addresses
from tests.walks.planted import Planted
from tests.walks.test_private import content, everything
from workplans.models import Indicator, Outcome

pytestmark = pytest.mark.django_db

# What is planted in the partnership above itself (tests.walks.planted).
THEIR_OWN = "marker-foreign"


class Unshared:
    """A row of each kind as it is shared, and another one of which nobody shared anything, with markers."""

    def __init__(self, world):
        self.of, self.above = world.of, Partnership.objects.get(slug="elsewhere")
        SharedUpward.objects.filter(partnership=self.of).delete()
        # What it publishes, everybody reads.
        Identity.objects.filter(partnership=self.of).update(is_public=False)
        for word in ("shown", "marker"):
            for kind, row in self.rows(f"{word}-%s-zq").items():
                if word == "shown":
                    SharedUpward.objects.create(
                        partnership=self.of, parent=self.above, kind=kind, row_id=row.pk
                    )

    def rows(self, name):
        of, objective = (
            self.of,
            factories.objective(self.of, title=f"marker-objective-zq {factories.number()}"),
        )
        outcome = Outcome.objects.create(partnership=of, name=f"marker-outcome-zq {factories.number()}")
        indicator = Indicator.objects.create(partnership=of, outcome=outcome, name=name % "indicator")
        year = {"period_words": "2025", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
        Measurement.objects.create(
            partnership=of,
            indicator=indicator,
            value=7,
            source=name % "source",
            note="marker-note-zq",
            **year,
        )
        return {
            "partners": factories.partner(
                of, name % "partner", own_objectives="marker-own-zq", mandate="marker-mandate-zq"
            ),
            "milestones": factories.milestone(
                objective,
                name % "milestone",
                activity="marker-activity-zq",
                deliverable="marker-deliverable-zq",
            ),
            "decisions": self.decision(name % "decision"),
            "indicators": indicator,
            "stories": Story.objects.create(
                partnership=of,
                title=name % "story",
                need="marker-need-zq",
                quote="marker-quote-zq",
                quote_by="marker-who-zq",
                consent_on=date(2026, 1, 1),
            ),
        }

    def decision(self, words):
        meeting = factories.meeting(self.of, "marker-meeting-zq", state="closed", goal="marker-goal-zq")
        item = factories.agenda_item(meeting, "marker-item-zq")
        line = factories.line(meeting, f"= {words}", item)
        Decision.objects.filter(line=line).delete()
        number = 9000 + factories.number()
        return Decision.objects.create(
            partnership=self.of,
            meeting=meeting,
            line=line,
            number=number,
            text=words,
            result="marker-result-zq",
        )


@pytest.fixture
def unshared(world):
    Planted(world)
    unshared = Unshared(world)
    return unshared


def above(world, unshared):
    """What whoever is above can fetch: every address here but mailed links, and every one of their own.

    But for the field where an organisation is chosen: these are one record for all partnerships, known to whoever
    coordinates one, and it does not say in which they are partners.
    """
    yield from (address for address in everything(world) if not address.startswith("/l/"))
    for name, parameters in addresses():
        if parameters == ("slug",) and name != "partner_new":
            yield reverse(name, args=[unshared.above.slug])
    for question in PartnershipAsk.objects.filter(partnership=unshared.above):
        yield reverse("upward_ask_answer", args=[question.pk])
        yield reverse("upward_ask_group", args=[question.pk])
    for words in ("marker", "zq", "shown"):
        yield reverse("search") + f"?q={words}"


@pytest.mark.parametrize("role", ["coordinator", "observer", "leader"])
def test_of_what_was_not_shared_those_above_can_fetch_nothing(role, world, unshared, client):
    who = world.people["outsider"] if role == "coordinator" else getattr(factories, role)(unshared.above)
    client.force_login(who)
    found = []
    for address in above(world, unshared):
        text = content(client.get(address)).replace(THEIR_OWN, "")
        found += [(address, line) for line in text.split("\n") if "marker-" in line]
    assert found == []


def test_what_was_shared_stands_on_their_page_alone(world, unshared, client):
    client.force_login(world.people["outsider"])
    page = content(client.get(reverse("children", args=["elsewhere"])))
    shown = [
        f"shown-{kind}-zq" for kind in ("partner", "milestone", "decision", "indicator", "source", "story")
    ]
    assert [words for words in shown if words not in page] == []
    own = reverse("children", args=["elsewhere"])
    found = [
        address
        for address in above(world, unshared)
        if address != own and "shown-" in content(client.get(address)) and "shown" not in address
    ]
    assert found == []


def test_the_markers_are_where_they_belong(world, unshared, client):
    """Else a walk that finds nothing would say nothing."""
    client.force_login(world.people["coordinator"])
    page = reverse("shared_upward", args=[world.of.slug])
    for kind, word in {
        "partners": "partner",
        "milestones": "milestone",
        "decisions": "decision",
        "indicators": "indicator",
        "stories": "story",
    }.items():
        text = content(client.get(f"{page}?kind={kind}&q=zq"))
        assert f"marker-{word}-zq" in text
        assert f"shown-{word}-zq" in text
