"""However much is shared: pages, a search, and a number of queries that stays as it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Decision, Line
from partnerships.models import Organisation, Partner
from partnerships.sharing.models import SharedUpward
from tests import factories
from tests.partnerships.sharing.family import SAID, Family
from workplans.models import Milestone

MANY = 300
LARGEST = 60_000


class Large(Family):
    """A child with many milestones, decisions and partners, all shared."""

    def __init__(self):
        super().__init__()
        organisations = Organisation.objects.bulk_create(Organisation(name=f"Mill {n}") for n in range(MANY))
        rows = {
            "partners": Partner.objects.bulk_create(
                Partner(partnership=self.child, organisation=one, role="Member") for one in organisations
            ),
            "milestones": Milestone.objects.bulk_create(
                Milestone(
                    partnership=self.child,
                    objective=self.milestone.objective,
                    number=n + 9,
                    title=f"Nursery {n}",
                )
                for n in range(MANY)
            ),
            "decisions": self.decisions(),
        }
        SharedUpward.objects.bulk_create(
            SharedUpward(partnership=self.child, parent=self.parent, kind=kind, row_id=row.pk)
            for kind, found in rows.items()
            for row in found
        )

    def decisions(self):
        own = {"partnership": self.child, "meeting": self.decision.meeting}
        like = self.decision.line
        lines = Line.objects.bulk_create(
            Line(**own, item=like.item, kind=like.kind, text="Go on", position=n + 9) for n in range(MANY)
        )
        return Decision.objects.bulk_create(
            Decision(**own, line=line, number=n + 9, text=f"We go on {n}") for n, line in enumerate(lines)
        )


@pytest.fixture
def large(db):
    return Large()


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert len(page.content) < LARGEST
    return len(queries), page


@pytest.mark.parametrize("kind", SAID)
def test_all_there_is_to_choose_stands_on_pages(kind, large, as_):
    queries, page = asked(as_(large.below), reverse("shared_upward", args=["valley"]) + f"?kind={kind}")
    assert queries <= 15
    assert len(page.context["page"].offered) <= 50


def test_what_one_looks_for_is_found_among_many_and_saved(large, as_):
    address = reverse("shared_upward", args=["valley"]) + "?kind=milestones&q=nursery+299"
    _queries, page = asked(as_(large.below), address)
    ((key, line, is_shared),) = page.context["page"].offered
    assert (line.title.endswith("Nursery 299"), is_shared) == (True, True)
    as_(large.below).post(address, {"parent": large.parent.pk, "shown": [key], "was": [key]})
    assert not SharedUpward.objects.filter(kind="milestones", row_id=key).exists()


def test_all_that_came_up_stands_on_pages_that_ask_as_often(large, as_):
    large.share_all()
    address = reverse("children", args=["region"])
    counts, shown, number = [], 0, 1
    while True:
        queries, page = asked(as_(large.above), f"{address}?page={number}")
        counts.append(queries)
        shown += sum(
            len(rows) for _child, _theirs, kinds in page.context["groups"] for rows in kinds.values()
        )
        if not page.context["page"].has_next():
            break
        number += 1
    assert shown == 3 * MANY + len(SAID)
    assert max(counts) <= 18


def test_many_children_stand_on_pages(large, as_):
    for _ in range(25):
        factories.partnership(parent=large.parent)
    _queries, page = asked(as_(large.above), reverse("children", args=["region"]))
    assert len(page.context["below"]) == 20
