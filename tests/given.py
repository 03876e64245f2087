"""What the world of the access table holds of giving."""

from partnerships.giving.models import Match, QuarterLine, Renegotiation


def add_giving(world):
    """What a funder requires, and what the partner is asked about a quarter."""
    Match.objects.create(
        partnership=world.of,
        funder="Fund",
        currency="EUR",
        amount=9,
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )
    seat = world.people["partner"].represents.filter(partnership=world.of).first()
    QuarterLine.objects.create(
        partnership=world.of,
        partner=seat.partner,
        person=seat.person,
        starts_on="2026-01-01",
        ends_on="2026-03-31",
        proposed=4,
        asked_at="2026-04-08T08:00Z",
    )
    Renegotiation.objects.create(
        partnership=world.of, partner=seat.partner, words="Fewer meetings", by=seat.person
    )
