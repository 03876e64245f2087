"""Nothing of a dispute stands anywhere else, and what becomes of it when partners leave, are merged or removed."""

import io
import zipfile

import pytest
from django.urls import reverse

from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships import partners, removing
from partnerships.agreements import writing
from partnerships.closing import closing
from partnerships.correspondence import digest_mornings
from partnerships.disputes import needs
from partnerships.disputes.models import Dispute, DisputeStep
from partnerships.merges import merging
from partnerships.people.personal import export
from partnerships.removing import in_bin
from tests import factories
from tests.partnerships.disputes.conftest import DAY, SECRET

pytestmark = pytest.mark.fast


def found(person, partnership=None):
    return in_full(needs.of_disputes(person, partnership))


def test_the_agreement_leads_there_and_says_nothing(as_, ruth, mary, coffee, dispute):
    writing.write(coffee)
    for person in (ruth, mary):
        text = as_(person).get(reverse("agreement", args=[coffee.slug])).text
        assert reverse("disputes", args=[coffee.slug]) in text
        assert SECRET not in text


def test_a_step_stands_under_needs_you_without_its_content(as_, ruth, mary, peter, coffee, dispute, today):
    for person in (ruth, mary):
        for where in (None, coffee):
            (need,) = found(person, where)
            assert (need.title, need.state) == ("A step of a private note is due", "open")
            assert SECRET not in f"{need.title}{need.detail}{need.word}"
    page = as_(ruth).get(coffee.get_absolute_url()).text + as_(ruth).get(reverse("my_work")).text
    assert "A step of a private note is due" in page
    assert SECRET not in page
    others = (peter, factories.leader(coffee), factories.observer(coffee), factories.administrator())
    assert [found(person, coffee) for person in others] == [[], [], [], []]
    DisputeStep.objects.filter(place=1).update(due_on=today - DAY)
    assert [need.state for need in found(ruth)] == ["late"]


@pytest.mark.parametrize(("days", "count"), [(3, 1), (4, 0)])
def test_a_step_is_near_three_days_before(ruth, dispute, today, days, count):
    DisputeStep.objects.filter(place=1).update(due_on=today + days * DAY)
    assert len(found(ruth)) == count


def test_what_is_done_or_has_ended_asks_nothing(ruth, mary, dispute, today):
    Dispute.objects.update(ended_on=today, outcome="Settled")
    assert found(ruth) == found(mary) == []
    Dispute.objects.update(ended_on=None)
    dispute.steps.update(done_on=today)
    assert found(ruth) == found(mary) == []


def test_whoever_is_a_party_or_has_left_is_asked_nothing(ruth, mary, union, dispute):
    factories.representative(union, ruth)
    mary.roles.all().delete()
    assert found(ruth) == found(mary) == []


def test_in_a_partnership_that_is_closed_it_is_only_read(as_, ruth, mary, coffee, dispute):
    closing.close(coffee, by=ruth)
    step = dispute.steps.first()
    addresses = [
        reverse("dispute_new", args=[coffee.slug]),
        *(
            reverse(f"dispute_{name}", args=[dispute.pk])
            for name in ("edit", "ending", "reopening", "removal")
        ),
        *(reverse(f"dispute_step_{name}", args=[step.pk]) for name in ("edit", "removal")),
        reverse("dispute_step_new", args=[dispute.pk]),
    ]
    for person in (ruth, mary):
        client = as_(person)
        text = client.get(dispute.get_absolute_url()).text
        assert SECRET in text
        text += client.get(reverse("disputes", args=[coffee.slug])).text
        for address in addresses:
            assert address not in text
            assert client.post(address).status_code in (403, 409), address
        assert found(person) == []
    assert as_(ruth).get(addresses[1]).status_code in (403, 409)
    assert Dispute.objects.get().steps.count() == 2


def test_no_page_digest_or_mailed_link_says_it(as_, ruth, peter, coffee, union, dispute, client):
    digest_mornings.send_due()
    assert not Message.objects.filter(text__contains=SECRET).exists()
    link = factories.link_for(peter, coffee, "digest")
    pages = [client.get(f"/l/{link_tokens.token(link.pk)}/")]
    pages += [
        as_(ruth).get(address)
        for address in (
            reverse("history", args=[coffee.slug]),
            reverse("search") + f"?q={SECRET}",
            reverse("correspondence", args=[coffee.slug]),
            union.get_absolute_url(),
        )
    ]
    for page in pages:
        assert page.status_code == 200
        # The search shows the words that were asked for.
        assert f"{SECRET} 1" not in page.text
        assert "/disputes/" not in page.text


def test_the_export_of_who_wrote_or_handles_it_holds_none_of_it(ruth, mary, dispute):
    for person in (ruth, mary):
        with zipfile.ZipFile(io.BytesIO(export.export(person))) as whole:
            parts = b"".join(whole.read(name) for name in whole.namelist())
        assert SECRET.encode() not in parts


def test_a_partner_that_leaves_stays_a_party(as_ruth, union, dispute, today):
    partners.withdraw(union, today)
    assert list(dispute.parties.values_list("pk", flat=True))
    assert str(union) in as_ruth.get(dispute.get_absolute_url()).text
    assert dispute.parties.count() == 2


def test_a_partner_that_is_merged_takes_its_place_as_a_party(ruth, coffee, union, roasters, dispute):
    other = factories.partner(coffee, "Kigezi Farmers")
    merge = merging.merge_organisations(union.organisation, other.organisation, by=ruth)
    assert set(dispute.parties.all()) == {other, roasters}
    merging.undo(merge, type(union.organisation), by=ruth)
    assert set(dispute.parties.all()) == {union, roasters}


def test_two_parties_that_become_one_leave_one_and_it_is_said(as_ruth, ruth, union, roasters, dispute):
    merge = merging.merge_organisations(union.organisation, roasters.organisation, by=ruth)
    assert list(dispute.parties.all()) == [roasters]
    assert "Fewer than two parties are left" in as_ruth.get(dispute.get_absolute_url()).text
    edit = reverse("dispute_edit", args=[dispute.pk])
    data = {"words": "Still", "parties": [roasters.pk], "opened_on": str(dispute.opened_on), "revision": 0}
    assert as_ruth.post(edit, data).status_code == 302
    merging.undo(merge, type(union.organisation), by=ruth)
    assert set(dispute.parties.all()) == {union, roasters}


def test_a_partner_that_is_removed_is_a_party_again_when_it_is_back(
    as_ruth, ruth, coffee, union, roasters, dispute
):
    removal = removing.remove(union, by=ruth, page="/somewhere/")
    assert list(dispute.parties.all()) == [roasters]
    assert "Fewer than two parties are left" in as_ruth.get(dispute.get_absolute_url()).text
    in_the_bin = as_ruth.get(reverse("bin", args=[coffee.slug])).text
    assert str(union) in in_the_bin
    assert "ispute" not in in_the_bin
    removing.bring_back(in_bin(coffee).get(pk=removal.pk), by=ruth)
    assert set(dispute.parties.all()) == {union, roasters}


def test_a_dispute_goes_with_its_partnership(coffee, dispute):
    coffee.disputes.all().delete()
    assert not DisputeStep.objects.exists()
