"""Who was there: nobody until it is recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.accounts.models import Person
from meetings import attendance
from meetings.bodies.turnout import turnout
from meetings.invitations.invitees import invitees
from meetings.models import Attendance
from meetings.views.attendance import PER_PAGE
from tests import factories

pytestmark = pytest.mark.fast


def test_one_person_is_recorded_at_a_time(coffee, ruth):
    row = coffee.rows["mwesigwa"]
    ruth.post(f"/attendance/{row.pk}/", {"state": "partly", "item": coffee.second.pk})
    row.refresh_from_db()
    assert (row.state, row.from_item) == ("partly", coffee.second)
    ruth.post(f"/attendance/{row.pk}/", {"state": ""})
    row.refresh_from_db()
    assert (row.state, row.from_item) == ("", None)


def test_a_state_that_is_none_is_refused(coffee, ruth):
    assert ruth.post(f"/attendance/{coffee.rows['anna'].pk}/", {"state": "asleep"}).status_code == 400


def test_everybody_is_recorded_on_one_page(coffee, ruth):
    data = {f"state-{row.pk}": "present" for row in coffee.rows.values()}
    assert ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/", data).status_code == 302
    assert set(coffee.meeting.attendance.values_list("state", flat=True)) == {"present"}


def test_the_rest_is_recorded_at_once_and_those_recorded_stay(coffee, ruth):
    ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/rest/", {"state": "absent"})
    states = dict(coffee.meeting.attendance.values_list("person__name", "state"))
    assert states == {"Anna Kyomuhendo": "present", "Peter Okello": "apologies", "Peter Mwesigwa": "absent"}


def test_somebody_new_in_the_room_is_put_on_the_list(coffee, ruth):
    data = {"name": "Zoë 🌱 <b>", "email": "ZOE@example.org", "partner": coffee.coop.pk, "state": "present"}
    ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/person/", data)
    row = Attendance.objects.get(person__email="zoe@example.org")
    assert (row.state, row.partner, row.person.name) == ("present", coffee.coop, "Zoë 🌱 <b>")
    assert "🌱 &lt;b&gt;" in ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/").text


@pytest.mark.parametrize("address", ["attendance/", "attendance/person/"])
def test_what_was_chosen_for_others_is_kept_with_who_is_put_on_the_list(coffee, ruth, address):
    rows = coffee.rows.values()
    data = {f"state-{row.pk}": "absent" for row in rows}
    ruth.post(f"/meetings/{coffee.meeting.pk}/{address}", {"name": "Zoë", "state": "present", **data})
    states = dict(coffee.meeting.attendance.values_list("person__name", "state"))
    assert states == {"Zoë": "present", **{row.person.name: "absent" for row in rows}}


def test_what_was_chosen_is_kept_when_nobody_could_be_put_on_the_list_or_who_is_missing_is(coffee, ruth):
    row = coffee.rows["anna"]
    for address, data, chosen in (
        ("person/", {"email": "no address", "state": "present"}, "absent"),
        ("prefill/", {"state": "present"}, "observer"),
    ):
        data = {f"state-{row.pk}": chosen, **data}
        page = ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/{address}?page=1", data, follow=True)
        assert "Save attendance" in page.text
        row.refresh_from_db()
        assert row.state == chosen


def test_without_a_name_attendance_is_saved_alone(coffee, ruth):
    row = coffee.rows["anna"]
    data = {f"state-{row.pk}": "absent", "name": "", "email": "", "state": "present"}
    before = coffee.meeting.attendance.count()
    assert (
        "Attendance saved." in ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/", data, follow=True).text
    )
    assert coffee.meeting.attendance.count() == before


def test_somebody_known_by_address_is_not_made_twice(coffee, ruth):
    known = factories.person("Known Already", "known@example.org")
    data = {"name": "K. Already", "email": "known@example.org", "state": "observer"}
    ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/person/", data)
    ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/person/", data)
    assert coffee.meeting.attendance.get(person=known).state == "observer"
    assert Person.objects.filter(email="known@example.org").count() == 1


def test_of_an_address_under_another_name_it_is_asked_who_is_meant(coffee, ruth):
    """Carla was typed; nobody else is recorded for her."""
    anna = factories.person("Anna Bakker", "info@school.example")
    data = {"name": "Carla Dijk", "email": "info@school.example", "state": "present"}
    url = f"/meetings/{coffee.meeting.pk}/attendance/person/"
    page = ruth.post(url, data)
    assert page.status_code == 422
    assert "This is the address of Anna Bakker" in page.text
    assert 'value="Carla Dijk"' in page.text
    assert coffee.meeting.attendance.count() == 3
    for _ in range(2):
        ruth.post(url, {**data, "whose": "another"})
    carla = coffee.meeting.attendance.get(person__name="Carla Dijk").person
    assert (carla.email, carla.contact_email) == (None, "info@school.example")
    assert not coffee.meeting.attendance.filter(person=anna).exists()


def test_the_same_person_under_another_name_is_recorded_as_who_they_are(coffee, ruth):
    anna = factories.person("Anna Bakker", "info@school.example")
    data = {"name": "Mrs Dijk", "email": "info@school.example", "state": "present", "whose": "same"}
    ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/person/", data)
    assert coffee.meeting.attendance.get(person=anna).state == "present"
    assert not Person.objects.filter(name="Mrs Dijk").exists()


def test_a_minute_taker_does_not_learn_who_has_an_address_elsewhere(coffee, browser_of):
    factories.person("Secret Director", "director@elsewhere.example.org")
    coffee.meeting.minute_taker = coffee.anna
    coffee.meeting.save()
    anna = browser_of(coffee.anna)
    data = {"name": "Guest", "email": "Director@elsewhere.example.org", "state": "present"}
    address = f"/meetings/{coffee.meeting.pk}/attendance/person/"
    pages = [anna.post(address, data, follow=True), anna.post(address, data, follow=True)]
    assert all("Guest" in page.text and "Secret" not in page.text for page in pages)
    guest = coffee.meeting.attendance.get(person__name="Guest").person
    assert guest.mail_address == "director@elsewhere.example.org"
    assert Person.objects.get(email="director@elsewhere.example.org").name == "Secret Director"


def test_a_minute_taker_finds_by_address_who_takes_part_here(coffee, browser_of):
    lead = factories.representative(coffee.coop, factories.person("Nora Alituha", "nora@example.org"))
    coffee.meeting.minute_taker = coffee.anna
    coffee.meeting.save()
    data = {"name": "N.", "email": "nora@example.org", "state": "present"}
    browser_of(coffee.anna).post(f"/meetings/{coffee.meeting.pk}/attendance/person/", data)
    assert coffee.meeting.attendance.filter(person=lead, partner=coffee.coop).exists()


def test_nobody_without_a_name_is_put_on_the_list(coffee, ruth):
    response = ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/person/", {"state": "present"})
    assert response.status_code == 422
    assert coffee.meeting.attendance.count() == 3


def test_partners_are_counted_once_and_against_the_quorum(coffee):
    coffee.meeting.body = coffee.of.bodies.create(name="Steering", quorum=2)
    second = factories.representative(coffee.coop)
    factories.attendance(coffee.meeting, second, "present", coffee.coop)
    words = turnout(coffee.meeting, attendance.rows_of(coffee.meeting)).words
    assert words == "1 of 3 partners, quorum of 2 not reached yet"


def test_a_representative_who_came_later_is_added_once(coffee, ruth):
    late = factories.representative(coffee.kigezi)
    for _ in range(2):
        ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/prefill/")
    assert coffee.meeting.attendance.filter(person=late, state="").count() == 1


def test_a_fragment_request_gets_the_list_beside_the_minutes(coffee, ruth):
    response = ruth.post(
        f"/attendance/{coffee.rows['anna'].pk}/", {"state": "absent"}, headers={"HX-Request": "true"}
    )
    assert response.text.lstrip().startswith('<div id="who"')


@pytest.mark.django_db
def test_a_long_list_is_saved_a_page_at_a_time_and_leaves_the_rest_as_it_was(client):
    of = factories.partnership()
    meeting = factories.meeting(of)
    item = factories.agenda_item(meeting)
    people = [factories.person(f"Person {number:03}") for number in range(PER_PAGE + 2)]
    rows = [factories.attendance(meeting, who) for who in people]
    last = rows[-1]
    last.state, last.from_item = "partly", item
    last.save()
    client.force_login(factories.coordinator(of))
    address = reverse("attendance", args=[meeting.pk])
    first, second = client.get(address).text, client.get(f"{address}?page=2").text
    assert (first.count('name="state-'), second.count('name="state-')) == (PER_PAGE, 2)
    answer = client.post(address, {f"state-{rows[0].pk}": "present"})
    assert answer.url == f"{address}?page=2"
    assert client.post(f"{address}?page=2", {}).url == reverse("meeting", args=[meeting.pk])
    for row in (rows[0], last):
        row.refresh_from_db()
    assert (rows[0].state, last.state, last.from_item) == ("present", "partly", item)


def test_a_chair_without_a_seat_is_asked_whether_they_come(coffee):
    chair = factories.person("Jolanda Bakker", "jolanda@example.org")
    coffee.meeting.chair = chair
    coffee.meeting.save()
    attendance.prefill(coffee.meeting)
    attendance.prefill(coffee.meeting)
    found = {one.person: one for one in invitees(coffee.meeting, {}, attendance.rows_of(coffee.meeting))}
    assert (found[chair].is_asked, found[chair].row.partner) == (True, None)


def test_a_chair_who_is_chosen_later_is_asked_too(coffee, ruth):
    coffee.meeting.starts_at = now() + timedelta(days=9)
    coffee.meeting.save()
    address = reverse("meeting_edit", args=[coffee.meeting.pk])
    form = ruth.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data["starts_at"] = f"{coffee.meeting.starts_at:%Y-%m-%d %H:%M}"
    page = ruth.post(address, data | {"chair": coffee.ruth.pk, "revision": coffee.meeting.revision})
    assert page.status_code == 302
    assert coffee.meeting.attendance.filter(person=coffee.ruth).exists()
