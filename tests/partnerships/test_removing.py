"""What is removed comes back as it was: the database before and after is the same, but for its history."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils.timezone import now

from meetings.models import Meeting
from partnerships import removing
from partnerships.models import Body, Contribution, Removal
from partnerships.removing import Refused
from tests import factories
from tests.partnerships.whole_database import rows_of_all_tables
from workplans import printing
from workplans.models import Milestone, Objective, Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def coffee():
    return factories.partnership("Coffee Platform", "coffee")


@pytest.fixture
def ruth(coffee):
    return factories.coordinator(coffee, factories.person("Ruth Nansubuga"))


@pytest.fixture
def union(coffee):
    return factories.partner(coffee, "Kigezi Union")


def removed(row, by):
    return removing.remove(row, by=by, page="/somewhere/")


def versions_of(label, key):
    return apps.get_model(f"{label}Event").objects.filter(pgh_obj_id=key)


def test_a_partner_comes_back_with_all_that_hung_on_it(coffee, ruth, union):
    Contribution.objects.create(
        partnership=coffee, partner=union, description="Hall", value=Decimal("123456789012.10")
    )
    body = Body.objects.create(partnership=coffee, name="Board")
    body.partners.add(union)
    factories.representative(union, capacity="lead")
    milestone = factories.milestone(factories.objective(coffee), lead_partner=union)
    milestone.supporters.add(union)
    factories.task(coffee, partner=union)
    before = rows_of_all_tables()
    removal = removed(union, ruth)
    milestone.refresh_from_db()
    assert not coffee.partners.exists()
    assert (milestone.lead_partner, Task.objects.get().partner) == (None, None)
    removing.bring_back(removal, by=ruth)
    assert rows_of_all_tables() == before
    assert not Removal.objects.exists()


def test_an_objective_goes_with_its_milestones_and_their_tasks_stay(coffee, ruth):
    objective = factories.objective(coffee)
    first, second = factories.milestone(objective, number=1), factories.milestone(objective, number=2)
    second.depends_on.add(first)
    task = factories.task(coffee, milestone=first)
    before = rows_of_all_tables()
    removal = removed(objective, ruth)
    assert not Milestone.objects.exists()
    assert Task.objects.get(pk=task.pk).milestone is None
    removing.bring_back(removal, by=ruth)
    assert rows_of_all_tables() == before


def test_a_meeting_comes_back_at_the_item_that_it_was_at(coffee, ruth):
    meeting = factories.meeting(coffee)
    item = factories.agenda_item(meeting)
    factories.line(meeting, "Prices were low.", item=item, by=ruth)
    Meeting.objects.filter(pk=meeting.pk).update(current_item=item)
    before = rows_of_all_tables()
    removal = removed(meeting, ruth)
    assert not Meeting.objects.exists()
    removing.bring_back(removal, by=ruth)
    assert rows_of_all_tables() == before


def test_a_story_and_a_figure_come_back(coffee, ruth):
    outcome = coffee.outcomes.create(name="Income")
    indicator = coffee.indicators.create(outcome=outcome, name="Price")
    period = {"period_words": "2025", "period_start": "2025-01-01", "period_end": "2025-12-31"}
    figure = coffee.measurements.create(indicator=indicator, value="2.7182", source="Survey", **period)
    story = coffee.stories.create(title="Better prices")
    story.citations.create(partnership=coffee, measurement=figure, value="2.7182")
    before = rows_of_all_tables()
    with pytest.raises(Refused, match="still needs it"):
        removed(figure, ruth)
    both = [removed(story, ruth), removed(figure, ruth)]
    assert not coffee.measurements.exists()
    for removal in reversed(both):
        removing.bring_back(removal, by=ruth)
    assert rows_of_all_tables() == before


def test_what_points_elsewhere_by_now_stays_there(coffee, ruth):
    board, team = (Body.objects.create(partnership=coffee, name=name) for name in ("Board", "Team"))
    moved, waiting = factories.meeting(coffee, body=board), factories.meeting(coffee, body=board)
    removal = removed(board, ruth)
    Meeting.objects.filter(pk=moved.pk).update(body=team)
    removing.bring_back(removal, by=ruth)
    assert Meeting.objects.get(pk=moved.pk).body == team
    assert Meeting.objects.get(pk=waiting.pk).body == board


def test_a_name_that_is_taken_by_now_is_said_and_nothing_comes_back(coffee, ruth):
    removal = removed(Body.objects.create(partnership=coffee, name="Board"), ruth)
    Body.objects.create(partnership=coffee, name="Board")
    with pytest.raises(Refused, match="something else has its name"):
        removing.bring_back(removal, by=ruth)
    assert Body.objects.count() == 1
    assert Removal.objects.filter(pk=removal.pk).exists()


def test_what_it_belonged_to_is_gone(coffee, ruth):
    objective = factories.objective(coffee)
    milestone = factories.milestone(objective, number=1)
    removal = removed(milestone, ruth)
    Objective.objects.all().delete()
    with pytest.raises(Refused, match="what it belonged to"):
        removing.bring_back(removal, by=ruth)
    assert not Milestone.objects.exists()


def test_an_open_question_goes_with_its_milestone_and_an_answered_one_keeps_it(coffee, ruth):
    lead = factories.person()
    milestone = factories.milestone(factories.objective(coffee), number=1, lead_person=lead)
    question = coffee.confirmations.create(
        person=lead, kind="milestone_lead", subject_id=milestone.pk, question="?"
    )
    removal = removed(milestone, ruth)
    assert not coffee.confirmations.exists()
    removing.bring_back(removal, by=ruth)
    assert coffee.confirmations.get() == question
    coffee.confirmations.update(answer="yes", answered_at=now())
    with pytest.raises(Refused, match="answered"):
        removed(milestone, ruth)
    assert Milestone.objects.filter(pk=milestone.pk).exists()


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "done", "closed_at": now()},
        {"state": "declined", "closed_at": now()},
        {"accepted_at": now()},
        {"wanted_due_on": "2026-12-24"},
    ],
)
def test_a_task_that_was_answered_stays(coffee, ruth, columns):
    task = factories.task(coffee)
    Task.objects.filter(pk=task.pk).update(**columns)
    with pytest.raises(Refused, match="owner answered"):
        removed(task, ruth)
    assert Task.objects.exists()


def test_a_milestone_in_an_issued_plan_stays(coffee, ruth):
    milestone = factories.milestone(factories.objective(coffee), number=1)
    task = factories.task(coffee, milestone=milestone)
    printing.issue_plan(coffee, ruth)
    later = factories.milestone(milestone.objective, number=2)
    for named in (task, milestone, milestone.objective):
        with pytest.raises(Refused, match="version of the plan"):
            removed(named, ruth)
    removed(later, ruth)


def test_a_partner_that_delivered_stays_and_the_entry_itself_can_go(coffee, ruth, union):
    gift = Contribution.objects.create(
        partnership=coffee, partner=union, description="Hall", state="delivered"
    )
    with pytest.raises(Refused, match="delivered"):
        removed(union, ruth)
    removed(gift, ruth)
    removed(union, ruth)
    assert not coffee.partners.exists()


def test_no_bin_keeps_a_private_note(coffee, ruth, union):
    union.private_notes.create(partnership=coffee, text="Tired of it")
    with pytest.raises(Refused, match="private notes"):
        removed(union, ruth)
    assert not Removal.objects.exists()


def test_after_thirty_days_it_is_gone_from_tables_and_history(coffee, ruth, time_machine):
    milestone = factories.milestone(factories.objective(coffee), number=1)
    kept = factories.milestone(milestone.objective, number=2)
    removal = removed(milestone, ruth)
    time_machine.move_to(removal.at + timedelta(days=29))
    assert removing.forget_old() == 0
    assert versions_of("workplans.Milestone", milestone.pk).count() == 2
    time_machine.move_to(removal.at + timedelta(days=31))
    assert removing.forget_old() == 1
    assert not Removal.objects.filter(pk=removal.pk).exists()
    assert not versions_of("workplans.Milestone", milestone.pk).exists()
    assert versions_of("workplans.Milestone", kept.pk).exists()


def test_what_came_back_keeps_its_history(coffee, ruth, time_machine):
    milestone = factories.milestone(factories.objective(coffee), number=1)
    removing.bring_back(removed(milestone, ruth), by=ruth)
    time_machine.move_to(now() + timedelta(days=31))
    removing.forget_old()
    assert versions_of("workplans.Milestone", milestone.pk).count() == 3
