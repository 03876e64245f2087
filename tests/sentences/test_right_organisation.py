"""Mails and tasks belong to the organisation that the person represents; where that is not clear, it is asked."""

import pytest

from meetings import attendance
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.imports.models import ImportRow
from tests import factories
from tests.sentences.scene import TODAY, Scene
from workplans import reminders
from workplans.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(time_machine):
    scene = Scene(time_machine)
    # Bo sits for both partners.
    scene.bo = factories.representative(scene.coop, factories.person("Bo Berg"))
    factories.representative(scene.ports, scene.bo)
    return scene


def save_task(scene, owner, partner=None, **data):
    data |= {"title": "Book the hall", "owner": owner.pk, "partner": partner.pk if partner else ""}
    return scene.client().post("/partnerships/koffie/tasks/new/", data)


def test_the_forms_show_for_whom_each_person_is(scene):
    for address in ("/partnerships/koffie/tasks/new/", "/partnerships/koffie/milestones/new/"):
        page = scene.page(address)
        assert "Anna Kyomuhendo (Growers Co-op)" in page
        assert "Bo Berg (Growers Co-op, Portworks)" in page
        assert "Ruth Nansubuga (" not in page


def test_an_owner_with_one_organisation_brings_it_along(scene):
    assert save_task(scene, scene.anna).status_code == 302
    assert Task.objects.get().partner == scene.coop


def test_of_an_owner_with_two_it_is_asked_for_which(scene):
    page = save_task(scene, scene.bo)
    assert page.status_code == 422
    assert "Bo Berg represents Growers Co-op, Portworks: say for which." in page.text
    assert save_task(scene, scene.bo, scene.ports).status_code == 302
    assert Task.objects.get().partner == scene.ports


def test_an_organisation_that_the_owner_does_not_represent_is_refused(scene):
    page = save_task(scene, scene.anna, scene.ports)
    assert page.status_code == 422
    assert "Anna Kyomuhendo does not represent Portworks, but Growers Co-op." in page.text


def test_who_represents_nobody_acts_for_whom_they_are_asked_to(scene):
    assert save_task(scene, scene.ruth, scene.ports).status_code == 302
    assert save_task(scene, scene.ruth).status_code == 302


def test_what_was_saved_before_stays_as_it_is(scene):
    task = scene.task(owner=scene.dee)
    data = {"title": "Book another hall", "owner": scene.dee.pk, "partner": scene.coop.pk, "revision": 0}
    assert scene.client().post(f"/tasks/{task.pk}/edit/", data).status_code == 302
    assert Task.objects.get().partner == scene.coop


def test_the_lead_of_a_milestone_represents_the_organisation_that_leads_it(scene):
    data = {"objective": scene.objective.pk, "title": "Sites", "lead_partner": scene.ports.pk}
    address = "/partnerships/koffie/milestones/new/"
    page = scene.client().post(address, data | {"lead_person": scene.anna.pk})
    assert page.status_code == 422
    assert "Anna Kyomuhendo does not represent Portworks, but Growers Co-op." in page.text
    assert scene.client().post(address, data | {"lead_person": scene.bo.pk}).status_code == 302


def test_a_lead_of_another_organisation_is_said_in_smart(scene):
    row = scene.milestone(lead_partner=scene.ports)
    said = "Anna Kyomuhendo, who leads it, does not represent Portworks."
    assert said in scene.page(row.get_absolute_url())
    assert said not in scene.page(scene.milestone("Other").get_absolute_url())


@pytest.mark.parametrize(
    ("person", "partner", "filed"),
    [("anna", "coop", "coop"), ("anna", "ports", "coop"), ("bo", "ports", "ports"), ("bo", "coop", "coop")],
)
def test_a_mail_is_filed_under_the_organisation_that_its_recipient_represents(scene, person, partner, filed):
    row = scene.milestone(
        lead_person=getattr(scene, person), lead_partner=getattr(scene, partner), lead_accepted_at=None
    )
    scene.posted(f"/milestones/{row.pk}/lead/request/", {})
    assert Correspondence.objects.get().partner == getattr(scene, filed)
    assert Confirmation.objects.get().partner == getattr(scene, filed)


@pytest.mark.parametrize(
    ("partners", "filed"), [(["ports"], "ports"), (["coop"], "coop"), (["coop", "ports"], None)]
)
def test_a_reminder_to_somebody_with_two_organisations_is_filed_where_its_tasks_are(scene, partners, filed):
    for name in partners:
        task = scene.task(f"For {name}", due=TODAY, owner=scene.bo)
        Task.objects.filter(pk=task.pk).update(partner=getattr(scene, name))
    assert reminders.send_due() == 1
    assert Correspondence.objects.get().partner == (filed and getattr(scene, filed))


def test_who_is_there_for_which_of_two_is_asked_on_the_list(scene):
    meeting = factories.meeting(scene.of)
    attendance.prefill(meeting)
    rows = {row.person: row for row in attendance.rows_of(meeting)}
    assert (rows[scene.anna].partner, rows[scene.bo].partner) == (scene.coop, None)
    address = f"/meetings/{meeting.pk}/attendance/"
    assert "for which?" in scene.page(address)
    row = rows[scene.bo]
    stranger = factories.partner()
    for chosen, kept in ((scene.ports, scene.ports), (stranger, None)):
        scene.client().post(address, {f"partner-{row.pk}": chosen.pk, f"state-{row.pk}": "present"})
        row.refresh_from_db()
        assert (row.partner, row.state) == (kept, "present")


def test_somebody_known_is_put_on_the_list_for_their_own_organisation(scene):
    meeting = factories.meeting(scene.of)
    address = f"/meetings/{meeting.pk}/attendance/person/"
    data = {"person": scene.anna.pk, "state": "present"}
    page = scene.client().post(address, data | {"partner": scene.ports.pk})
    assert page.status_code == 422
    assert "Anna Kyomuhendo does not represent Portworks, but Growers Co-op." in page.text
    assert scene.client().post(address, data | {"partner": scene.coop.pk}).status_code == 302


def test_the_list_of_people_with_one_organisation_asks_nothing(scene):
    meeting = factories.meeting(scene.of)
    scene.bo.represents.all().delete()
    attendance.prefill(meeting)
    assert "for which?" not in scene.page(f"/meetings/{meeting.pk}/attendance/")


LISTS = [
    ("What\tWho\nBook the hall\tBo Berg", "can be Bo Berg (Growers Co-op) or Bo Berg (Portworks): choose"),
    (
        "What\tWho\tOrganisation\nBook the hall\tAnna Kyomuhendo\tPortworks",
        "Anna Kyomuhendo does not represent Portworks, but Growers Co-op.",
    ),
]


@pytest.mark.parametrize(("text", "problem"), LISTS)
def test_a_pasted_list_asks_for_whom(scene, text, problem):
    page = scene.posted("/partnerships/koffie/tasks/paste/", {"text": text})
    assert problem in page
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "What\tWho\nBook the hall\tBo Berg (Portworks)",
        "What\tWho\tOrganisation\nBook the hall\tBo Berg\tPortworks",
    ],
)
def test_a_pasted_list_that_says_for_whom_asks_nothing(scene, text):
    scene.posted("/partnerships/koffie/tasks/paste/", {"text": text})
    row = ImportRow.objects.get()
    assert (row.values["owner"], row.values["partner"]) == (scene.bo.pk, scene.ports.pk)
