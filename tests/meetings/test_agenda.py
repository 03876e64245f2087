"""Several items put on the agenda at once, and what a new meeting says of its time and its chair."""

import pytest

from meetings import agendas
from meetings.models import Meeting
from tests import factories
from tests.walks.markup import folded

pytestmark = pytest.mark.django_db


def add(browser, coffee, title, **more):
    data = {"title": title, "purpose": "inform", "minutes": "10", **more}
    return browser.post(f"/meetings/{coffee.meeting.pk}/items/", data)


def agenda(coffee):
    return [(item.title, item.minutes) for item in agendas.items_of(coffee.meeting)][2:]


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("Roads", [("Roads", 10)]),
        ("1. Roads\r\n2. Water (20 min)\r\n\r\n3. Any other business", [
            ("Roads", 10), ("Water", 20), ("Any other business", 10),
        ]),
        ("• 10:00 Opening\n• 10:10-10:40 Begroting, 30 minuten\n- 10.40 uur Rondvraag 5'", [
            ("Opening", 10), ("Begroting", 30), ("Rondvraag", 5),
        ]),
        ("a) Roads [15 min.]\nb) 2 new sites", [("Roads", 15), ("2 new sites", 10)]),
        ("2.1 km of road\n12.50 euro per head\n10 min", [
            ("2.1 km of road", 10), ("12.50 euro per head", 10),
        ]),
        ("Water (900 minutes)", [("Water (900 minutes)", 10)]),
    ],
)  # fmt: skip
def test_each_pasted_line_becomes_an_item(coffee, ruth, typed, items):
    assert add(ruth, coffee, typed).status_code == 302
    assert agenda(coffee) == items
    assert {item.purpose for item in agendas.items_of(coffee.meeting)[2:]} == {"inform"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (" \n ", "aria-invalid"),
        ("Roads\n" + "x" * 201, "An item can have at most 200 characters."),
        ("\n".join(f"Item {number}" for number in range(101)), "Up to 100 items go in at once. Make it two."),
    ],
)
def test_what_is_no_agenda_is_refused_whole_and_stays_in_the_field(coffee, ruth, typed, words):
    answer = add(ruth, coffee, typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert agenda(coffee) == []


@pytest.mark.parametrize(
    "page", ["/meetings/{pk}/edit/", "/meetings/{pk}/closing/", "/partnerships/coffee/meetings/new/"]
)
def test_a_form_says_whose_time_a_moment_is_in(coffee, ruth, page):
    coffee.of.timezone = "America/New_York"
    coffee.of.save()
    Meeting.objects.update(timezone="America/New_York")
    assert "In the time of America/New York." in folded(ruth.get(page.format(pk=coffee.meeting.pk)).text)


@pytest.mark.parametrize(("chosen", "chair"), [("", "okello"), ("anna", "anna")])
def test_a_new_meeting_of_a_group_is_led_by_its_chair_unless_somebody_else_is_chosen(
    coffee, ruth, chosen, chair
):
    body = coffee.of.bodies.create(name="Site group", chair=coffee.okello)
    page = folded(ruth.get("/partnerships/coffee/meetings/new/").text)
    assert "Left empty, it is the chair of the group." in page
    data = {"title": "Sites 1", "starts_at": "2027-01-20T14:00", "minutes_planned": 60, "body": body.pk}
    ruth.post("/partnerships/coffee/meetings/new/", {**data, "chair": chosen and getattr(coffee, chosen).pk})
    meeting = Meeting.objects.get(title="Sites 1")
    assert meeting.chair == getattr(coffee, chair)
    edited = {**data, "revision": meeting.revision, "chair": ""}
    ruth.post(f"/meetings/{meeting.pk}/edit/", edited)
    meeting.refresh_from_db()
    assert meeting.chair is None


# Going on to the next item, pressed without a connection


def test_a_press_that_comes_late_takes_the_room_on_and_never_back(coffee, ruth):
    third = factories.agenda_item(coffee.meeting, "Roads", position=3)
    address = f"/meetings/{coffee.meeting.pk}/current-item/"
    places = []
    for item in (coffee.second, third, coffee.second):
        assert (
            ruth.post(address, {"item": item.pk, "ago": "90"}, headers={"HX-Request": "true"}).status_code
            == 204
        )
        coffee.meeting.refresh_from_db()
        places.append(coffee.meeting.current_item)
    assert places == [coffee.second, third, third]
