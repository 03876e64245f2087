"""A partnership that is closed: only read, out of the lists, and as it was once it is open again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from meetings import clock
from meetings.models import Attendance
from partnerships import removing
from partnerships.closing import closing
from partnerships.correspondence import held_questions, waiting_mail
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import send
from partnerships.merges.merging import CannotMerge, CannotUndo
from partnerships.models import Contribution, Partnership, Removal
from partnerships.people.merging import merge_people, undo
from tests import factories
from workplans import reminders
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def close(client, words=""):
    return client.post(reverse("partnership_closing", args=["coffee"]), {"words": words}, follow=True)


def open_again(client):
    return client.post(reverse("partnership_opening", args=["coffee"]), follow=True)


def test_its_pages_say_since_when_and_by_whom_and_offer_to_open_it(as_ruth, coffee):
    text = close(as_ruth, "The programme has ended").text
    assert "Closed since" in text
    assert "by Ruth Nansubuga" in text
    assert "The programme has ended" in text
    assert reverse("partnership_opening", args=["coffee"]) in text
    assert reverse("partnership_edit", args=["coffee"]) not in text


def test_it_is_in_the_list_of_closed_ones_and_in_no_other(as_ruth, hung, coffee, peter, client):
    client.force_login(peter)
    assert "Coffee Platform" in client.get(reverse("my_work")).text
    closing.close(coffee, by=coffee.roles.get(kind="coordinator").person)
    assert "Coffee Platform" not in client.get(reverse("my_work")).text
    listed = client.get(reverse("partnerships"))
    assert (list(listed.context["partnerships"]), list(listed.context["closed"])) == ([], [coffee])
    assert reverse("partnership_opening", args=["coffee"]) not in listed.text


def test_a_coordinator_needs_nothing_there(as_ruth, hung, coffee, ruth):
    Task.objects.filter(partnership=coffee).update(due_on="2020-01-01", wanted_due_on="2027-01-01")
    assert "Coffee Platform" in as_ruth.get(reverse("my_work")).text
    close(as_ruth)
    assert "Coffee Platform" not in as_ruth.get(reverse("my_work")).text
    assert list(as_ruth.get(coffee.get_absolute_url()).context["needs"]) == []


def test_what_is_posted_changes_nothing_and_the_answer_says_why(as_ruth, hung, coffee):
    close(as_ruth)
    address = reverse("task_edit", args=[hung["task_edit"].pk])
    before = Task.objects.values().get(pk=hung["task_edit"].pk)
    for answer in (as_ruth.get(address), as_ruth.post(address, {"title": "Another"})):
        assert answer.status_code == 409
        assert "This partnership is closed" in answer.text
        assert reverse("partnership_opening", args=["coffee"]) in answer.text
    assert Task.objects.values().get(pk=hung["task_edit"].pk) == before


def test_a_piece_of_a_page_leads_to_the_page_that_says_so(as_ruth, hung, coffee):
    close(as_ruth)
    answer = as_ruth.post(reverse("task_edit", args=[hung["task_edit"].pk]), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == coffee.get_absolute_url()


def test_who_owns_a_task_reads_it_and_is_offered_no_answer(client, hung, coffee, peter, ruth):
    task = hung["task_edit"]
    client.force_login(peter)
    assert reverse("task_completion", args=[task.pk]) in client.get(task.get_absolute_url()).text
    closing.close(coffee, by=ruth)
    page = client.get(task.get_absolute_url())
    assert page.status_code == 200
    assert reverse("task_completion", args=[task.pk]) not in page.text
    assert client.post(reverse("task_completion", args=[task.pk])).status_code == 409
    assert client.post(reverse("partnership_opening", args=["coffee"])).status_code == 403


def test_who_leads_a_milestone_reads_it_and_is_offered_no_step(client, hung, coffee, peter, ruth):
    milestone = hung["milestone_edit"]
    client.force_login(peter)
    names = ("milestone_state", "milestone_lead")
    addresses = [
        *(reverse(name, args=[milestone.pk]) for name in names),
        f"/milestones/{milestone.pk}/smart/",
    ]
    page = client.get(milestone.get_absolute_url()).text
    assert all(address in page for address in addresses)
    closing.close(coffee, by=ruth)
    page = client.get(milestone.get_absolute_url())
    assert page.status_code == 200
    assert not any(address in page.text for address in addresses)
    answer = client.get(reverse("smart_answer", args=[milestone.pk, "R"]))
    assert (answer.status_code, "This partnership is closed" in answer.text) == (409, True)


def test_who_is_invited_is_offered_no_answer(client, hung, coffee, peter, ruth):
    meeting = hung["meeting_edit"]
    Attendance.objects.create(partnership=coffee, meeting=meeting, person=peter, asked_at=timezone.now())
    client.force_login(peter)
    assert reverse("meeting_answer", args=[meeting.pk]) in client.get(meeting.get_absolute_url()).text
    closing.close(coffee, by=ruth)
    assert reverse("meeting_answer", args=[meeting.pk]) not in client.get(meeting.get_absolute_url()).text


def test_what_lies_in_its_bin_is_read_and_not_brought_back(as_ruth, hung, coffee, ruth):
    removal = removing.remove(hung["backup"], by=ruth, page="/")
    back, page = reverse("removal_return", args=[removal.pk]), reverse("bin", args=["coffee"])
    assert back in as_ruth.get(page).text
    close(as_ruth)
    assert removal.name in as_ruth.get(page).text
    assert back not in as_ruth.get(page).text


def test_whose_only_partnership_is_closed_does_not_read_that_there_is_none_yet(client, coffee, peter, ruth):
    closing.close(coffee, by=ruth)
    client.force_login(peter)
    assert "No partnership yet" not in client.get(reverse("partnerships")).text


@pytest.mark.parametrize(
    "name", ["history", "bin", "correspondence", "contact_workbook", "plan", "agreement", "impact"]
)
def test_what_is_read_stays_readable(as_ruth, hung, coffee, name):
    close(as_ruth)
    assert as_ruth.get(reverse(name, args=["coffee"])).status_code == 200


def test_leadership_reads_reports_and_is_offered_no_new_one(client, coffee, ruth):
    client.force_login(factories.leader(coffee))
    new = reverse("report_new", args=["coffee"])
    assert new in client.get(reverse("impact", args=["coffee"])).text
    closing.close(coffee, by=ruth)
    page = client.get(reverse("impact", args=["coffee"]))
    assert (page.status_code, new in page.text) == (200, False)
    assert client.get(new).status_code == 409


def test_the_history_says_who_closed_it_and_who_opened_it(as_ruth, coffee):
    close(as_ruth, "The programme has ended")
    open_again(as_ruth)
    text = as_ruth.get(reverse("history", args=["coffee"])).text
    assert "The programme has ended" in text
    assert text.lower().count("closed by") >= 2


def test_its_history_leads_to_pages_and_not_to_forms(as_ruth, coffee, union, hung):
    form, page = reverse("body_edit", args=[hung["body_edit"].pk]), union.get_absolute_url()
    history = reverse("history", args=["coffee"])
    text = "".join(
        as_ruth.get(f"{history}?row={row}").text
        for row in (f"body-{hung['body_edit'].pk}", f"partner-{union.pk}")
    )
    assert (form in text, page in text) == (True, True)
    close(as_ruth)
    text = "".join(
        as_ruth.get(f"{history}?row={row}").text
        for row in (f"body-{hung['body_edit'].pk}", f"partner-{union.pk}")
    )
    assert (form in text, page in text) == (False, True)


def test_nothing_is_sent_and_what_waited_goes_once_it_is_open(
    as_ruth, hung, coffee, peter, released, on_a_working_day
):
    moment = timezone.now()
    Task.objects.filter(owner=peter).update(next_reminder_at=moment, due_on=today_of(coffee))
    question = Confirmation.objects.create(
        partnership=coffee,
        person=peter,
        kind="milestone_lead",
        subject_id=hung["milestone_edit"].pk,
        question="Do you lead it?",
        held_at=moment,
        next_try_at=moment,
    )
    waiting = send(factories.news(peter, coffee, "before"))
    assert waiting in Message.objects.due()
    assert waiting_mail.forthcoming(coffee) != []
    close(as_ruth)
    coffee.refresh_from_db()
    assert waiting not in Message.objects.due()
    assert waiting not in waiting_mail.waiting_messages(coffee)
    assert waiting_mail.forthcoming(coffee) == []
    assert (reminders.send_due(), held_questions.send_due()) == (0, 0)
    assert send(factories.news(peter, coffee, "after")) is None
    question.refresh_from_db()
    assert question.next_try_at == moment
    open_again(as_ruth)
    assert waiting in Message.objects.due()
    assert reminders.send_due() == 1


def test_a_mailed_link_has_words_instead_of_questions(client, hung, coffee, peter, ruth):
    token = link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)
    address = reverse("link", args=[token])
    task = hung["task_edit"]
    assert task.title in client.get(address).text
    closing.close(coffee, by=ruth)
    page = client.get(address)
    assert page.status_code == 200
    assert "Coffee Platform is closed" in page.text
    assert task.title not in page.text
    before = Task.objects.values().get(pk=task.pk)
    answered = client.post(reverse("link_task_answer", args=[token, task.pk]), {"answer": "done"})
    assert answered.status_code == 409
    assert Task.objects.values().get(pk=task.pk) == before


def test_open_again_it_is_as_it_was(as_ruth, coffee):
    before = Partnership.objects.values().get()
    close(as_ruth)
    text = open_again(as_ruth).text
    assert "is open again" in text
    assert "Closed since" not in text
    after = Partnership.objects.values().get()
    assert {name for name in before if before[name] != after[name]} == {"revision"}


def test_two_people_are_not_merged_into_one_while_one_is_part_of_it(coffee, ruth, peter, union):
    anna = factories.representative(union, factories.person("Anna Bakker"))
    by = factories.administrator()
    closing.close(coffee, by=ruth)
    with pytest.raises(CannotMerge, match="Coffee Platform, which is closed"):
        merge_people(anna, peter, by=by)
    closing.open_again(coffee)
    merged = merge_people(anna, peter, by=by)
    closing.close(coffee, by=ruth)
    with pytest.raises(CannotUndo, match="Coffee Platform is closed"):
        undo(merged, by=by)


def test_the_minutes_clock_stands_still(coffee, ruth, released):
    meeting = factories.meeting(coffee)
    late = meeting.starts_at + timedelta(days=30)
    closing.close(coffee, by=ruth)
    assert clock.watch(late) == 0
    closing.open_again(coffee)
    assert clock.watch(late) == 1


def test_which_mails_one_gets_is_chosen_from_the_link_meanwhile(client, coffee, peter, ruth):
    token = link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)
    closing.close(coffee, by=ruth)
    assert client.post(reverse("link_unsubscribe", args=[token])).status_code == 200
    peter.refresh_from_db()
    assert peter.mail_preference == "needed"


def test_the_days_of_the_bin_stand_still_while_it_is_closed(coffee, union, ruth):
    gift = Contribution.objects.create(partnership=coffee, partner=union, description="Nursery")
    removal = removing.remove(gift, by=ruth, page="/")
    Removal.objects.update(at=timezone.now() - timedelta(days=60))
    closing.close(coffee, by=ruth)
    Partnership.objects.update(closed_at=timezone.now() - timedelta(days=40))
    assert removing.forget_old() == 0
    closing.open_again(coffee)
    assert removing.forget_old() == 0
    removal.refresh_from_db()
    assert timezone.now() - removal.at < timedelta(days=21)
    removing.bring_back(removal, by=ruth)
    assert Contribution.objects.get().description == "Nursery"
