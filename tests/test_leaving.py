"""Who leaves has left, at that moment and everywhere; what hung on them is moved or shown, and comes back with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships import partners
from partnerships.correspondence.calling.told import Told
from partnerships.correspondence.models import AccessLink, Confirmation
from partnerships.models import Body, Representative
from partnerships.packs import taking_over
from tests import factories
from tests.factories import link_for
from tests.filled_in import fields
from tests.partnerships.hung_on import end, hang_on, seat_of
from workplans.models import Milestone, Task

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


@pytest.fixture
def peter(union):
    return factories.representative(union, factories.person("Peter Mugabo"), capacity="lead")


@pytest.fixture
def anna(coffee):
    return factories.representative(factories.partner(coffee, "Co-op"), factories.person("Anna Bakker"))


@pytest.fixture
def hung(union, peter, ruth):
    return hang_on(peter, union, ruth)


@pytest.fixture
def as_ruth(client, ruth):
    client.force_login(ruth)
    return client


FORMS = ("milestone_edit", "task_edit", "resource", "body_edit", "meeting_edit", "agenda_item")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("how", ["end", "withdraw"])
def test_a_form_saved_unchanged_changes_nothing_after_somebody_left(as_ruth, hung, union, peter, name, how):
    end(as_ruth, peter) if how == "end" else partners.withdraw(union, today_of(union.partnership))
    row = hung[name]
    before = everything(row)
    address = reverse(name, args=[row.pk])
    page = as_ruth.get(address).text
    answer = as_ruth.post(address, fields(page, "what" if name == "resource" else "revision"))
    assert answer.status_code == 302, answer.text
    assert everything(row) == before


def everything(row):
    """The row's columns and its many-to-many rows, without what every save counts."""
    fresh = type(row).objects.get(pk=row.pk)
    columns = {f.name: getattr(fresh, f.attname) for f in fresh._meta.concrete_fields if f.name != "revision"}
    several = {f.name: set(getattr(fresh, f.name).all()) for f in fresh._meta.many_to_many}
    return {**columns, **several}


def test_a_backup_who_left_stays_as_well(as_ruth, hung, peter):
    end(as_ruth, peter)
    address = reverse("task_edit", args=[hung["backup"].pk])
    page = as_ruth.get(address).text
    assert "Peter Mugabo (left on" in page
    as_ruth.post(address, fields(page))
    assert Task.objects.get(pk=hung["backup"].pk).backup == peter


def test_a_form_marks_a_partner_that_withdrew(as_ruth, hung, union):
    partners.withdraw(union, today_of(union.partnership))
    page = as_ruth.get(reverse("milestone_edit", args=[hung["milestone_edit"].pk])).text
    assert "Kigezi Union (withdrew on" in page


def test_what_hangs_on_somebody_is_shown_before_they_leave(as_ruth, hung, peter):
    page = as_ruth.get(reverse("representative_end", args=[seat_of(peter).pk])).text
    for said in (
        hung["task_edit"].title,
        hung["milestone_edit"].title,
        "Committee of Kigezi Union",
        "1 open task",
    ):
        assert said in page
    assert "1 meeting to come, as chair or minute-taker" in page
    assert seat_of(peter).until is None


def test_it_is_handed_over_in_one_step(as_ruth, hung, peter, anna, ruth):
    end(as_ruth, peter, to=ruth.pk)
    task, milestone = (type(hung[name]).objects.get(pk=hung[name].pk) for name in FORMS[1::-1])
    assert (task.owner, milestone.lead_person, milestone.lead_accepted_at) == (ruth, ruth, None)
    assert Body.objects.get().chair == ruth
    assert type(hung["meeting_edit"]).objects.get().chair == ruth
    assert seat_of(peter).until


def test_who_takes_over_is_asked_unless_they_have_said_yes(as_ruth, hung, peter, anna):
    end(as_ruth, peter, to=anna.pk)
    task = Task.objects.get(pk=hung["task_edit"].pk)
    assert (task.state, task.owner, task.partner) == ("proposed", anna, anna.represents.get().partner)
    assert set(Message.objects.filter(recipient=anna).values_list("kind", flat=True)) == {
        "task_proposed",
        "taking_over",
    }
    # She speaks for another organisation than the one that leads: that stays to be settled.
    assert Milestone.objects.get(pk=hung["milestone_edit"].pk).lead_person == peter


def test_what_could_not_be_handed_over_is_said_with_the_way_to_it(as_ruth, hung, peter, anna):
    milestone = Milestone.objects.get(pk=hung["milestone_edit"].pk)
    end(as_ruth, peter, to=anna.pk)
    page = as_ruth.get(anna.represents.get().partner.get_absolute_url()).text
    told = page.partition('id="flash"')[2].partition("<header")[0]
    assert "Could not be handed over, since Anna Bakker does not represent its organisation:" in told
    assert f'<a href="{milestone.get_absolute_url()}">' in told
    page = as_ruth.get(seat_of(peter).partner.get_absolute_url()).text
    assert "What was handed over stays with whom it went to." in page


def test_with_a_yes_nobody_is_asked(as_ruth, hung, peter, anna):
    end(as_ruth, peter, to=anna.pk, agreed="on")
    assert Task.objects.get(pk=hung["task_edit"].pk).state == "open"
    assert not Message.objects.filter(recipient=anna).exists()


def test_what_nobody_took_over_is_a_need(as_ruth, hung, peter):
    end(as_ruth, peter)
    page = as_ruth.get("/partnerships/coffee/").text
    assert page.count("Nobody now") == 2
    assert "Peter Mugabo had it and has left" in page
    assert "Plan a call" not in page


def test_only_what_is_the_partners_is_shown_of_somebody_who_stays_for_another(as_ruth, hung, peter, coffee):
    other = factories.partner(coffee, "Another union")
    factories.representative(other, peter)
    factories.task(coffee, "For the other", owner=peter, partner=other)
    first = Representative.objects.filter(person=peter).earliest("pk")
    page = as_ruth.get(reverse("representative_end", args=[first.pk])).text
    assert hung["task_edit"].title in page
    assert "For the other" not in page


def test_links_end_with_the_part_and_open_again_with_it(client, as_ruth, hung, peter, coffee):
    address = f"/l/{link_tokens.token(link_for(peter, coffee, 'x').pk)}/"
    end(as_ruth, peter)
    client.logout()
    assert client.get(address).status_code == 410
    Representative.objects.update(until=None)
    assert client.get(address).status_code == 200


def test_ending_is_undone_where_it_was_done(as_ruth, hung, peter, union):
    end(as_ruth, peter)
    seat = seat_of(peter)
    page = as_ruth.get(reverse("partner", args=[union.pk])).text
    undo = reverse("representative_return", args=[seat.pk])
    assert undo in page
    as_ruth.post(undo)
    assert (seat_of(peter).until, seat_of(peter).capacity) == (None, "lead")
    assert undo not in as_ruth.get(reverse("partner", args=[union.pk])).text


def test_a_lead_comes_back_as_a_member_when_there_is_another(as_ruth, peter, union):
    end(as_ruth, peter)
    factories.representative(union, capacity="lead")
    as_ruth.post(reverse("representative_return", args=[seat_of(peter).pk]))
    assert Representative.objects.get(person=peter, until=None).capacity == "member"


def test_who_left_is_neither_invited_nor_sent_minutes(as_ruth, hung, peter, coffee, union):
    meeting = hung["meeting_edit"]
    factories.attendance(meeting, peter, partner=union)
    closed = factories.meeting(coffee, state="closed", starts_at=timezone.now() - timedelta(days=1))
    factories.attendance(closed, peter, "present", union)
    pages = [reverse("meeting_invitation", args=[meeting.pk]), reverse("meeting_issue", args=[closed.pk])]
    assert all(f'value="{peter.pk}"' in as_ruth.get(page).text for page in pages)
    end(as_ruth, peter)
    assert not any(f'value="{peter.pk}"' in as_ruth.get(page).text for page in pages)


def test_a_partner_without_a_lead_is_noticed(as_ruth, peter, union, coffee):
    other = factories.partner(coffee, "Never had one")
    assert "its lead has left" not in as_ruth.get("/partnerships/coffee/").text
    end(as_ruth, peter)
    page = as_ruth.get("/partnerships/coffee/").text
    assert page.count("its lead has left") == 1
    assert reverse("representative_new", args=[union.pk]) in page
    assert reverse("representative_new", args=[other.pk]) not in page
    factories.representative(union, capacity="lead")
    assert "its lead has left" not in as_ruth.get("/partnerships/coffee/").text


@pytest.fixture
def in_union(union):
    return factories.representative(union, factories.person("Jolanda Smit"))


def link_of(person):
    link = AccessLink.objects.filter(person=person, purpose="taking_over").latest("pk")
    return f"/l/{link_tokens.token(link.pk)}/"


def held(peter, union):
    """Everything that a person has to say yes to: a chair, the minutes, a seat, a meeting."""
    body = Body.objects.get()
    Body.objects.update(secretary=peter)
    body.seats.update(person=peter)
    return body


def test_a_chair_a_seat_and_a_meeting_stay_until_they_are_accepted(
    as_ruth, client, hung, union, peter, in_union
):
    body = held(peter, union)
    answer = as_ruth.post(
        reverse("representative_end", args=[seat_of(peter).pk]), {"to": in_union.pk}, follow=True
    )
    assert "Jolanda Smit is asked to take over 6 things." in answer.text
    body.refresh_from_db()
    seat = body.seats.get()
    assert (body.chair, body.secretary, seat.person) == (peter, peter, peter)
    mail = Message.objects.get(recipient=in_union, kind="taking_over")
    assert "Will you chair “Committee of Kigezi Union”?" in mail.text
    assert Message.objects.filter(recipient=in_union, kind="task_lead").count() == 1
    needs = as_ruth.get("/partnerships/coffee/").text
    assert needs.count("Jolanda Smit was asked on") == 4
    page = client.get(link_of(in_union)).text
    assert page.count("Peter Mugabo had it and has left.") == 4
    for question in Confirmation.objects.filter(kind__startswith="taking_over:"):
        said = "no" if question.kind.endswith("secretaries") else "yes"
        client.post(f"{link_of(in_union)}taking-over/{question.pk}/", {"answer": said})
    body.refresh_from_db()
    seat.refresh_from_db()
    assert (body.chair, body.secretary, seat.person) == (in_union, peter, in_union)
    assert type(hung["meeting_edit"]).objects.get().chair == in_union
    needs = as_ruth.get("/partnerships/coffee/").text
    assert "declined by Jolanda Smit" in needs
    assert "was asked on" not in needs


def test_what_somebody_else_has_by_now_is_asked_no_more(as_ruth, client, hung, union, peter, in_union, ruth):
    end(as_ruth, peter, to=in_union.pk)
    question = Confirmation.objects.get(kind="taking_over:chairs")
    Body.objects.update(chair=ruth)
    assert "Will you chair" not in client.get(link_of(in_union)).text
    page = client.post(f"{link_of(in_union)}taking-over/{question.pk}/", {"answer": "yes"}, follow=True).text
    assert "somebody else has it by now" in page
    assert Body.objects.get().chair == ruth


def test_who_is_back_keeps_what_another_was_asked_to_take(as_ruth, client, hung, union, peter, in_union):
    end(as_ruth, peter, to=in_union.pk)
    as_ruth.post(reverse("representative_return", args=[seat_of(peter).pk]))
    question = Confirmation.objects.get(kind="taking_over:chairs")
    client.post(f"{link_of(in_union)}taking-over/{question.pk}/", {"answer": "yes"})
    assert Body.objects.get().chair == peter


def test_a_yes_can_be_noted_for_who_was_asked(as_ruth, hung, union, peter, in_union):
    end(as_ruth, peter, to=in_union.pk)
    page = as_ruth.get(reverse("calls", args=["coffee"]), {"person": in_union.pk}).text
    assert "Will you chair “Committee of Kigezi Union”?" in page
    question = Confirmation.objects.get(kind="taking_over:chairs")
    told = Told("phone", today_of(union.partnership), seat_of(peter).person, "Gladly.")
    taking_over.ASKS.record(union.partnership, in_union.pk, str(question.pk), "yes", told)
    assert Body.objects.get().chair == in_union
