"""Milestones that wait for an organisation by its name: linked when it joins, and waiting again when it is taken out."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.database.history import noted
from partnerships.imports import confirming
from partnerships.models import Organisation, Partner
from tests import factories
from tests.partnerships.test_undo import undo_on
from workplans.models import Milestone

pytestmark = pytest.mark.fast

PLAN = (
    b"Objective,Milestone,Lead organisation,Who takes part,Due\n"
    b"Clean water,Sample,Port,,2027\n"
    b'Clean water,Install sensors,Town,"Port, HWC",2027\n'
)
PARTNERS = ("p.csv", b"Organisation,Short name\nPort Authority,Port\n")


@pytest.fixture
def planned(bay, run_of, coordinator):
    """A plan whose milestones name Port, which is no partner yet."""
    factories.partner(bay, "Town")
    confirming.confirm(run_of(("plan.csv", PLAN)), coordinator)


def bring_in(run_of, coordinator):
    run = confirming.confirm(run_of(PARTNERS), coordinator)
    assert run.counts["linked"] == 2
    return run


def take_out(signed_in, run):
    return signed_in.post(reverse("import_removal", args=[run.pk]), follow=True)


def leads_and_words():
    """[(lead, its words, supporters, their words)] of both milestones."""
    return [
        (
            str(one.lead_partner or ""),
            one.lead_words,
            [str(s) for s in one.supporters.all()],
            one.entities_words,
        )
        for one in Milestone.objects.order_by("number")
    ]


WAITING = [("", "Port", [], ""), ("Town", "", [], "Port, HWC")]
LINKED = [("Port Authority", "", [], ""), ("Town", "", ["Port Authority"], "HWC")]


def test_milestones_wait_again_when_the_import_of_their_partner_is_taken_out(
    signed_in, planned, run_of, coordinator
):
    run = bring_in(run_of, coordinator)
    assert leads_and_words() == LINKED
    page = take_out(signed_in, run)
    assert leads_and_words() == WAITING
    assert not Partner.objects.filter(organisation__name="Port Authority").exists()
    signed_in.post(undo_on(page))
    assert leads_and_words() == LINKED
    take_out(signed_in, run)
    assert leads_and_words() == WAITING


def test_a_lead_that_said_yes_keeps_the_import(signed_in, planned, run_of, coordinator):
    run = bring_in(run_of, coordinator)
    with noted("accepted"):
        Milestone.objects.filter(title="Sample").update(lead_accepted_at=now())
    assert "points to it" in take_out(signed_in, run).text
    assert leads_and_words() == LINKED


def test_words_that_were_written_since_stay(signed_in, planned, run_of, coordinator):
    run = bring_in(run_of, coordinator)
    with noted("edited"):
        Milestone.objects.filter(title="Install sensors").update(entities_words="Everybody")
    take_out(signed_in, run)
    assert leads_and_words() == [WAITING[0], ("Town", "", [], "Everybody")]


def test_a_partner_that_is_added_by_hand_leads_what_waited_for_it(signed_in, bay, planned):
    port = Organisation.objects.create(name="Port Authority", short_name="Port")
    page = signed_in.post(reverse("partner_new", args=[bay.slug]), {"organisation": port.pk}, follow=True)
    assert "2 milestones that named it are linked to it now." in page.text
    assert leads_and_words() == LINKED


def test_a_partner_that_nobody_waited_for_is_only_added(signed_in, bay, planned):
    page = signed_in.post(
        reverse("partner_new", args=[bay.slug]), {"organisation_name": "Farm Union"}, follow=True
    )
    assert "Farm Union is a partner now." in page.text
    assert "linked to it now" not in page.text
    assert leads_and_words() == WAITING
