"""What partners tell a coordinator: noted for them, with the way, the day and who noted it."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.time import dates
from backbone.time.days import today_of
from meetings.invitations import rounds
from meetings.models import Attendance
from partnerships.correspondence.models import Confirmation
from tests import factories
from workplans import leads
from workplans.models import Milestone, Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PAGE = "/partnerships/coffee/calls/"


@pytest.fixture
def ada(union):
    """Somebody without an address, as some partners are."""
    return factories.representative(union, factories.person("Ada Okello", None, phone="+256 772 000 001"))


@pytest.fixture
def tell(as_, ruth, coffee, ada):
    """Post what Ada said."""

    def post(kind, key, answer, **data):
        data = {"way": "phone", "on": today_of(coffee).isoformat(), "words": "", **data}
        row = {"person": ada.pk, "kind": kind, "key": key, "answer": answer, **data}
        return as_(ruth).post(f"{PAGE}answer/", row, follow=True).text

    return post


def noted(coffee, way="by phone"):
    """As the coordinator reads it, in whose year the day needs none."""
    with timezone.override(coffee.zone):
        return f"{way}, noted by Ruth Nansubuga, {dates.short(today_of(coffee))}"


@pytest.fixture
def task(coffee, union, ada):
    return factories.task(coffee, "Send the list", owner=ada, partner=union, proposed=True)


def test_the_list_has_the_number_and_all_that_is_open_with_a_person(as_, ruth, coffee, ada, task):
    late = factories.task(coffee, "Late thing", owner=ada, due_on=today_of(coffee) - timedelta(days=3))
    far = factories.task(coffee, "Far away", owner=ada, due_on=today_of(coffee) + timedelta(days=60))
    factories.milestone(factories.objective(coffee), "Roof is on", lead_person=ada)
    text = as_(ruth).get(PAGE).text
    for said in (
        "+256 772 000 001",
        "Send the list",
        late.title,
        "Lead of “M1 Roof is on”",
        "Takes it on",
        "It is done",
    ):
        assert said in text
    assert far.title not in text


def test_a_yes_on_the_phone_is_the_owner_s_and_says_so(tell, as_, ruth, coffee, task):
    tell("task", task.pk, "yes", words="Gladly")
    task.refresh_from_db()
    assert (task.state, task.changes.first().by) == ("open", ruth)
    page = as_(ruth).get(task.get_absolute_url()).text
    assert noted(coffee) in page
    assert "Gladly" in page


def test_done_needs_no_evidence(tell, coffee, task):
    Task.objects.filter(pk=task.pk).update(state="open", due_on=today_of(coffee))
    tell("task", task.pk, "done", way="paper")
    task.refresh_from_db()
    assert (task.state, task.evidence) == ("done", "")


def test_no_on_the_phone_declines(tell, task):
    tell("task", task.pk, "no", words="Too busy")
    task.refresh_from_db()
    assert (task.state, task.changes.first().words) == ("declined", "Too busy")


def test_a_lead_is_accepted_in_a_chat(tell, as_, ruth, coffee, ada, union):
    milestone = factories.milestone(factories.objective(coffee), lead_partner=union, lead_person=ada)
    tell("lead", milestone.pk, "yes", way="chat")
    milestone = Milestone.objects.get(pk=milestone.pk)
    assert milestone.is_lead_accepted
    assert leads.was_recorded(list(milestone.changes.all()))
    assert noted(coffee, "in a chat") in as_(ruth).get(milestone.get_absolute_url()).text


def test_who_comes_is_noted_and_stands_beside_the_answer(tell, as_, ruth, coffee, ada, union):
    meeting = factories.meeting(coffee, starts_at=timezone.now() + timedelta(days=5))
    factories.attendance(meeting, ada, partner=union)
    Attendance.objects.filter(meeting=meeting).update(asked_at=timezone.now())
    assert "Comes to" in as_(ruth).get(PAGE).text
    tell("attendance", meeting.pk, "coming")
    assert Attendance.objects.get(meeting=meeting, person=ada).expected == "coming"
    confirmation = Confirmation.objects.get(kind="meeting", person=ada)
    assert (confirmation.answered_via, confirmation.noted_by, confirmation.told_on) == (
        "phone",
        ruth,
        today_of(coffee),
    )
    with timezone.override(coffee.zone):
        invitee = next(one for one in rounds.recipients_of(meeting) if one.person == ada)
        assert invitee.answer == f"Coming, {noted(coffee)}"


def test_a_reader_with_another_clock_is_told_whose_time_it_is(as_, ruth, coffee, ada):
    meeting = factories.meeting(
        coffee, starts_at=timezone.now() + timedelta(days=5), timezone="Africa/Kampala"
    )
    factories.attendance(meeting, ada, asked_at=timezone.now())
    pages = (PAGE, "/partnerships/coffee/meetings/", "/partnerships/coffee/")
    Person.objects.filter(pk=ruth.pk).update(timezone="Africa/Nairobi")
    assert [page for page in pages if "(Africa/" in as_(ruth).get(page).text] == []
    Person.objects.filter(pk=ruth.pk).update(timezone="Asia/Tokyo")
    found = [re.findall(r"\d\d:\d\d \((.+?); for you", as_(ruth).get(page).text) for page in pages]
    assert found == [["Africa/Kampala"]] * len(pages)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": (date.today() + timedelta(days=3)).isoformat()}, "This day is in the future."),
        ({"on": "1900-01-01"}, "This day is more than a year ago."),
        ({"way": "pigeon"}, "Select a valid choice"),
        ({"key": "999999"}, "Nothing was changed"),
        ({"key": "9" * 18}, "Nothing was changed"),
        ({"key": "1; DROP"}, "Nothing was changed"),
        ({"answer": "perhaps"}, "Nothing was changed"),
        ({"kind": "dinner"}, "Nothing was changed"),
        ({"person": 0}, ""),
    ],
)
def test_what_can_not_be_noted_changes_nothing(tell, task, change, said):
    data = {"kind": "task", "key": task.pk, "answer": "yes", **change}
    assert said in tell(data.pop("kind"), data.pop("key"), data.pop("answer"), **data)
    task.refresh_from_db()
    assert task.state == "proposed"


def test_what_was_typed_stands_beside_the_question_when_it_is_refused(tell, task):
    page = tell("task", task.pk, "yes", on="", way="chat", words="She said: gladly")
    assert re.search(r'<details class="one-line" open>', page)
    assert 'value="She said: gladly"' in page
    assert re.search(r'<option value="chat"\s+selected', page)
    assert "What was said: " not in page


def test_what_was_typed_is_not_lost_when_the_question_is_not_open_any_more(tell, task):
    tell("task", task.pk, "yes")
    assert "What was said: She said: gladly" in tell("task", task.pk, "yes", words="She said: gladly")


def test_an_answer_is_noted_once(tell, task):
    tell("task", task.pk, "yes")
    assert "this is not open any more" in tell("task", task.pk, "yes")
    assert task.changes.filter(what="accepted").count() == 1


def test_a_task_of_another_partnership_is_not_to_be_answered_here(tell, ada):
    theirs = factories.task(factories.partnership(), owner=ada, proposed=True)
    tell("task", theirs.pk, "yes")
    theirs.refresh_from_db()
    assert theirs.state == "proposed"


def test_what_is_open_is_a_text_for_a_messenger_in_their_language_and_without_a_link(as_, ruth, ada, task):
    Person.objects.filter(pk=ada.pk).update(language="nl", salutation="mevrouw Okello")
    address = f"{PAGE}{ada.pk}/message/"
    assert address in as_(ruth).get(PAGE).text
    page = as_(ruth).get(address)
    text = page.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "Hallo mevrouw Okello," in text
    assert "– Send the list (geen datum)" in text
    assert "/l/" not in page.text
    assert "http" not in text


def test_no_text_is_made_for_somebody_from_elsewhere(as_, ruth, ada):
    elsewhere = factories.representative(factories.partner(factories.partnership()), factories.person("Else"))
    assert as_(ruth).get(f"{PAGE}{elsewhere.pk}/message/").status_code == 404
