"""A partner offers what it could give; nothing counts on it until a coordinator agrees."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.needs import in_full
from partnerships.agreements import writing
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachable
from partnerships.correspondence.models import Notice
from partnerships.models import Contribution, Removal
from partnerships.needing import offer_needs
from tests import factories
from tests.partnerships.attachments.files import PDF, sent

FORM = {"description": "A hall on Mondays", "kind": "kind", "revision": 0}


@pytest.fixture
def address(union):
    return reverse("contribution_offer", args=[union.pk])


@pytest.fixture
def offer(as_, peter, union, address):
    as_(peter).post(address, FORM)
    return union.contributions.get()


def test_it_says_who_offers_and_needs_a_coordinator(offer, ruth, peter, coffee):
    assert (offer.state, offer.source, offer.recorded_by) == ("offered", "Peter Mugabo", peter)
    (row,) = in_full(offer_needs.of_partners(ruth, coffee))
    assert (row.title, row.action, row.is_post) == ("A hall on Mondays", "Agree", True)
    assert not list(offer_needs.of_partners(peter, coffee))


def test_a_coordinator_agrees_once(as_, ruth, offer, coffee):
    agreement = reverse("contribution_agreement", args=[offer.pk])
    assert "is pledged" in as_(ruth).post(agreement, follow=True).text
    offer.refresh_from_db()
    assert offer.state == "pledged"
    assert "agreed already" in as_(ruth).post(agreement, follow=True).text
    assert not list(offer_needs.of_partners(ruth, coffee))


def test_until_then_it_is_between_the_two(as_, ruth, peter, union, offer, coffee):
    other = factories.representative(factories.partner(coffee))
    page = union.get_absolute_url()
    for person, is_shown in (
        (ruth, True),
        (peter, True),
        (other, False),
        (factories.observer(coffee), False),
    ):
        assert ("A hall on Mondays" in as_(person).get(page).text) is is_shown
    assert "A hall on Mondays" not in as_(ruth).get(reverse("partners", args=[coffee.slug])).text
    agreement = writing.write(coffee)
    assert "A hall on Mondays" not in writing.compose(agreement, list(agreement.clauses.all()))


@pytest.mark.parametrize("amount", ["-1", "a lot"])
def test_less_than_nothing_is_no_offer(as_, peter, union, address, amount):
    page = as_(peter).post(address, {**FORM, "quantity": amount})
    assert (page.status_code, union.contributions.count()) == (422, 0)
    assert "A hall on Mondays" in page.text


def test_nobody_offers_for_another_partner(as_, coffee, address):
    other = factories.representative(factories.partner(coffee))
    assert as_(other).get(address).status_code == 403
    assert as_(other).post(address, FORM).status_code == 403
    assert not Contribution.objects.exists()


def test_the_database_knows_the_states(union):
    with pytest.raises(IntegrityError, match="contribution_state"), transaction.atomic():
        union.contributions.create(partnership=union.partnership, description="Hall", state="perhaps")


def test_nobody_is_asked_to_agree_to_what_they_recorded_themselves(as_, ruth, union, coffee):
    data = {**FORM, "state": "offered"}
    as_(ruth).post(reverse("contribution_new", args=[union.pk]), data)
    union.benefits.create(
        partnership=coffee, description="Its growers are heard", is_proposed=True, recorded_by=ruth
    )
    assert union.contributions.get().state == "offered"
    assert not list(offer_needs.of_partners(ruth, coffee))
    other = factories.coordinator(coffee)
    assert len(list(offer_needs.of_partners(other, coffee))) == 2


def test_the_partner_changes_what_it_offers_until_somebody_agrees(as_, ruth, peter, union, offer):
    edit = reverse("contribution_edit", args=[offer.pk])
    assert edit in as_(peter).get(union.get_absolute_url()).text
    page = as_(peter).get(edit)
    assert "Withdraw it" in page.text
    assert "state" not in page.context["form"].fields
    page = as_(peter).post(edit, {**FORM, "quantity": "9", "unit": "days"}, follow=True)
    assert "Saved: “A hall on Mondays, 9 days”" in page.text
    offer.refresh_from_db()
    assert (offer.quantity, offer.state) == (9, "offered")
    page = as_(ruth).post(reverse("contribution_agreement", args=[offer.pk]), follow=True)
    assert "“A hall on Mondays, 9 days” is pledged" in page.text
    assert as_(peter).get(edit).status_code == 403
    assert as_(peter).post(edit).status_code == 403
    assert edit not in as_(peter).get(union.get_absolute_url()).text


def test_what_is_typed_while_a_coordinator_agrees_is_kept_and_proposed_as_a_change(
    as_, ruth, peter, union, offer, coffee
):
    edit = reverse("contribution_edit", args=[offer.pk])
    as_(ruth).post(reverse("contribution_agreement", args=[offer.pk]))
    typed = {**FORM, "description": "A hall on Fridays"}
    page = as_(peter).post(edit, typed)
    assert page.status_code == 409
    assert "recorded as “A hall on Mondays”" in page.text
    assert 'value="A hall on Fridays"' in page.text
    assert union.contributions.count() == 1
    assert as_(peter).post(edit, {**typed, "as_change": "1", "quantity": "-1"}).status_code == 422
    page = as_(peter).post(edit, {**typed, "as_change": "1"}, follow=True)
    assert "Proposed as a change" in page.text
    change = union.contributions.get(state="offered")
    assert change.source == "Peter Mugabo, in place of “A hall on Mondays”"
    (row,) = in_full(offer_needs.of_partners(ruth, coffee))
    assert row.title == "A hall on Fridays"
    assert change.source in row.detail
    offer.refresh_from_db()
    assert (offer.state, offer.description) == ("pledged", "A hall on Mondays")
    other = factories.representative(factories.partner(coffee))
    assert as_(other).post(edit, typed).status_code == 403


@pytest.fixture
def change(as_, ruth, peter, union, offer):
    """What the partner proposes in place of its hall on Mondays, that was agreed, signed off and proven."""
    as_(ruth).post(reverse("contribution_agreement", args=[offer.pk]))
    Contribution.objects.update(state="delivered", signed_off_by=ruth, signed_off_at=timezone.now())
    edit = reverse("contribution_edit", args=[offer.pk])
    as_(peter).post(edit, {**FORM, "description": "A hall on Fridays", "quantity": "9", "as_change": "1"})
    return union.contributions.get(state="offered")


def test_a_change_that_is_agreed_to_becomes_what_it_changes(as_, ruth, peter, union, offer, change):
    for row, name in ((offer, "rent.pdf"), (change, "new-rent.pdf")):
        attach(attachable("contribution"), row, [sent(name, PDF)], by=peter)
    page = as_(ruth).post(reverse("contribution_agreement", args=[change.pk]), follow=True)
    assert "Agreed: “A hall on Fridays, 9” is what holds now." in page.text
    row = union.contributions.get()
    assert (row.pk, row.state, row.description, row.quantity) == (
        offer.pk,
        "delivered",
        "A hall on Fridays",
        9,
    )
    assert (row.signed_off_at, row.signed_off_by, row.recorded_by) == (None, None, peter)
    assert {file.name for file in row.files.all()} == {"rent.pdf", "new-rent.pdf"}
    told = Notice.objects.get(key=f"contribution:{offer.pk}:agreed:{row.revision}:{peter.pk}")
    assert told.text == "Ruth Nansubuga agreed to what you offered. Recorded: “A hall on Fridays, 9”."


def test_a_change_is_agreed_to_once_and_one_that_was_withdrawn_never(as_, ruth, peter, union, offer, change):
    agreement = reverse("contribution_agreement", args=[change.pk])
    as_(ruth).post(agreement)
    assert "agreed already" in as_(ruth).post(agreement, follow=True).text
    assert as_(peter).post(agreement).status_code == 403
    edit = reverse("contribution_edit", args=[offer.pk])
    as_(peter).post(edit, {**FORM, "description": "A hall on Sundays", "as_change": "1"})
    withdrawn = union.contributions.get(state="offered")
    as_(peter).post(reverse("contribution_removal", args=[withdrawn.pk]))
    assert as_(ruth).post(reverse("contribution_agreement", args=[withdrawn.pk])).status_code == 404


def test_a_change_whose_row_is_gone_is_an_offer_like_others(as_, ruth, union, offer, change):
    as_(ruth).post(reverse("contribution_removal", args=[offer.pk]))
    as_(ruth).post(reverse("contribution_agreement", args=[change.pk]))
    assert union.contributions.get().state == "pledged"


def test_a_coordinator_changes_the_words_of_a_change_and_not_its_state(as_, ruth, change):
    edit = reverse("contribution_edit", args=[change.pk])
    assert "state" not in as_(ruth).get(edit).context["form"].fields
    as_(ruth).post(edit, {**FORM, "description": "A hall on Sundays", "state": "pledged"})
    change.refresh_from_db()
    assert (change.description, change.state) == ("A hall on Sundays", "offered")


def test_the_database_knows_that_a_change_is_open(change):
    with pytest.raises(IntegrityError, match="contribution_change_is_open"), transaction.atomic():
        Contribution.objects.filter(pk=change.pk).update(state="pledged")


def test_what_it_says_that_it_gets_is_kept_in_the_same_way(as_, ruth, peter, union):
    row = union.benefits.create(partnership=union.partnership, description="Heard", recorded_by=peter)
    typed = {"description": "Decide, too", "revision": 0}
    edit = reverse("benefit_edit", args=[row.pk])
    page = as_(peter).post(edit, typed)
    assert (page.status_code, "recorded as “Heard”" in page.text) == (409, True)
    as_(peter).post(edit, {**typed, "as_change": "1"})
    change = union.benefits.get(is_proposed=True)
    assert (change.description, change.own_words) == ("Decide, too", True)
    as_(ruth).post(reverse("benefit_agreement", args=[change.pk]))
    agreed = union.benefits.get()
    assert (agreed.pk, agreed.description, agreed.is_proposed) == (row.pk, "Decide, too", False)


def test_the_partner_withdraws_what_it_offers_and_can_undo_that(as_, peter, union, offer):
    removal = reverse("contribution_removal", args=[offer.pk])
    as_(peter).post(removal)
    assert not union.contributions.exists()
    as_(peter).post(reverse("removal_return", args=[Removal.objects.get().pk]))
    offer.refresh_from_db()
    Contribution.objects.update(state="pledged")
    assert as_(peter).post(removal).status_code == 403
    assert union.contributions.exists()


def test_the_partner_changes_and_withdraws_what_it_says_that_it_gets(as_, ruth, peter, union):
    typed = {"description": "Its growers are heard", "revision": 0}
    as_(peter).post(reverse("benefit_proposal", args=[union.pk]), typed)
    row = union.benefits.get()
    edit = reverse("benefit_edit", args=[row.pk])
    assert edit in as_(peter).get(union.get_absolute_url()).text
    as_(peter).post(edit, {**typed, "description": "They decide, too"})
    row.refresh_from_db()
    assert (row.description, row.is_proposed) == ("They decide, too", True)
    as_(peter).post(reverse("benefit_removal", args=[row.pk]))
    assert not union.benefits.exists()


def test_nobody_changes_what_another_partner_offers(as_, coffee, union, offer):
    other = factories.representative(factories.partner(coffee))
    for name in ("contribution_edit", "contribution_removal"):
        assert as_(other).post(reverse(name, args=[offer.pk]), FORM).status_code == 403
    assert union.contributions.get().revision == 0


def test_whoever_offered_it_hears_once_what_was_recorded(as_, ruth, peter, offer):
    agreement = reverse("contribution_agreement", args=[offer.pk])
    as_(ruth).post(agreement)
    as_(ruth).post(agreement)
    notice = peter.notices.get()
    assert (
        notice.text == "Ruth Nansubuga agreed to what you offered. Recorded as pledged: “A hall on Mondays”."
    )
    assert not ruth.notices.exists()


def test_whoever_does_not_speak_for_the_partner_any_more_hears_nothing(as_, ruth, peter, offer):
    peter.represents.all().delete()
    as_(ruth).post(reverse("contribution_agreement", args=[offer.pk]))
    assert not peter.notices.exists()
