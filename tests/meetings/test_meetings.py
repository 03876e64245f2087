"""The list, a meeting's page and its agenda."""

from datetime import UTC, datetime

import pytest

from meetings import agendas
from meetings.models import AgendaItem, Attendance, Meeting
from tests import factories

HOSTILE = "<script>alert(1)</script> 🌱 \u202eعمر"


def test_a_meeting_needs_a_title_and_a_time_and_nothing_else(db, client):
    of = factories.partnership(slug="new", timezone="Africa/Kampala")
    client.force_login(factories.coordinator(of))
    data = {"title": "First meeting", "starts_at": "2026-12-10T14:00", "minutes_planned": "90"}
    response = client.post("/partnerships/new/meetings/new/", data)
    meeting = Meeting.objects.get()
    assert (response.status_code, response.url) == (302, f"/meetings/{meeting.pk}/")
    assert meeting.starts_at == datetime(2026, 12, 10, 11, 0, tzinfo=UTC)
    assert client.get(response.url).status_code == 200


def test_a_new_meeting_lists_the_representatives_and_nobody_is_present(coffee, ruth):
    sponsor = factories.representative(coffee.coop, capacity="sponsor")
    ruth.post(
        "/partnerships/coffee/meetings/new/",
        {"title": "Next", "starts_at": "2027-01-14T14:00", "minutes_planned": "60"},
    )
    rows = Attendance.objects.filter(meeting__title="Next")
    assert {row.person for row in rows} == {coffee.anna, coffee.okello, coffee.mwesigwa}
    assert sponsor not in {row.person for row in rows}
    assert {row.state for row in rows} == {""}


def test_a_meeting_of_a_group_lists_its_partners_only(coffee, ruth):
    body = coffee.of.bodies.create(name="Working group")
    body.partners.add(coffee.coop)
    data = {"title": "Next", "starts_at": "2027-01-14T14:00", "minutes_planned": "60", "body": body.pk}
    ruth.post("/partnerships/coffee/meetings/new/", data)
    assert [row.person for row in Attendance.objects.filter(meeting__title="Next")] == [coffee.anna]


def test_a_meeting_without_a_title_keeps_what_was_typed(coffee, ruth):
    response = ruth.post(
        "/partnerships/coffee/meetings/new/", {"goal": "Agree on sites", "starts_at": "soon"}
    )
    assert response.status_code == 422
    assert "Agree on sites" in response.text
    assert Meeting.objects.count() == 1


def test_two_people_editing_a_meeting_lose_nothing(coffee, ruth):
    data = {"title": "Mine", "starts_at": "2026-12-03T14:00", "minutes_planned": "90", "revision": "0"}
    assert ruth.post(f"/meetings/{coffee.meeting.pk}/edit/", data).status_code == 302
    response = ruth.post(f"/meetings/{coffee.meeting.pk}/edit/", {**data, "title": "Their version"})
    assert response.status_code == 409
    assert "Mine" in response.text
    assert "Their version" in response.text
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.title == "Mine"


def test_a_meeting_shows_its_agenda_with_times(coffee, ruth):
    page = ruth.get(f"/meetings/{coffee.meeting.pk}/").text
    assert "14:00" in page
    assert "14:10" in page
    assert "Nursery sites" in page


def test_members_see_the_agenda_and_cannot_change_it(coffee, browser_of):
    anna = browser_of(coffee.anna)
    page = anna.get(f"/meetings/{coffee.meeting.pk}/")
    assert page.status_code == 200
    assert "Nursery sites" in page.text
    assert "Add an item" not in page.text
    for address in (f"/meetings/{coffee.meeting.pk}/edit/", "/partnerships/coffee/meetings/new/"):
        assert anna.get(address).status_code == 403
    assert anna.post(f"/meetings/{coffee.meeting.pk}/items/", {"title": "x"}).status_code == 403
    assert anna.get(f"/meetings/{coffee.meeting.pk}/minutes/").status_code == 403


def test_the_minute_taker_may_write_but_not_issue(coffee, browser_of):
    coffee.meeting.minute_taker = coffee.anna
    coffee.meeting.save()
    anna = browser_of(coffee.anna)
    assert anna.get(f"/meetings/{coffee.meeting.pk}/minutes/").status_code == 200
    assert anna.get(f"/meetings/{coffee.meeting.pk}/issue/").status_code == 403


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/partnerships/coffee/meetings/"),
        ("get", "/partnerships/coffee/decisions/"),
        ("get", "/partnerships/coffee/meetings/new/"),
        ("get", "/meetings/{m}/"),
        ("get", "/meetings/{m}/edit/"),
        ("post", "/meetings/{m}/cancellation/"),
        ("post", "/meetings/{m}/items/"),
        ("post", "/meetings/{m}/items/copy/"),
        ("get", "/agenda-items/{i}/"),
        ("post", "/agenda-items/{i}/move/"),
        ("post", "/agenda-items/{i}/removal/"),
        ("get", "/meetings/{m}/attendance/"),
        ("post", "/meetings/{m}/attendance/prefill/"),
        ("post", "/meetings/{m}/attendance/person/"),
        ("post", "/meetings/{m}/attendance/rest/"),
        ("post", "/attendance/{a}/"),
        ("post", "/attendance/{a}/removal/"),
        ("get", "/meetings/{m}/minutes/"),
        ("post", "/meetings/{m}/minutes/"),
        ("post", "/meetings/{m}/start/"),
        ("post", "/meetings/{m}/current-item/"),
        ("get", "/meetings/{m}/closing/"),
        ("get", "/meetings/{m}/issue/"),
        ("post", "/meetings/{m}/issue/"),
        ("get", "/meetings/{m}/issue/mail/{p}/"),
        ("get", "/meetings/{m}/issued/"),
    ],
)
def test_outsiders_find_nothing(coffee, browser_of, method, address):
    other = browser_of(factories.coordinator(factories.partnership()))
    place = {"m": coffee.meeting.pk, "i": coffee.first.pk, "a": coffee.rows["anna"].pk, "p": coffee.anna.pk}
    assert getattr(other, method)(address.format(**place)).status_code == 404


def test_an_item_is_added_at_the_end(coffee, ruth):
    response = ruth.post(
        f"/meetings/{coffee.meeting.pk}/items/", {"title": HOSTILE, "purpose": "decide", "minutes": "20"}
    )
    assert response.status_code == 302
    assert [item.title for item in coffee.meeting.items.all()][-1] == HOSTILE.replace("\u202e", "")
    page = ruth.get(f"/meetings/{coffee.meeting.pk}/").text
    assert "<script>alert" not in page
    assert "🌱" in page


def test_an_item_without_a_title_is_refused_beside_the_field(coffee, ruth):
    response = ruth.post(
        f"/meetings/{coffee.meeting.pk}/items/", {"title": "", "purpose": "decide", "minutes": "900"}
    )
    assert response.status_code == 422
    assert coffee.meeting.items.count() == 2


def test_items_move_up_and_down_and_stop_at_the_ends(coffee, ruth):
    ruth.post(f"/agenda-items/{coffee.second.pk}/move/", {"direction": "up"})
    assert list(coffee.meeting.items.all()) == [coffee.second, coffee.first]
    ruth.post(f"/agenda-items/{coffee.second.pk}/move/", {"direction": "up"})
    assert list(coffee.meeting.items.all()) == [coffee.second, coffee.first]


def test_an_agenda_is_copied_from_the_meeting_before(coffee, ruth):
    later = factories.meeting(coffee.of, starts_at=datetime(2027, 1, 14, 13, 0, tzinfo=UTC))
    assert "Copy the agenda of Steering committee 10" in ruth.get(f"/meetings/{later.pk}/").text
    ruth.post(f"/meetings/{later.pk}/items/copy/")
    assert [(item.title, item.minutes, item.purpose) for item in later.items.all()] == [
        ("Welcome", 10, "discuss"),
        ("Nursery sites", 30, "decide"),
    ]


def test_the_agenda_of_another_group_is_not_offered(coffee, ruth):
    group = coffee.of.bodies.create(name="Research group")
    first = factories.meeting(
        coffee.of, "Research 1", starts_at=datetime(2026, 11, 1, 13, 0, tzinfo=UTC), body=group
    )
    later = factories.meeting(coffee.of, starts_at=datetime(2027, 1, 14, 13, 0, tzinfo=UTC), body=group)
    page, copy = f"/meetings/{later.pk}/", f"/meetings/{later.pk}/items/copy/"
    assert "Copy the agenda" not in ruth.get(page).text
    ruth.post(copy)
    assert not later.items.exists()
    factories.agenda_item(first, "What the fields say")
    assert "Copy the agenda of Research 1" in ruth.get(page).text
    ruth.post(copy)
    assert [item.title for item in later.items.all()] == ["What the fields say"]


def test_an_item_with_minutes_under_it_stays(coffee, ruth):
    factories.line(coffee.meeting, "Said something", coffee.first)
    ruth.post(f"/agenda-items/{coffee.first.pk}/removal/")
    ruth.post(f"/agenda-items/{coffee.second.pk}/removal/")
    assert list(coffee.meeting.items.all()) == [coffee.first]


def test_a_presenter_of_another_partnership_is_refused(coffee, ruth):
    foreign = factories.partner()
    data = {"title": "x", "purpose": "decide", "minutes": "5", "presenter": foreign.pk}
    assert ruth.post(f"/meetings/{coffee.meeting.pk}/items/", data).status_code == 422


def test_a_cancelled_meeting_can_be_planned_again(coffee, ruth):
    ruth.post(f"/meetings/{coffee.meeting.pk}/cancellation/")
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.state == "cancelled"
    ruth.post(f"/meetings/{coffee.meeting.pk}/cancellation/", {"undo": "1"})
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.state == "planned"


def test_the_meeting_says_how_far_behind_it_is(coffee):
    meeting, slots = coffee.meeting, agendas.timetable(coffee.meeting)
    meeting.state, meeting.current_item = "running", coffee.second
    AgendaItem.objects.filter(pk=coffee.second.pk).update(begun_at=datetime(2026, 12, 3, 13, 14, tzinfo=UTC))
    slots = agendas.timetable(meeting)
    assert agendas.minutes_behind(meeting, slots, datetime(2026, 12, 3, 13, 20, tzinfo=UTC)) == 4
    assert agendas.minutes_behind(meeting, slots, datetime(2026, 12, 3, 13, 52, tzinfo=UTC)) == 12


def test_a_meeting_held_earlier_than_planned_has_the_day_on_which_it_began():
    meeting = Meeting(starts_at=datetime(2026, 11, 26, 13, 0, tzinfo=UTC), timezone="Europe/Amsterdam")
    assert meeting.day.isoformat() == "2026-11-26"
    meeting.started_at = datetime(2026, 11, 22, 9, 33, tzinfo=UTC)
    assert meeting.day.isoformat() == "2026-11-22"


@pytest.mark.parametrize(
    ("state", "is_coming"), [("planned", True), ("running", True), ("closed", False), ("issued", False)]
)
def test_a_meeting_that_was_held_early_does_not_stand_under_those_to_come(coffee, ruth, state, is_coming):
    later = datetime(2100, 1, 1, 12, 0, tzinfo=UTC)
    Meeting.objects.update(starts_at=later, state=state, issued_at=later)
    context = ruth.get("/partnerships/coffee/meetings/").context
    assert (coffee.meeting in context["coming"]) is is_coming
    assert (coffee.meeting in context["page_obj"]) is not is_coming
