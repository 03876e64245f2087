"""Prospects: who might join, the next step, sectors that are wanted, and becoming a partner."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.needs import in_full
from backbone.time.days import today_of
from partnerships.models import Organisation
from partnerships.people.personal import erasure
from partnerships.prospects import needs, sectors
from partnerships.prospects.models import Prospect
from tests import factories

FORM = {"name": "Soil Laboratory", "state": "considered", "revision": 0}


@pytest.fixture
def laboratory(coffee, peter):
    return Prospect.objects.create(partnership=coffee, name="Soil Laboratory", known_by=peter)


@pytest.fixture
def listed(coffee):
    return reverse("prospects", args=[coffee.slug])


def test_a_name_is_enough(as_ruth, coffee, listed):
    as_ruth.post(reverse("prospect_new", args=[coffee.slug]), FORM)
    assert coffee.prospects.get().state == "considered"
    assert "Soil Laboratory" in as_ruth.get(listed).text


def test_two_coordinators_who_add_the_same_are_told(as_ruth, coffee, laboratory):
    page = as_ruth.post(reverse("prospect_new", args=[coffee.slug]), {**FORM, "name": "SOIL laboratory"})
    assert page.status_code == 422
    assert "is on the list already" in page.text
    with pytest.raises(IntegrityError, match="prospect_once"), transaction.atomic():
        Prospect.objects.create(partnership=coffee, name="soil LABORATORY")
    Prospect.objects.create(partnership=factories.partnership(), name="Soil Laboratory")


@pytest.mark.parametrize(("days", "state"), [(-1, "late"), (0, "open"), (1, None)])
def test_a_step_that_is_due_needs_a_coordinator(ruth, coffee, laboratory, days, state):
    laboratory.next_step, laboratory.next_on = "Call them", today_of(coffee) + timedelta(days=days)
    laboratory.save()
    rows = list(in_full(needs.steps_due(ruth)))
    assert [(row.state, row.title) for row in rows] == ([(state, "Soil Laboratory")] if state else [])
    laboratory.state = "declined"
    laboratory.save()
    assert not list(needs.steps_due(ruth))


def test_one_that_joins_is_a_prospect_no_more(as_ruth, coffee, laboratory):
    address = reverse("partner_new", args=[coffee.slug])
    assert 'value="Soil Laboratory"' in as_ruth.get(f"{address}?name=Soil+Laboratory").text
    page = as_ruth.post(address, {"organisation_name": "soil laboratory", "revision": 0}, follow=True)
    assert "It is no prospect any more." in page.text
    laboratory.refresh_from_db()
    assert (laboratory.state, str(laboratory.partner)) == ("joined", "soil laboratory")


def test_sectors_that_take_part_stand_beside_those_that_are_wanted(as_ruth, coffee, union, listed):
    Organisation.objects.filter(partners=union).update(sector="private")
    wishes = reverse("sector_wishes", args=[coffee.slug])
    as_ruth.post(wishes, {"academic": "Somebody who measures soil", "public": ""})
    found = {
        row.label: ([str(one) for one in row.partners], row.wanted) for row in sectors.present(coffee).rows
    }
    assert found["Private"] == ([str(union)], "")
    assert found["Academic"] == ([], "Somebody who measures soil")
    assert "Somebody who measures soil" in as_ruth.get(listed).text
    as_ruth.post(wishes, {"academic": ""})
    assert not coffee.sector_wishes.exists()
    page = as_ruth.post(wishes, {"academic": "x" * 301})
    assert (page.status_code, coffee.sector_wishes.exists()) == (422, False)


def test_what_another_wrote_about_a_sector_meanwhile_stays(as_ruth, coffee, listed):
    sectors.wish(coffee, {"academic": "A school", "civil": "A choir"})
    shown = as_ruth.get(listed).text
    assert 'name="initial-academic"' in shown
    sectors.wish(coffee, {"academic": "A school on the river"})
    typed = {"academic": "A school", "initial-academic": "A school", "civil": "", "initial-civil": "A choir"}
    as_ruth.post(reverse("sector_wishes", args=[coffee.slug]), typed)
    assert sectors.wishes(coffee) == {"academic": "A school on the river"}


def test_a_gap_becomes_a_prospect(as_ruth, coffee, listed):
    sectors.wish(coffee, {"academic": "a school on the river"})
    address = reverse("prospect_new", args=[coffee.slug])
    assert f'href="{address}?sector=academic"' in as_ruth.get(listed).text
    form = as_ruth.get(address, {"sector": "academic"}).context["form"]
    assert (form["sector"].value(), form["brings"].value()) == ("academic", "a school on the river")
    assert as_ruth.get(address, {"sector": "private"}).context["form"]["brings"].value() in ("", None)


def test_nobody_but_coordinators_finds_or_sees_it(as_, peter, ruth, laboratory, listed):
    assert as_(peter).get(listed).status_code == 403
    assert "Soil Laboratory" not in as_(peter).get("/search/?q=laboratory").text
    assert "Soil Laboratory" in as_(ruth).get("/search/?q=laboratory").text


def test_it_is_removed_and_comes_back(as_ruth, coffee, laboratory):
    page = as_ruth.post(reverse("prospect_removal", args=[laboratory.pk]), follow=True)
    assert not coffee.prospects.exists()
    as_ruth.post(reverse("removal_return", args=[coffee.removals.get().pk]))
    assert "Undo" in page.text
    assert coffee.prospects.get() == laboratory


def test_whoever_knew_them_can_be_erased(laboratory, peter):
    erasure.erase(peter, by=factories.administrator())
    laboratory.refresh_from_db()
    assert laboratory.known_by is None


def test_a_partner_without_a_sector_is_not_left_out_of_the_sectors(as_ruth, coffee, union, listed):
    page = as_ruth.get(listed).text
    assert "nobody yet" not in page
    assert "1 partner has no sector recorded" in page
    assert reverse("organisation_edit", args=[union.organisation_id]) in page
    Organisation.objects.update(sector="private")
    page = as_ruth.get(listed).text
    assert "nobody yet" in page
    assert "no sector recorded" not in page


@pytest.mark.parametrize("known", ["", "public"])
def test_the_sector_of_a_prospect_goes_along_unless_it_is_known(as_ruth, coffee, laboratory, known):
    Prospect.objects.update(sector="academic")
    organisation = factories.organisation("Soil Laboratory", sector=known)
    as_ruth.post(reverse("partner_new", args=[coffee.slug]), {"organisation": organisation.pk, "revision": 0})
    organisation.refresh_from_db()
    assert organisation.sector == (known or "academic")


def test_who_is_a_partner_already_is_said_when_it_is_saved_as_a_prospect(as_ruth, coffee, union):
    new = reverse("prospect_new", args=[coffee.slug])
    page = as_ruth.post(new, {**FORM, "name": "kigezi farmers' union"}, follow=True).text
    assert coffee.prospects.get().name == "kigezi farmers' union"
    assert "Kigezi Farmers’ Union is a partner here already." in page
    page = as_ruth.post(new, {**FORM, "name": "Soil Laboratory"}, follow=True).text
    assert "is a partner here already" not in page
