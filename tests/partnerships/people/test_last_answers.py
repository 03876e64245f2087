"""When people were last heard: whatever they answered, from the page, from a link or told to somebody."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from backbone.outbox import link_tokens
from partnerships.agreements import writing
from partnerships.commenting.models import NoComments
from partnerships.correspondence.models import AccessLink
from partnerships.giving.models import QuarterLine
from partnerships.inviting.models import PartnerInvitation
from partnerships.mandates.models import SponsorConfirmation
from partnerships.people.contacts import contacts
from partnerships.scoping.models import Canvas, CanvasAnswer, CanvasAsk
from partnerships.signing import proposing
from partnerships.signing.models import Acceptance
from tests import factories
from workplans.models import Change

pytestmark = [pytest.mark.django_db]
AT = timezone.now() - timedelta(days=3)


def heard(coffee, person):
    return contacts(coffee, [person])[0].answered_at


@pytest.fixture
def link(peter, coffee):
    return factories.link_for(peter, coffee, "canvas")


@pytest.fixture
def canvas(coffee):
    return Canvas.objects.create(partnership=coffee, name="start", opened_on=date(2026, 1, 5))


def test_an_answer_from_a_link_counts_and_what_is_refused_or_about_mail_does_not(
    client, coffee, union, peter, link, canvas
):
    base = f"/l/{link_tokens.token(link.pk)}/"
    CanvasAsk.objects.create(partnership=coffee, canvas=canvas, partner=union, person=peter, asked_at=AT)
    address = f"{base}canvases/{canvas.pk}/"
    client.post(base + "mail/", {"mail_preference": "digest"})
    assert client.post(address, {"revision": 0}).status_code == 422
    assert heard(coffee, peter) is None
    before = timezone.now()
    assert client.post(address, {"achieve": "Better prices", "revision": 0}).status_code == 303
    assert heard(coffee, peter) >= before


def test_what_somebody_else_said_behind_a_link_is_no_answer_of_its_person(coffee, peter, link):
    AccessLink.objects.filter(pk=link.pk).update(last_used_at=AT)
    assert heard(coffee, peter) == AT
    AccessLink.objects.filter(pk=link.pk).update(denied_at=timezone.now())
    assert heard(coffee, peter) is None


def scoped(coffee, union, peter):
    canvas = Canvas.objects.create(partnership=coffee, name="start", opened_on=date(2026, 1, 5))
    CanvasAnswer.objects.create(
        partnership=coffee,
        canvas=canvas,
        partner=union,
        bring="A room",
        way="page",
        by=peter,
        answered_at=AT,
    )


def invited(coffee, union, peter):
    PartnerInvitation.objects.create(
        partnership=coffee, organisation="X", person=peter, state="yes", way="phone", answered_at=AT
    )


def had_no_comments(coffee, union, peter):
    NoComments.objects.create(
        partnership=coffee,
        agreement=writing.write(coffee),
        partner=union,
        way="page",
        by=peter,
        at=AT,
    )


def said_of_a_quarter(coffee, union, peter):
    QuarterLine.objects.create(
        partnership=coffee,
        partner=union,
        person=peter,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        answer="nothing",
        answered_at=AT,
        way="page",
    )


def stood_by_it(coffee, union, peter):
    SponsorConfirmation.objects.create(
        partnership=coffee, seat=peter.represents.get(), asked_at=AT, answer="yes", way="link", answered_at=AT
    )


def did_a_task(coffee, union, peter):
    task = factories.task(coffee, owner=peter)
    Change.objects.create(partnership=coffee, task=task, what="completed", by=peter, via="page", at=AT)


def accepted(coffee, union, peter):
    proposing.propose(writing.write(coffee), factories.coordinator(coffee), "all")
    Acceptance.objects.filter(partner=union).update(recorded_by=peter, recorded_at=AT)


@pytest.mark.parametrize(
    "said",
    [scoped, invited, had_no_comments, said_of_a_quarter, stood_by_it, did_a_task, accepted],
)
def test_every_kind_of_answer_counts(coffee, union, peter, said):
    said(coffee, union, peter)
    assert heard(coffee, peter) == AT


def test_what_a_coordinator_noted_is_no_answer_of_theirs(coffee, union, peter, ruth):
    scoped(coffee, union, ruth)
    CanvasAnswer.objects.update(way="phone")
    assert heard(coffee, ruth) is None
    assert heard(coffee, peter) is None
