"""What an import made is taken out in one step and comes back in one, unless somebody changed it or built on it."""

import pytest
from django.urls import reverse

from backbone.database.history import noted
from impact.models import Measurement
from partnerships.imports import confirming
from partnerships.models import Organisation, Partner, Removal
from tests import factories
from tests.partnerships.test_undo import undo_on
from tests.partnerships.whole_database import rows_of_all_tables
from workplans import todo
from workplans.models import Milestone, Objective, Outcome, Task

pytestmark = pytest.mark.fast

TABLES = ["partners.csv", "outcomes.csv", "workplan.csv", "measurements.csv"]
PARTNERS = ("partners.csv", b"organisation,role\nWater Board,Member\nFarm Union,Member\n")


@pytest.fixture
def imported(run_of, coordinator):
    """Imports files: `imported("partners.csv")`."""

    def make(*files):
        run = confirming.confirm(run_of(*files), coordinator)
        assert run.state == "done", run.error
        return run

    return make


def removal_of(run):
    return reverse("import_removal", args=[run.pk])


def but_the_import(tables):
    """All tables but the one that says whether it was removed."""
    return {name: rows for name, rows in tables.items() if name != "imports_importrun"}


def test_a_whole_plan_goes_and_comes_back(signed_in, imported, bay):
    factories.plan(bay)
    before = but_the_import(rows_of_all_tables())
    run = imported(*TABLES)
    made = rows_of_all_tables()
    page = signed_in.post(removal_of(run), follow=True)
    for model in (Organisation, Partner, Outcome, Objective, Milestone, Measurement):
        assert not model.objects.exists(), model
    assert "Remove what it created" not in page.content.decode()
    assert "What it created was removed on" in page.content.decode()
    ours = {"imports_importrow", "imports_importrun_files", "files_storedfile", "files_content"}
    after = but_the_import(rows_of_all_tables())
    assert {name for name in before if before[name] != after[name]} <= {*ours, "documents_counter"}
    back = signed_in.post(undo_on(page), follow=True)
    assert "Remove what it created" in back.content.decode()
    assert rows_of_all_tables() == made


def test_an_organisation_that_another_partnership_has_by_now_stays(signed_in, imported):
    run = imported(PARTNERS)
    factories.partner(organisation=Organisation.objects.get(name="Water Board"))
    signed_in.post(removal_of(run))
    assert [one.name for one in Organisation.objects.all()] == ["Water Board"]
    assert not run.partnership.partners.exists()


def test_what_was_changed_since_keeps_the_import(signed_in, imported):
    run = imported(PARTNERS)
    with noted("edited"):
        Partner.objects.filter(organisation__name="Farm Union").update(role="Chair")
    page = signed_in.post(removal_of(run), follow=True)
    assert "has been changed or answered since" in page.content.decode()
    assert run.partnership.partners.count() == 2
    assert not Removal.objects.exists()


def test_what_was_built_on_it_keeps_the_import(signed_in, imported, bay):
    run = imported(PARTNERS)
    # The trail's name holds until a transaction ends, and a test is one.
    with noted("added"):
        task = factories.task(bay, partner=Partner.objects.first())
    page = signed_in.post(removal_of(run), follow=True)
    assert "something was added to it since, or points to it" in page.content.decode()
    Task.objects.filter(pk=task.pk).delete()
    with noted("added"):
        Partner.objects.first().benefits.create(partnership=bay, description="Water")
    page = signed_in.post(removal_of(run), follow=True)
    assert "something was added to it since, or points to it" in page.content.decode()
    assert run.partnership.partners.count() == 2


def test_a_second_click_finds_nothing_to_remove(signed_in, imported):
    run = imported(PARTNERS)
    signed_in.post(removal_of(run))
    page = signed_in.post(removal_of(run), follow=True)
    assert "nothing of this import to remove" in page.content.decode()
    assert Removal.objects.count() == 1


def test_an_import_of_before_has_no_button(signed_in, imported):
    run = imported(PARTNERS)
    type(run).objects.update(trail=None)
    assert (
        "Remove what it created" not in signed_in.get(reverse("import_run", args=[run.pk])).content.decode()
    )
    assert "nothing of this import" in signed_in.post(removal_of(run), follow=True).content.decode()


def test_tasks_that_came_done_go_and_one_that_was_done_since_stays(signed_in, coordinator, bay):
    page = reverse("tasks_paste", args=[bay.slug])
    text = "What\tState\nCall the mill\tdone\nWrite to the mill\topen\n"
    signed_in.post(page, {"text": text})
    run = bay.import_runs.get()
    signed_in.post(reverse("import_confirmation", args=[run.pk]))
    assert Task.objects.count() == 2
    page = signed_in.post(removal_of(run), follow=True)
    assert not Task.objects.exists()
    signed_in.post(undo_on(page))
    with noted("completed"):
        todo.complete(Task.objects.get(title="Write to the mill"), by=coordinator)
    signed_in.post(removal_of(run))
    assert Task.objects.count() == 2
