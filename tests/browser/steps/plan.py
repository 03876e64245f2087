"""Step 4 of the walk: an objective, a milestone with SMART, a task with an owner, states with history, the PDF."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.pdfs import assert_in_pdf
from workplans.models import Milestone, Task

REEFS = "Harris Creek: monitor"


def work_on_plan(walker, of, partner, lead):
    """The plan as the import left it, taken further by hand; returns the proposed task."""
    walker.go("partnership", of.slug)
    walker.follow("plan", of.slug)
    write_objective(walker, of)
    milestone = Milestone.objects.get(title__startswith=REEFS)
    walker.follow("milestone", milestone.pk)
    answer_smart(walker, milestone)
    name_lead(walker, milestone, partner, lead)
    change_state(walker, milestone)
    task = add_task(walker, of, milestone, lead)
    make_plan_pdf(walker, of, milestone)
    return task


def write_objective(walker, of):
    walker.follow("objective_new", of.slug)
    walker.fill(title="Everybody can see the figures")
    walker.press("Save", within="main")
    walker.is_told("Objective added. What will be there when it is reached?")
    walker.fill(title="The map is public")
    walker.press("Save milestone")
    walker.sees("The map is public")
    assert str(Milestone.objects.get(title="The map is public").objective) == "Everybody can see the figures"
    walker.go("plan", of.slug)


def answer_smart(walker, milestone):
    """The panel has its five letters; one of the three questions for people is answered."""
    expect(walker.page.locator(".smart-criteria > li")).to_have_count(5)
    walker.follow("smart_answer", milestone.pk, "S")
    walker.fill(yes=1, words="Two divers count spat on the same ten squares.")
    walker.press("Keep this answer")
    walker.sees("Two divers count spat", "Ruth Nansubuga")


def name_lead(walker, milestone, partner, lead):
    walker.follow("milestone_edit", milestone.pk)
    due = date.today() + timedelta(days=120)
    walker.fill(lead_partner=partner.pk, lead_person=lead.pk, due=due, start="", celebrate=True)
    walker.press("Save milestone")
    walker.is_told("Milestone saved.")
    walker.press("Record that they accepted")
    walker.is_told("The lead is accepted.")


def change_state(walker, milestone):
    """Another state, with who, when and why in the history."""
    walker.page.locator("details:has(form[action$='/state/']) summary").click()
    walker.fill(within="form[action$='/state/']", state="under_way", words="The boats are out.")
    walker.press("Save state")
    history = walker.page.locator("section[aria-labelledby=state]")
    expect(history).to_contain_text("The boats are out.")
    expect(history).to_contain_text("Ruth Nansubuga")


def add_task(walker, of, milestone, owner):
    """A task whose owner has not said yes, so that she is asked by mail."""
    walker.follow("task_new", of.slug, after=f"?milestone={milestone.pk}")
    walker.fill(title="Borrow two dive computers", owner=owner.pk, due_on=date.today() + timedelta(days=30))
    walker.press("Save task")
    walker.sees("Borrow two dive computers", str(owner))
    task = Task.objects.get(title="Borrow two dive computers")
    assert (task.state, task.milestone, task.partner.organisation.name) == (
        "proposed",
        milestone,
        "University of Maryland",
    )
    return task


def make_plan_pdf(walker, of, milestone):
    walker.go("plan", of.slug)
    walker.sees(milestone.title)
    walker.press("Make a PDF of the plan")
    assert_in_pdf(walker.issued_pdf(), "The map is public", "Forest buffers")
