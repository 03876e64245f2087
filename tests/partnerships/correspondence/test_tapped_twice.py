"""A form behind a mailed link that is sent twice is done once, also while the first is still on its way."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from backbone.accounts.models import Click
from backbone.outbox import link_tokens
from meetings.minutes import issuing
from meetings.models import Remark
from partnerships.models import Benefit, Contribution
from tests import factories
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)

GIVING = [
    (Contribution, {"say": "offer", "description": "A hall", "kind": "space", "revision": 0}),
    (Benefit, {"say": "benefit", "description": "Young people", "revision": 0}),
]


@pytest.fixture
def token(coffee, peter):
    return link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)


def mark_on(address):
    return re.search(r'name="once" value="([^"]+)"', Client().get(address).text)[1]


def tapped_twice(address, sent):
    answers = together(Click, *([lambda: Client().post(address, sent)] * 2))
    assert {answer.status_code for answer in answers} <= {302, 303}
    assert len({answer.url for answer in answers}) == 1


@pytest.mark.parametrize(("model", "sent"), GIVING)
def test_an_offer_and_a_benefit_are_there_once(token, union, model, sent):
    address = reverse("link_giving", args=[token, union.pk])
    tapped_twice(address, {**sent, "once": mark_on(address)})
    assert model.objects.count() == 1


def test_the_same_said_again_in_another_form_counts(token, union):
    address = reverse("link_giving", args=[token, union.pk])
    for _ in range(2):
        Client().post(address, {**GIVING[0][1], "once": mark_on(address)})
    assert Contribution.objects.count() == 2


def test_a_remark_on_minutes_is_there_once(token, coffee, union, peter, ruth):
    meeting = factories.meeting(coffee, "Steering committee")
    factories.attendance(meeting, peter, "present", union)
    factories.line(meeting, "= We open in Kasese")
    version, _ = issuing.issue(meeting, number=1, to={peter.pk}, by=ruth)
    address = reverse("link_remark", args=[token, version.pk])
    tapped_twice(address, {"words": "It was March", "once": mark_on(reverse("link", args=[token]))})
    assert Remark.objects.count() == 1


def test_who_is_signed_in_besides_taps_once_too(token, union, ruth):
    address = reverse("link_giving", args=[token, union.pk])
    browser = Client()
    browser.force_login(ruth)
    sent = {**GIVING[0][1], "once": mark_on(address)}
    assert [browser.post(address, sent).status_code for _ in range(2)] == [303, 302]
    assert Contribution.objects.count() == 1
