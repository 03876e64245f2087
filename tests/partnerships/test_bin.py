"""What was recorded by mistake is removed from its edit page, lies in the bin, and is brought back from there."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from meetings.models import Invitation
from partnerships.models import Removal
from tests import factories
from tests.partnerships.test_removing import rows_of_all_tables
from tests.partnerships.test_undo import undo_on

pytestmark = pytest.mark.fast

BIN = "/partnerships/coffee/bin/"


@pytest.fixture
def removable(coffee, ruth, union):
    """{kind: (its edit page, the row)} of what the bin takes, with what hangs on it."""
    milestone = factories.milestone(factories.objective(coffee), number=1, lead_partner=union)
    milestone.supporters.add(union)
    task = factories.task(coffee, milestone=milestone, partner=union)
    meeting = factories.meeting(coffee)
    factories.line(meeting, "Prices were low.", item=factories.agenda_item(meeting), by=ruth)
    outcome = coffee.outcomes.create(name="Income")
    indicator = coffee.indicators.create(outcome=outcome, name="Price")
    period = {"period_words": "2025", "period_start": "2025-01-01", "period_end": "2025-12-31"}
    figure = coffee.measurements.create(indicator=indicator, value="2.7", source="Survey", **period)
    story = coffee.stories.create(title="Better prices")
    rows = {
        "milestones": milestone,
        "tasks": task,
        "meetings": meeting,
        "measurements": figure,
        "stories": story,
    }
    return rows | {"partners": union}


KINDS = ["milestones", "tasks", "meetings", "measurements", "stories", "partners"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_removed_from_its_edit_page_and_back_with_one_click(as_, ruth, removable, kind):
    row, client = removable[kind], as_(ruth)
    before = rows_of_all_tables()
    removal = f"/{kind}/{row.pk}/removal/"
    assert removal in client.get(f"/{kind}/{row.pk}/edit/").content.decode()
    page = client.post(removal, follow=True)
    assert not type(row).objects.filter(pk=row.pk).exists()
    back = client.post(undo_on(page), follow=True)
    assert back.status_code == 200
    assert "is back." in back.content.decode()
    assert rows_of_all_tables() == before


@pytest.mark.parametrize("kind", KINDS)
def test_it_lies_in_the_bin_until_it_is_brought_back(as_, ruth, removable, kind):
    row, client = removable[kind], as_(ruth)
    client.post(f"/{kind}/{row.pk}/removal/")
    page = client.get(BIN).content.decode()
    assert str(row) in page
    assert "Ruth Nansubuga" in page
    client.post(f"/removals/{Removal.objects.get().pk}/return/")
    assert type(row).objects.filter(pk=row.pk).exists()
    assert "Nothing was removed" in client.get(BIN).content.decode()


def test_what_is_older_than_thirty_days_is_not_in_the_bin(as_, ruth, coffee, union):
    as_(ruth).post(f"/partners/{union.pk}/removal/")
    Removal.objects.update(at=now() - timedelta(days=30, minutes=1))
    assert "Nothing was removed" in as_(ruth).get(BIN).content.decode()
    assert as_(ruth).post(f"/removals/{Removal.objects.get().pk}/return/").status_code == 404


@pytest.mark.parametrize("page", ["edit", "history"])
def test_the_edit_page_and_the_history_of_a_partnership_lead_to_its_bin(as_, ruth, coffee, page):
    assert BIN in as_(ruth).get(f"/partnerships/coffee/{page}/").content.decode()


def test_the_message_says_where_what_was_removed_lies(as_, ruth, coffee, union):
    page = as_(ruth).post(f"/partners/{union.pk}/removal/", follow=True).content.decode()
    assert "is removed. It lies in the bin for thirty days." in page


def test_a_meeting_to_which_people_were_invited_is_cancelled_instead(as_, ruth, coffee):
    meeting = factories.meeting(coffee)
    Invitation.objects.create(partnership=coffee, meeting=meeting, by=ruth, number=1, told={})
    page = as_(ruth).post(f"/meetings/{meeting.pk}/removal/", follow=True)
    assert "it can be cancelled instead" in page.content.decode()
    assert coffee.meetings.exists()


def test_a_partner_that_promised_to_lead_withdraws_instead(as_, ruth, coffee, union):
    factories.milestone(
        factories.objective(coffee), number=1, lead_partner=union, lead_person=ruth, lead_accepted_at=now()
    )
    page = as_(ruth).post(f"/partners/{union.pk}/removal/", follow=True)
    assert "it can be withdrawn" in page.content.decode()
    assert coffee.partners.exists()


def test_the_bin_is_for_coordinators(as_, coffee, union):
    assert as_(factories.representative(union)).get(BIN).status_code == 403
    assert as_(factories.coordinator(factories.partnership())).get(BIN).status_code == 404


def test_what_pointed_to_something_removed_says_so(as_, ruth, coffee, union):
    board = coffee.bodies.create(name="Board")
    meeting = factories.meeting(coffee, body=board)
    milestone = factories.milestone(factories.objective(coffee), "A field day", number=1, lead_partner=union)
    under = factories.milestone(milestone.objective, "A harvest", number=2)
    task = factories.task(coffee, milestone=under)
    client = as_(ruth)
    pages = {
        f"/meetings/{meeting.pk}/": "Board (removed)",
        f"/milestones/{milestone.pk}/": "Kigezi Farmers’ Union (removed)",
        f"/tasks/{task.pk}/": "M2 A harvest (removed)",
    }
    removals = [
        f"/bodies/{board.pk}/removal/",
        f"/partners/{union.pk}/removal/",
        f"/milestones/{under.pk}/removal/",
    ]
    for said in (False, True):
        for address, words in pages.items():
            assert (words in " ".join(client.get(address).content.decode().split())) is said
        for removal in removals:
            client.post(removal)
