"""Several milestones at once, ticked in the plan."""

from datetime import timedelta

import pytest

from backbone.outbox.models import Message
from backbone.time.days import today_of
from tests import factories
from workplans.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PAGE = "/partnerships/coffee/milestones/several/"


@pytest.fixture
def of(client):
    of = factories.partnership(slug="coffee")
    client.force_login(factories.coordinator(of))
    return of


@pytest.fixture
def union(of):
    return factories.partner(of, "Kigezi Union")


@pytest.fixture
def grace(union):
    return factories.representative(union, factories.person("Grace"))


@pytest.fixture
def milestones(of):
    objective = factories.objective(of)
    return [factories.milestone(objective, f"Milestone {n}") for n in range(3)]


def change(client, milestones, **data):
    return client.post(PAGE, {"milestone": [row.pk for row in milestones], **data}, follow=True)


def fresh():
    return list(Milestone.objects.order_by("pk"))


def test_the_plan_has_a_box_for_each_and_the_page_shows_those_ticked(client, milestones):
    assert client.get("/partnerships/coffee/plan/").text.count('form="several"') == 3
    page = client.get(PAGE, {"milestone": [milestones[0].pk, milestones[2].pk]}).text
    assert "Change 2 milestones" in page
    assert "Milestone 1" not in page.partition("<main")[2]


def test_a_lead_is_named_with_their_organisation_and_asked(client, milestones, grace, union):
    assert "3 milestones changed." in change(client, milestones, lead_person=grace.pk).text
    assert {(row.lead_person, row.lead_partner, row.lead_accepted_at) for row in fresh()} == {
        (grace, union, None)
    }
    assert Message.objects.filter(recipient=grace).count() == 3
    assert milestones[0].changes.filter(what="first_lead_named").count() == 1


def test_with_a_yes_nobody_is_asked(client, milestones, grace):
    change(client, milestones, lead_person=grace.pk, agreed="on")
    assert all(row.is_lead_accepted for row in fresh())
    assert not Message.objects.exists()


def test_who_represents_another_organisation_does_not_get_it_and_it_says_so(client, of, milestones, grace):
    other = factories.partner(of, "Another union")
    Milestone.objects.filter(pk=milestones[0].pk).update(lead_partner=other)
    text = change(client, milestones, lead_person=grace.pk).text
    assert "2 milestones changed." in text
    assert "Grace does not represent Another union, but Kigezi Union." in text
    assert [row.lead_person for row in fresh()] == [None, grace, grace]


def test_a_date_is_set_and_stands_in_each_history(client, milestones):
    day = today_of(milestones[0].partnership) + timedelta(days=30)
    change(client, milestones[:2], due=day.isoformat())
    assert [row.due for row in fresh()][:2] == [day, day]
    assert milestones[0].changes.first().what == "date"


def test_a_state_with_its_reason(client, milestones):
    assert client.post(PAGE, {"milestone": milestones[0].pk, "state": "at_risk"}).status_code == 422
    change(client, milestones, state="at_risk", words="The rains came early")
    assert {row.state for row in fresh()} == {"at_risk"}
    assert milestones[1].changes.first().words == "The rains came early"


def test_reached_ones_say_what_shows_it_and_get_no_other_lead(client, milestones, grace):
    change(client, milestones[:1], state="reached", words="Minutes of 3 March")
    assert fresh()[0].evidence == "Minutes of 3 March"
    text = change(client, milestones, lead_person=grace.pk).text
    assert "2 milestones changed." in text
    assert "this milestone is now “Reached”" in text
    assert [row.lead_person for row in fresh()] == [None, grace, grace]


@pytest.mark.parametrize(
    "data", [{}, {"due": "soonish"}, {"lead_person": "0"}, {"state": "x"}, {"agreed": "on"}]
)
def test_what_can_not_be_said_changes_nothing_and_keeps_the_ticks(client, milestones, data):
    answer = client.post(PAGE, {"milestone": [row.pk for row in milestones], **data})
    assert answer.status_code == 422
    assert answer.text.count('type="hidden" name="milestone"') == 3
    assert not Milestone.objects.exclude(revision=0).exists()


def test_milestones_of_another_partnership_are_left_out(client, milestones):
    theirs = factories.milestone(factories.objective(factories.partnership()))
    change(client, [theirs, milestones[0]], state="dropped", words="Not ours")
    theirs.refresh_from_db()
    assert theirs.state == "planned"


def test_it_goes_back_to_where_it_was_asked_from(client, milestones):
    data = {"milestone": milestones[0].pk, "state": "under_way"}
    assert client.post(f"{PAGE}?back=/my-work/", data)["Location"] == "/my-work/"
    for elsewhere in ("//example.org/", "https://example.org/", "my-work"):
        answer = client.post(PAGE, {**data, "back": elsewhere, "state": "planned"})
        assert answer["Location"] == "/partnerships/coffee/plan/"
        client.post(PAGE, {**data})
