"""A meeting as a file that calendars read: one event with its whole time zone.

The method is PUBLISH and nobody is listed as attendee: with REQUEST a calendar would offer answers of its own
and mail them to the organiser, past the page that records them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from backbone.typed_text import one_line

PRODUCT = "-//Backbone//Meetings//EN"
YEARS_AHEAD = 2


@dataclass(frozen=True)
class Happening:
    """What a calendar needs to know; `sequence` goes up with each change."""

    uid: UUID
    sequence: int
    at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    title: str
    place: str = ""
    url: str = ""
    text: str = ""
    organiser: str = ""
    organiser_address: str = ""
    is_cancelled: bool = False

    @property
    def method(self) -> str:
        return "CANCEL" if self.is_cancelled else "PUBLISH"

    @property
    def media_type(self) -> str:
        return f"text/calendar; method={self.method}"


def written(happening: Happening) -> bytes:
    """The file's bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", happening.method)
    calendar.add_component(_event(happening))
    year = happening.starts_at.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + YEARS_AHEAD, 1, 1))
    return calendar.to_ical()


def _event(happening):
    event = Event()
    event.add("uid", str(happening.uid))
    event.add("sequence", happening.sequence)
    event.add("dtstamp", happening.at)
    event.add("dtstart", happening.starts_at.astimezone(happening.zone))
    event.add("dtend", happening.ends_at.astimezone(happening.zone))
    event.add("summary", one_line(happening.title))
    event.add("status", "CANCELLED" if happening.is_cancelled else "CONFIRMED")
    where = one_line(happening.place or happening.url)
    if where:
        event.add("location", where)
    if happening.url:
        event["url"] = vUri(one_line(happening.url))
    if happening.text:
        event.add("description", "\n".join(one_line(line) for line in happening.text.split("\n")))
    if happening.organiser_address:
        event["organizer"] = _organiser(happening)
    return event


def _organiser(happening):
    address = vCalAddress(f"mailto:{one_line(happening.organiser_address)}")
    if happening.organiser:
        address.params["cn"] = vText(one_line(happening.organiser))
    return address
