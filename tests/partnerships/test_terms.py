"""What partners give and get, and the groups in which they meet."""

import pytest

from partnerships.models import Benefit, Body, Contribution
from tests import factories

pytestmark = pytest.mark.fast


def test_money_and_everything_else_are_recorded_alike(as_, ruth, coffee, union):
    address = f"/partners/{union.pk}/contributions/new/"
    as_(ruth).post(
        address, {"description": "Seedlings", "kind": "cash", "state": "delivered", "value": "1500"}
    )
    as_(ruth).post(
        address,
        {"description": "Nurses", "kind": "hours", "state": "pledged", "quantity": "40", "unit": "hours"},
    )
    cash, hours = Contribution.objects.order_by("pk")
    assert (cash.value, cash.currency, cash.recorded_by) == (1500, "EUR", ruth)
    assert (hours.value, hours.quantity) == (None, 40)
    page = as_(ruth).get(f"/partners/{union.pk}/").content.decode()
    assert "not valued" in page


@pytest.mark.parametrize(
    "wrong", [{"value": "-1"}, {"value": "lots"}, {"description": ""}, {"kind": "gold"}, {"quantity": "1e99"}]
)
def test_a_wrong_contribution_is_refused(as_, ruth, union, wrong):
    data = {"description": "Staff", "kind": "kind", "state": "pledged", **wrong}
    assert as_(ruth).post(f"/partners/{union.pk}/contributions/new/", data).status_code == 422
    assert not Contribution.objects.exists()


def test_contributions_and_benefits_are_edited_and_removed(as_, ruth, coffee, union):
    gift = union.contributions.create(partnership=coffee, description="Staff")
    gain = union.benefits.create(partnership=coffee, description="Training")
    data = {"description": "Two staff", "kind": "kind", "state": "pledged", "revision": 0}
    as_(ruth).post(f"/contributions/{gift.pk}/edit/", data)
    as_(ruth).post(
        f"/benefits/{gain.pk}/edit/", {"description": "A seat at the table", "own_words": "on", "revision": 0}
    )
    assert Contribution.objects.get().description == "Two staff"
    assert Benefit.objects.get().own_words
    assert as_(ruth).post(f"/contributions/{gift.pk}/edit/", data).status_code == 409
    as_(ruth).post(f"/contributions/{gift.pk}/removal/")
    as_(ruth).post(f"/benefits/{gain.pk}/removal/")
    assert not Contribution.objects.exists()
    assert not Benefit.objects.exists()


def test_terms_check_owner(as_, coffee, union):
    gift = union.contributions.create(partnership=coffee, description="Staff")
    gain = union.benefits.create(partnership=coffee, description="Training")
    body = Body.objects.create(partnership=coffee, name="Board")
    member, stranger = factories.representative(union), factories.coordinator(factories.partnership())
    for address in (f"/contributions/{gift.pk}/edit/", f"/contributions/{gift.pk}/removal/", f"/benefits/{gain.pk}/edit/",
                    f"/benefits/{gain.pk}/removal/", f"/bodies/{body.pk}/edit/", f"/bodies/{body.pk}/removal/"):  # fmt: skip
        assert as_(member).post(address).status_code == 403
        assert as_(stranger).post(address).status_code == 404
    assert Contribution.objects.exists()
    assert Body.objects.exists()


def test_a_group_has_remit_members_and_a_way_to_decide(as_, ruth, coffee, union):
    data = {"name": "Steering committee", "remit": "Plan and money", "partners": [union.pk], "quorum": 1,
            "decision_rule": "consensus"}  # fmt: skip
    as_(ruth).post("/partnerships/coffee/bodies/new/", data)
    page = as_(ruth).get("/partnerships/coffee/bodies/").content.decode()
    for words in (
        "Steering committee",
        "Plan and money",
        "Kigezi",
        "Consensus",
        "Silence does not count as consent",
    ):
        assert words in page
    assert Body.objects.get().partners.get() == union


def test_a_second_group_of_that_name_is_refused_beside_the_name(as_, ruth, coffee):
    Body.objects.create(partnership=coffee, name="Board")
    answer = as_(ruth).post("/partnerships/coffee/bodies/new/", {"name": "Board", "decision_rule": "consent"})
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors


def test_a_quorum_above_the_members_is_refused(as_, ruth, coffee, union):
    data = {"name": "Board", "partners": [union.pk], "quorum": 2, "decision_rule": "consent"}
    assert as_(ruth).post("/partnerships/coffee/bodies/new/", data).status_code == 422


def test_a_partner_of_another_partnership_can_not_join_a_group(as_, ruth, coffee):
    foreign = factories.partner()
    data = {"name": "Board", "partners": [foreign.pk], "decision_rule": "consent"}
    assert as_(ruth).post("/partnerships/coffee/bodies/new/", data).status_code == 422


@pytest.mark.parametrize(("own_words", "shown"), [(True, "“Fresh air”"), (False, "Fresh air")])
def test_a_partner_s_own_words_stand_in_quotation_marks(own_words, shown):
    assert Benefit(description="Fresh air", own_words=own_words).quoted == shown


@pytest.mark.parametrize("words", ["2099", "Q1 2099", "1 May 2098 - 30 April 2099"])
def test_nothing_has_come_in_a_time_that_is_still_to_begin(as_, ruth, coffee, union, words):
    gift = {"description": "Staff", "kind": "kind", "period_words": words}
    got = {"description": "Training", "period_words": words}
    contributions, benefits = (f"/partners/{union.pk}/{name}/new/" for name in ("contributions", "benefits"))
    for address, data in ((contributions, gift | {"state": "delivered"}), (benefits, got)):
        page = as_(ruth).post(address, data)
        assert page.status_code == 422
        assert "so nothing of it can have come yet" in page.text
    assert as_(ruth).post(contributions, gift | {"state": "pledged"}).status_code == 302
    assert as_(ruth).post(benefits, got | {"expected": "on"}).status_code == 302
    assert (Contribution.objects.count(), Benefit.objects.count()) == (1, 1)
