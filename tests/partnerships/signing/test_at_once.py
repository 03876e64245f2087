"""Two who propose, or accept with one code, at the same moment: one does, the other is told."""

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.agreements import writing
from partnerships.documents.models import Version
from partnerships.signing import proposing
from partnerships.signing.by_mail import answering, codes
from partnerships.signing.models import Acceptance, AcceptanceEvidence, SigningRound
from partnerships.signing.proposing import Refused
from tests import factories
from tests.partnerships.signing.by_mail.coded import code_mailed
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coffee():
    return factories.partnership("Coffee Platform", "coffee")


@pytest.fixture
def peter(coffee):
    peter = factories.person("Peter Mugabo")
    factories.representative(factories.partner(coffee, "Kigezi Farmers’ Union"), peter, capacity="lead")
    return peter


def test_of_two_coordinators_who_propose_at_once_one_does(coffee, peter):
    people = [factories.coordinator(coffee, factories.person(name)) for name in ("Ruth", "Joan")]
    writing.write(coffee)

    def propose(who):
        browser = Client()
        browser.force_login(who)
        return browser.post(reverse("agreement_propose", args=["coffee"]), {"rule": "all"})

    answers = together(SigningRound, *(lambda who=who: propose(who) for who in people))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert "was proposed a moment ago" in refused.content.decode()
    assert (SigningRound.objects.count(), Version.objects.count()) == (1, 1)


def test_one_code_sent_twice_at_once_accepts_once(coffee, peter):
    ruth = factories.coordinator(coffee)
    round = proposing.propose(writing.write(coffee), ruth, "all")
    row = Acceptance.objects.select_related("round__version", "partner", "partnership").get(round=round)
    codes.send(row, peter)
    digits = code_mailed()

    def accept():
        try:
            return answering.accept_by_mail(row, peter, digits, {}).state
        except (Refused, codes.NoCode) as why:
            return type(why)

    answers = together(AcceptanceEvidence, accept, accept)
    assert answers.count("accepted") == 1
    assert AcceptanceEvidence.objects.count() == 1
