"""The pages of the work plan: who sees them, what they say, and how many questions they ask the database."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.paper import pdf
from backbone.time.days import today_here
from partnerships.correspondence.models import Confirmation
from partnerships.documents.models import Version
from partnerships.documents.versions import version_page
from tests import factories
from tests.factories import link_for
from workplans.models import Milestone, Task

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script> "‮gnitseretni" 🌱'


@pytest.fixture
def work():
    """A partnership with a coordinator, a partner's representative, and one milestone with a task."""

    class Work:
        partnership = factories.partnership()
        partner = factories.partner(partnership, "Kigezi Farmers’ Union")
        grace = factories.representative(partner, factories.person("Grace Tumusiime"))
        ruth = factories.coordinator(partnership, factories.person("Ruth Nansubuga"))
        objective = factories.objective(partnership, "Seedlings that survive")

    Work.milestone = add_milestone(Work)
    return Work


def add_milestone(work):
    row = factories.milestone(
        work.objective,
        lead_partner=work.partner,
        lead_person=work.grace,
        due=today_here() + timedelta(days=20),
        celebrate=True,
        mode="coordinated",
    )
    factories.task(
        work.partnership, owner=work.grace, partner=work.partner, milestone=row, due_on=today_here()
    )
    return row


def own_page(work, name):
    rows = {"plan": work.partnership.slug, "tasks": work.partnership.slug, "milestone": work.milestone.pk}
    rows["task"] = Task.objects.first().pk
    return reverse(name, args=[rows[name]])


@pytest.mark.parametrize("name", ["plan", "tasks", "milestone", "task"])
def test_members_see_it_outsiders_get_404(client, work, name):
    address = own_page(work, name)
    assert client.get(address).status_code == 302
    client.force_login(factories.person())
    assert client.get(address).status_code == 404
    for person in (work.grace, work.ruth, factories.observer(work.partnership)):
        client.force_login(person)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "name", ["plan_settings", "objective_new", "milestone_new", "task_new", "tasks_paste"]
)
def test_only_coordinators_write_the_plan(client, work, name):
    client.force_login(work.grace)
    assert client.get(reverse(name, args=[work.partnership.slug])).status_code == 403
    client.force_login(work.ruth)
    assert client.get(reverse(name, args=[work.partnership.slug])).status_code == 200


def test_an_empty_plan_says_how_to_begin(client):
    of = factories.partnership()
    client.force_login(factories.coordinator(of))
    page = client.get(reverse("plan", args=[of.slug])).content.decode()
    assert "Write the first objective" in page


def test_from_the_first_objective_to_a_milestone(client):
    of = factories.partnership()
    client.force_login(factories.coordinator(of))
    answer = client.post(reverse("objective_new", args=[of.slug]), {"title": HOSTILE})
    objective = of.objectives.get()
    assert answer.url.endswith(f"/milestones/new/?objective={objective.pk}")
    answer = client.post(
        reverse("milestone_new", args=[of.slug]),
        {"objective": objective.pk, "title": HOSTILE, "mode": "joint"},
    )
    page = client.get(answer.url).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_plan_warns_of_what_is_missing(client, work):
    Milestone.objects.update(due=None, lead_person=None, celebrate=False)
    client.force_login(work.ruth)
    page = client.get(own_page(work, "plan")).content.decode()
    assert "1 milestone has no date" in page
    assert "1 milestone has no lead organisation or no lead person" in page
    assert "Nothing to celebrate in the next three months" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("show=undated", False),
        ("show=celebrate", True),
        ("mode=joint", False),
        ("mode=coordinated&sort=due", True),
        ("mode=unchosen", False),
        ("q=kigezi", True),
        ("q=nowhere", False),
        ("lead=999999", False),
        ("show=%00&mode=nonsense&lead=x&sort=;drop", True),
    ],
)
def test_the_address_says_what_is_shown(client, work, query, shown):
    client.force_login(work.grace)
    page = client.get(f"{own_page(work, 'plan')}?{query}").content.decode()
    assert (work.milestone.title in page) is shown


def test_moving_a_milestone_up(client, work):
    second = add_milestone(work)
    Milestone.objects.filter(pk=second.pk).update(position=1)
    client.force_login(work.ruth)
    client.post(reverse("milestone_position", args=[second.pk]), {"to": "up"})
    assert list(Milestone.objects.values_list("pk", flat=True)) == [second.pk, work.milestone.pk]


def test_nothing_waits_for_itself(client, work):
    second = add_milestone(work)
    work.milestone.depends_on.add(second)
    client.force_login(work.ruth)
    form = {"objective": work.objective.pk, "title": "x", "mode": "joint", "revision": 0}
    page = client.post(reverse("milestone_edit", args=[second.pk]), form | {"depends_on": work.milestone.pk})
    assert "waits for this milestone already" in page.content.decode()


def test_another_lead_accepts_anew(client, work):
    client.force_login(work.grace)
    client.post(reverse("milestone_lead", args=[work.milestone.pk]))
    work.milestone.refresh_from_db()
    assert work.milestone.lead_accepted_at
    client.force_login(work.ruth)
    form = {"objective": work.objective.pk, "title": "x", "mode": "joint", "revision": 0}
    form |= {"lead_person": work.ruth.pk, "lead_partner": work.partner.pk}
    assert client.post(reverse("milestone_edit", args=[work.milestone.pk]), form).status_code == 302
    work.milestone.refresh_from_db()
    assert work.milestone.lead_accepted_at is None


def test_only_the_lead_and_coordinators_change_its_state(client, work):
    address = reverse("milestone_state", args=[work.milestone.pk])
    client.force_login(factories.representative(work.partner))
    assert client.post(address, {"state": "reached"}).status_code == 403
    client.force_login(work.grace)
    assert client.post(address, {"state": "at_risk"}).status_code == 422
    assert client.post(address, {"state": "at_risk", "words": "No rain"}).status_code == 302
    work.milestone.refresh_from_db()
    assert work.milestone.state == "at_risk"
    assert work.milestone.changes.first().words == "No rain"


def test_asking_the_lead_by_mail_and_the_answer(client, work):
    client.force_login(work.ruth)
    address = reverse("milestone_lead_request", args=[work.milestone.pk])
    client.post(address)
    client.post(address)
    mail = Message.objects.get(recipient=work.grace)
    assert "Will you lead this" in mail.subject
    assert Confirmation.objects.get().answer == ""
    client.force_login(work.grace)
    assert client.post(address).status_code == 403
    client.post(reverse("milestone_lead", args=[work.milestone.pk]))
    work.milestone.refresh_from_db()
    assert work.milestone.lead_accepted_at
    assert Confirmation.objects.get().answer == "yes"


def test_what_a_coordinator_was_told_settles_the_question_and_is_printed_so(client, work):
    client.force_login(work.ruth)
    client.post(reverse("milestone_lead_request", args=[work.milestone.pk]))
    client.post(reverse("milestone_lead", args=[work.milestone.pk]))
    asked = Confirmation.objects.get()
    assert (asked.person, asked.answer, asked.answered_via) == (work.grace, "yes", "recorded")
    change = work.milestone.changes.first()
    assert (change.what, change.by, change.via) == ("lead_accepted", work.ruth, "recorded")
    assert client.get(own_page(work, "milestone")).text.count("recorded by the coordinator") == 2


def test_another_lead_takes_back_the_question_to_the_first(client, work):
    client.force_login(work.ruth)
    client.post(reverse("milestone_lead_request", args=[work.milestone.pk]))
    token = link_tokens.token(link_for(work.grace, work.partnership, "test").pk)
    page = client.get(reverse("milestone_edit", args=[work.milestone.pk]))
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"lead_person": work.ruth.pk}
    data = {name: value for name, value in typed.items() if value not in (None, [])}
    saved = client.post(reverse("milestone_edit", args=[work.milestone.pk]), data)
    assert saved.status_code == 302, saved.context["form"].errors
    work.milestone.refresh_from_db()
    assert work.milestone.lead_person == work.ruth
    assert not Confirmation.objects.exists()
    late = client.post(f"/l/{token}/milestones/{work.milestone.pk}/lead/", {"answer": "decline"})
    assert late.status_code == 303
    work.milestone.refresh_from_db()
    assert work.milestone.lead_person == work.ruth


def test_giving_a_lead_back_twice_is_said(client, work):
    client.force_login(work.ruth)
    client.post(reverse("milestone_lead_request", args=[work.milestone.pk]))
    token = link_tokens.token(link_for(work.grace, work.partnership, "test").pk)
    address = f"/l/{token}/milestones/{work.milestone.pk}/lead/"
    client.post(address, {"answer": "decline"})
    again = client.post(address, {"answer": "accept"}, follow=True)
    assert "is settled already" in again.text
    assert Confirmation.objects.get().answer == "no"


def test_a_version_of_the_plan_is_frozen_and_becomes_a_pdf(client, work):
    client.force_login(work.grace)
    address = reverse("plan_versions", args=[work.partnership.slug])
    assert client.post(address).status_code == 403
    client.force_login(work.ruth)
    assert client.post(address, {"reason": "First agreed"}).status_code == 302
    version = Version.objects.get()
    assert version.data["objectives"][0]["milestones"][0]["title"] == work.milestone.title
    assert work.milestone.title in version.html
    work.milestone.delete()
    assert pdf.render(version_page(version)).startswith(b"%PDF")
