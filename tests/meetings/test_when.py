"""A meeting in Dublin, read in Kampala: one day and one time on every page and in the mail, and the zone named."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import today_here
from meetings.invitations import rounds
from meetings.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db
DUBLIN, KAMPALA = "Europe/Dublin", "Africa/Kampala"


@pytest.fixture(params=[time(9, 30), time(23, 30)], ids=["in the morning", "late at night"])
def meeting(request):
    of = factories.partnership("Coffee", slug="coffee", timezone=DUBLIN)
    day = today_here() + timedelta(days=20)
    starts_at = datetime.combine(day, request.param, ZoneInfo(DUBLIN))
    return factories.meeting(of, "Steering committee", starts_at=starts_at, timezone=DUBLIN)


@pytest.fixture
def ruth(meeting):
    return factories.coordinator(meeting.partnership, factories.person("Ruth", timezone=KAMPALA))


@pytest.fixture
def grace(meeting, ruth):
    union = factories.partner(meeting.partnership, "Growers’ Union")
    grace = factories.representative(union, factories.person("Grace", "grace@example.org", timezone=KAMPALA))
    factories.attendance(meeting, grace, partner=union)
    rounds.send(meeting, seen=rounds.mark_of(meeting), to={grace.pk}, by=ruth)
    return grace


def clock(meeting, zone):
    """`Fri 11 Dec, 02:30` there."""
    with timezone.override(ZoneInfo(zone)):
        return dates.moment(meeting.starts_at)


def read(client, who, address):
    client.force_login(who)
    return re.sub(r"\s+", " ", client.get(address).text)


@pytest.mark.parametrize("page", ["list", "meeting", "overview", "work", "link", "call list"])
def test_every_page_says_the_same_day_and_time_and_the_zone(client, meeting, ruth, grace, page):
    link = factories.link_for(grace, meeting.partnership, "meeting")
    who, address = {
        "list": (ruth, "/partnerships/coffee/meetings/"),
        "meeting": (ruth, meeting.get_absolute_url()),
        "overview": (ruth, "/partnerships/coffee/"),
        "work": (grace, "/my-work/"),
        "link": (grace, f"/l/{link_tokens.token(link.pk)}/"),
        "call list": (ruth, f"/partnerships/coffee/calls/?person={grace.pk}"),
    }[page]
    text = read(client, who, address)
    with timezone.override(ZoneInfo(DUBLIN)):
        end = dates.clock(meeting.ends_at)
    assert f"{clock(meeting, DUBLIN)}–{end} ({DUBLIN}; for you {clock(meeting, KAMPALA)})" in text


def test_the_mail_says_both_and_the_day_where_it_is_another(meeting, grace):
    text = Message.objects.get(recipient=grace).text
    there, here = (meeting.starts_at.astimezone(ZoneInfo(zone)) for zone in (DUBLIN, KAMPALA))
    assert f"{here:%H:%M}" in text
    assert KAMPALA in text
    at_venue = clock(meeting, DUBLIN) if there.date() != here.date() else f"{there:%H:%M}"
    assert f"At the venue it starts at {at_venue} ({DUBLIN})." in text


def test_who_reads_the_same_clock_is_told_no_zone(client, meeting):
    ruth = factories.coordinator(meeting.partnership, factories.person(timezone="Europe/London"))
    assert DUBLIN not in read(client, ruth, "/partnerships/coffee/meetings/")


def test_once_held_it_stands_under_the_day_where_it_was_held(client, meeting, ruth):
    Meeting.objects.update(starts_at=meeting.starts_at - timedelta(days=40), state="closed")
    meeting.refresh_from_db()
    with timezone.override(ZoneInfo(DUBLIN)):
        short, long = dates.short(meeting.starts_at), dates.long(meeting.starts_at)
    assert f">{short}<" in read(client, ruth, "/partnerships/coffee/meetings/").replace(" <", "<")
    assert long in read(client, ruth, "/search/?q=steering")
