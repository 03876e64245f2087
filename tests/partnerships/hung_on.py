"""Everything that can hang on a person and on their partner, and the end of their seat."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from backbone.time.days import today_of
from partnerships.models import Body, Representative
from tests import factories
from workplans.models import Resource


def hang_on(person, partner, coordinator) -> dict:
    """Give the person and the partner one of each that can hang on them: {name of the form's address: row}."""
    partnership = partner.partnership
    day = today_of(partnership)
    milestone = factories.milestone(
        factories.objective(partnership),
        lead_partner=partner,
        lead_person=person,
        due=day + timedelta(days=20),
    )
    milestone.supporters.add(partner)
    resource = Resource.objects.create(
        partnership=partnership, milestone=milestone, what="Days", needed=3, pledged_by=partner
    )
    body = Body.objects.create(partnership=partnership, name=f"Committee of {partner}", chair=person)
    body.partners.add(partner)
    # As a form writes it, without seconds.
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=5)
    meeting = factories.meeting(partnership, starts_at=starts_at, chair=person)
    return {
        "milestone_edit": milestone,
        "task_edit": factories.task(
            partnership, owner=person, partner=partner, due_on=day - timedelta(days=9)
        ),
        "backup": factories.task(partnership, owner=coordinator, backup=person),
        "resource": resource,
        "body_edit": body,
        "meeting_edit": meeting,
        "agenda_item": factories.agenda_item(meeting, presenter=partner),
    }


def seat_of(person) -> Representative:
    """The seat that they got last."""
    return Representative.objects.filter(person=person).latest("pk")


def end(client, person, **data):
    """End it, as its page does; the answer."""
    return client.post(reverse("representative_end", args=[seat_of(person).pk]), data)
