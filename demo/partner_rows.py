"""Who the demo's partnership is made of: people, partners, what each gives and gets, purpose and body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone.accounts.models import Person
from partnerships.models import (
    Benefit,
    Body,
    Contribution,
    Organisation,
    Partner,
    PrivateNote,
    PurposeStatement,
    Representative,
    Role,
)

if TYPE_CHECKING:
    from demo.builder import Builder


def add_people(builder: Builder) -> None:
    """Everybody in the story, and who coordinates and leads."""
    for key, name in builder.story["people"].items():
        builder.people[key] = Person.objects.create_user(
            email=f"{key}@{builder.story['domain']}",
            name=name,
            language=builder.partnership.language,
            timezone=builder.partnership.timezone,
            source=builder.story["source"],
            is_demo=True,
        )
    for key, kind in builder.story["roles"].items():
        Role.objects.create(
            person=builder.people[key], kind=kind, partnership=builder.partnership, since=builder.began
        )


def add_partners(builder: Builder) -> None:
    """The partners with their representatives, terms and private notes."""
    for key, entry in builder.story["partners"].items():
        partner = builder.partners[key] = _partner(builder, entry)
        for person, capacity in entry["people"].items():
            Representative.objects.create(
                partnership=builder.partnership,
                partner=partner,
                person=builder.people[person],
                capacity=capacity,
                since=builder.began,
            )
        _add_terms(builder, partner, entry)
        for note in entry.get("notes", ()):
            PrivateNote.objects.create(
                partnership=builder.partnership,
                partner=partner,
                by=builder.coordinator,
                at=builder.moment(-20),
                **note,
            )


def _partner(builder, entry):
    organisation = Organisation.objects.create(
        name=entry["name"],
        short_name=entry.get("short_name", ""),
        sector=entry["sector"],
        country=builder.partnership.country,
        is_backbone=entry.get("is_backbone", False),
        is_demo=True,
    )
    since = builder.day(builder.story["started"])
    return Partner.objects.create(
        partnership=builder.partnership,
        organisation=organisation,
        role=entry["role"],
        since=since,
        since_words=str(since.year),
        own_objectives=entry.get("own_objectives", ""),
        mandate=entry.get("mandate", ""),
    )


def _add_terms(builder, partner, entry):
    source = entry.get("source", builder.story["given_source"])
    fields = {
        "partnership": builder.partnership,
        "partner": partner,
        "recorded_by": builder.coordinator,
        "recorded_at": builder.moment(-30),
    }
    for given in entry.get("gives", ()):
        usual = {"currency": builder.partnership.currency, "state": Contribution.State.DELIVERED}
        own = {name: value for name, value in given.items() if name not in ("delivered", "over")}
        Contribution.objects.create(source=source, **fields, **_when_given(builder, given), **usual | own)
    for gained in entry.get("gets", ()):
        came = _over(builder, gained)
        own = {name: value for name, value in gained.items() if name != "over"}
        Benefit.objects.create(source=builder.story["given_source"], **fields, **came, **own)


def _when_given(builder, given):
    """The day of its delivery, or the days over which it was given, in the partnership's words."""
    if "delivered" in given:
        return {"delivered_on": builder.day(given["delivered"])}
    return _over(builder, given)


def _over(builder, entry):
    return builder.period(*(builder.day(days) for days in entry["over"])) if "over" in entry else {}


def add_purposes(builder: Builder) -> None:
    """The purpose in its wordings; one that is not told is the wording of today."""
    for entry in builder.story["purposes"]:
        PurposeStatement.objects.create(
            partnership=builder.partnership,
            text=entry.get("text", builder.partnership.purpose),
            reason=entry["reason"],
            by=builder.coordinator,
            at=builder.moment(entry["on"]),
        )


def add_body(builder: Builder) -> Body:
    """Make the group in which all partners meet, and return it."""
    entry = builder.story["body"]
    who = {name: builder.people[entry[name]] for name in ("chair", "secretary")}
    own = {name: value for name, value in entry.items() if name not in ("seats", "guests")}
    body = Body.objects.create(partnership=builder.partnership, **own | who)
    body.partners.set(builder.partners.values())
    for seat in entry["seats"]:
        _sit(builder, body, seat)
    for guest in entry["guests"]:
        person = builder.people[guest["person"]]
        body.guests.create(partnership=builder.partnership, person=person, kind=guest["kind"])
    return body


def _sit(builder, body, entry):
    """Name who sits there for a partner, until when, and its turn as host."""
    named = {name: builder.people[entry[name]] for name in ("person", "alternate") if name in entry}
    days = {name: builder.day(entry[name]) for name in ("term_from", "term_until") if name in entry}
    seats = body.seats.filter(partner=builder.partners[entry["partner"]])
    seats.update(**named, **days, host_turn=entry.get("host_turn"))
