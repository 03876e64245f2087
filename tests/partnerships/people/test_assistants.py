"""Whoever assists a representative or director: named, ended, taken back, and gone with whom they assist."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from backbone.accounts.models import Person
from partnerships import assistants, leaving, partners, removing, roles
from partnerships.models import Assistant, Role
from partnerships.people.merging import merge_people, undo
from partnerships.taking_part import left_there, who_left
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
TYPED = {"name": "Joy Amongi", "email": "joy@example.org"}


@pytest.fixture
def joy(peter, coffee):
    """Peter's assistant."""
    return factories.assistant(peter, coffee, "Joy Amongi", email="joy@example.org")


def new_page(coffee, person):
    return f"/partnerships/coffee/contacts/{person.pk}/assistants/new/"


def contact_page(person):
    return f"/partnerships/coffee/contacts/{person.pk}/"


def going(coffee):
    return Assistant.objects.current().filter(partnership=coffee)


def test_a_coordinator_names_one_who_then_stands_among_the_contacts(as_ruth, coffee, peter):
    page = as_ruth.post(new_page(coffee, peter), TYPED, follow=True)
    assert "Joy Amongi assists Peter Mugabo from now on." in page.text
    row = going(coffee).get()
    assert (row.person.email, row.assisted) == ("joy@example.org", peter)
    assert (
        "Assistant of Peter Mugabo" in as_ruth.get("/partnerships/coffee/contacts/?capacity=assistant").text
    )
    assert "Assistant of Peter Mugabo" in as_ruth.get(contact_page(row.person)).text


def test_named_twice_it_is_one(as_ruth, coffee, peter):
    for _ in range(2):
        as_ruth.post(new_page(coffee, peter), TYPED)
    assert (going(coffee).count(), Person.objects.filter(name="Joy Amongi").count()) == (1, 1)


def test_nobody_is_their_own(as_ruth, coffee, peter):
    page = as_ruth.post(new_page(coffee, peter), {"name": peter.name, "email": peter.email})
    assert (page.status_code, going(coffee).count()) == (422, 0)
    assert "Nobody is an assistant of their own." in page.text
    with pytest.raises(IntegrityError, match="assistant_of_another"), transaction.atomic():
        Assistant.objects.create(partnership=coffee, person=peter, assisted=peter)


def test_an_address_of_somebody_else_is_asked_about(as_ruth, coffee, peter):
    """A shared mailbox: nobody is recorded who was not typed."""
    page = as_ruth.post(new_page(coffee, peter), {"name": "Joy Amongi", "email": peter.email})
    assert (page.status_code, going(coffee).count()) == (422, 0)
    as_ruth.post(new_page(coffee, peter), {"name": "Joy Amongi", "email": peter.email, "whose": "another"})
    joy = going(coffee).get().person
    assert (joy.name, joy.email, joy.contact_email) == ("Joy Amongi", None, peter.email)


def test_they_open_no_page_of_the_partnership(as_, coffee, joy):
    answers = [
        as_(joy.person).get(f"/partnerships/coffee/{page}").status_code for page in ("", "plan/", "contacts/")
    ]
    assert answers == [404, 404, 404]


def test_ended_and_taken_back_where_it_stood(as_ruth, coffee, peter, joy):
    page = as_ruth.post(f"/assistants/{joy.pk}/end/", follow=True)
    assert who_left([(joy.person, coffee)]) == {(joy.person_id, coffee.pk)}
    assert f"/assistants/{joy.pk}/return/" in page.text
    as_ruth.post(f"/assistants/{joy.pk}/return/")
    assert (who_left([(joy.person, coffee)]), going(coffee).get()) == (set(), joy)


def test_named_again_the_undo_changes_nothing(as_ruth, coffee, peter, joy):
    as_ruth.post(f"/assistants/{joy.pk}/end/")
    as_ruth.post(new_page(coffee, peter), TYPED)
    assert "Nothing was changed" in as_ruth.post(f"/assistants/{joy.pk}/return/", follow=True).text
    assert going(coffee).count() == 1


def seat(person):
    return person.represents.get()


def test_they_leave_with_whom_they_assist_and_come_back_with_them(coffee, peter, joy):
    leaving.end(seat(peter), to=None, agreed=False, by=peter)
    assert (joy.person_id, coffee.pk) in left_there([coffee.pk])
    leaving.take_back(seat(peter))
    assert going(coffee).get() == joy


def test_a_partner_that_withdraws_takes_them_along(coffee, union, peter, joy):
    partners.withdraw(union, timezone.localdate())
    assert not going(coffee).exists()
    partners.take_back_withdrawal(union)
    assert going(coffee).get() == joy


def test_a_partner_in_the_bin_takes_them_along(coffee, union, peter, joy, ruth):
    removal = removing.remove(union, by=ruth, page="/")
    assert not going(coffee).exists()
    removing.bring_back(removal, by=ruth)
    assert going(coffee).get() == joy


def test_as_long_as_another_seat_or_role_keeps_them_they_stay(coffee, union, peter, joy, ruth):
    roles.grant(peter, Role.Kind.LEADER, coffee, by=ruth)
    leaving.end(seat(peter), to=None, agreed=False, by=ruth)
    assert going(coffee).get() == joy
    role = peter.roles.get()
    role.until = timezone.now()
    role.save()
    assert not going(coffee).exists()


def test_whom_they_assist_leaves_on_a_later_day_and_they_then(coffee, peter, joy):
    row, day = seat(peter), timezone.now() + timedelta(days=30)
    row.until = day
    row.save()
    joy.refresh_from_db()
    assert (joy.until, going(coffee).exists()) == (day, True)


def test_what_a_coordinator_ended_does_not_come_back_with_a_seat(coffee, peter, joy):
    assistants.end(joy)
    leaving.end(seat(peter), to=None, agreed=False, by=peter)
    leaving.take_back(seat(peter))
    assert not going(coffee).exists()


def test_an_assistant_who_turns_out_to_be_whom_they_assist_can_be_merged(coffee, peter, joy, ruth):
    """The row between the two says nothing any more; taken back, it is there again."""
    merged = merge_people(joy.person, peter, by=factories.administrator())
    assert not going(coffee).exists()
    undo(merged, by=factories.administrator())
    assert going(coffee).get() == joy


def test_two_who_assist_the_same_person_and_are_one(coffee, peter, joy):
    other = factories.assistant(peter, coffee, "Joy A.")
    merged = merge_people(other.person, joy.person, by=factories.administrator())
    assert going(coffee).get() == joy
    undo(merged, by=factories.administrator())
    assert going(coffee).count() == 2
