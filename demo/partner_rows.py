"""Who the demo's partnership is made of: people, partners, what each gives and gets, purpose and body."""

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


def add_people(b):
    """Everybody in the story, and who coordinates and leads."""
    for key, name in b.story["people"].items():
        b.people[key] = Person.objects.create_user(
            email=f"{key}@{b.story['domain']}",
            name=name,
            language=b.partnership.language,
            timezone=b.partnership.timezone,
            source=b.story["source"],
            is_demo=True,
        )
    for key, kind in b.story["roles"].items():
        Role.objects.create(person=b.people[key], kind=kind, partnership=b.partnership, since=b.began)


def add_partners(b):
    """The partners with their representatives, terms and private notes."""
    for key, told in b.story["partners"].items():
        partner = b.partners[key] = _partner(b, told)
        for person, capacity in told["people"].items():
            Representative.objects.create(
                partnership=b.partnership,
                partner=partner,
                person=b.people[person],
                capacity=capacity,
                since=b.began,
            )
        _add_terms(b, partner, told)
        for note in told.get("notes", ()):
            PrivateNote.objects.create(
                partnership=b.partnership, partner=partner, by=b.coordinator, at=b.moment(-20), **note
            )


def _partner(b, told):
    organisation = Organisation.objects.create(
        name=told["name"],
        short_name=told.get("short_name", ""),
        sector=told["sector"],
        country=b.partnership.country,
        is_backbone=told.get("is_backbone", False),
        is_demo=True,
    )
    since = b.day(b.story["started"])
    return Partner.objects.create(
        partnership=b.partnership,
        organisation=organisation,
        role=told["role"],
        is_convener=told.get("is_convener", False),
        since=since,
        since_words=str(since.year),
        own_objectives=told.get("own_objectives", ""),
        mandate=told.get("mandate", ""),
    )


def _add_terms(b, partner, told):
    source = told.get("source", b.story["given_source"])
    said = {
        "partnership": b.partnership,
        "partner": partner,
        "recorded_by": b.coordinator,
        "recorded_at": b.moment(-30),
    }
    for given in told.get("gives", ()):
        Contribution.objects.create(
            currency=b.partnership.currency,
            state=Contribution.State.DELIVERED,
            source=source,
            **said,
            **_when_given(b, given),
            **{name: value for name, value in given.items() if name not in ("delivered", "over")},
        )
    for gained in told.get("gets", ()):
        Benefit.objects.create(source=b.story["given_source"], **said, **gained)


def _when_given(b, given):
    """The day of its delivery, or the days over which it was given, in the partnership's words."""
    if "delivered" in given:
        return {"delivered_on": b.day(given["delivered"])}
    return b.period(*(b.day(days) for days in given["over"]))


def add_purposes(b):
    """The purpose in its wordings; one that is not told is the wording of today."""
    for told in b.story["purposes"]:
        PurposeStatement.objects.create(
            partnership=b.partnership,
            text=told.get("text", b.partnership.purpose),
            reason=told["reason"],
            by=b.coordinator,
            at=b.moment(told["on"]),
        )


def add_body(b):
    """The group in which all partners meet."""
    told = b.story["body"]
    b.body = Body.objects.create(partnership=b.partnership, **told | {"chair": b.people[told["chair"]]})
    b.body.partners.set(b.partners.values())
