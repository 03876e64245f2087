"""Two organisations that are one: everything moves, nothing is lost, and undoing gives the database of before."""

from datetime import date

import pytest
from django.db import connection

from partnerships import removing
from partnerships.merges import likely_doubles, merging
from partnerships.models import BodyPartner, Merge, Organisation, Partner, Representative
from partnerships.pausing import pauses
from tests import factories
from tests.given import ask_in_round
from tests.partnerships.whole_database import differing, point_everything_to, rows, still_pointing
from workplans.models import MilestoneSupporter

pytestmark = pytest.mark.django_db


def merged(gone, stays, by):
    return merging.merge_organisations(gone, stays, by=by)


def undone(merge, by):
    back = merging.undo(merge, Organisation, by=by)
    connection.check_constraints()
    return back


@pytest.fixture
def two(world):
    """Two partners of one partnership, the first with a row of everything that can point to a partner."""
    gone, stays = world.of.partners.order_by("pk")[:2]
    return gone, stays


def test_everything_that_points_to_the_one_moves_and_comes_back(world, two):
    gone, stays = two
    by = world.people["coordinator"]
    Partner.objects.exclude(partnership=world.of).filter(
        organisation__in=[gone.organisation, stays.organisation]
    ).delete()
    pauses.pause(world.of, date(2027, 6, 1), partner=gone, by=by)
    ask_in_round(world, by)
    assert point_everything_to(gone, world.of) == []
    before = rows()
    merge = merged(gone.organisation, stays.organisation, by)
    assert still_pointing(Organisation, gone.organisation_id) == []
    assert still_pointing(Partner, gone.pk) == []
    assert not Partner.objects.filter(pk=gone.pk).exists()
    assert differing(before, rows())
    undone(merge, by)
    assert differing(before, rows()) == {}
    assert Merge.objects.get().undone_by == by


def seats(partner):
    """Who represents a partner now, and how."""
    return dict(
        Representative.objects.current().filter(partner=partner).values_list("person__name", "capacity")
    )


@pytest.fixture
def pair(coffee):
    """A partner that came twice, such as by an import."""
    return factories.partner(coffee, "DWU"), factories.partner(coffee, "Delta Water Union")


def test_a_partner_keeps_one_lead_and_a_person_one_seat(ruth, pair):
    gone, stays = pair
    ada, joel = factories.person("Ada"), factories.person("Joel")
    factories.representative(gone, ada, capacity="lead", job_title="Director")
    factories.representative(gone, joel, capacity="sponsor")
    factories.representative(stays, ada)
    factories.representative(stays, factories.person("Mary"), capacity="lead")
    before = rows()
    merge = merged(gone.organisation, stays.organisation, ruth)
    assert seats(stays) == {"Ada": "member", "Joel": "sponsor", "Mary": "lead"}
    assert Representative.objects.get(person=ada).job_title == "Director"
    undone(merge, ruth)
    assert differing(before, rows()) == {}


def test_the_lead_of_the_one_leads_where_the_other_has_none(ruth, pair):
    gone, stays = pair
    ada = factories.representative(gone, factories.person("Ada"), capacity="lead")
    factories.representative(stays, ada)
    merged(gone.organisation, stays.organisation, ruth)
    assert seats(stays) == {"Ada": "lead"}


def test_what_is_known_of_the_one_alone_is_taken_over_and_both_texts_are_kept(ruth, pair):
    gone, stays = pair
    Partner.objects.filter(pk=gone.pk).update(
        role="Signatory", mandate="Up to € 500", since_words="spring 2024"
    )
    Partner.objects.filter(pk=stays.pk).update(mandate="Nothing", withdrawn_on="2026-01-01")
    Organisation.objects.filter(pk=gone.organisation_id).update(
        sector="public", country="NL", domains=["dwu.example"]
    )
    Organisation.objects.filter(pk=stays.organisation_id).update(country="BE")
    merged(gone.organisation, stays.organisation, ruth)
    stays = Partner.objects.select_related("organisation").get(pk=stays.pk)
    assert (stays.role, stays.since_words, stays.withdrawn_on) == ("Signatory", "spring 2024", None)
    assert stays.mandate == "Nothing\n\nUp to € 500"
    one = stays.organisation
    assert (one.sector, one.country, one.domains, str(one)) == (
        "public",
        "BE",
        ["dwu.example"],
        "Delta Water Union",
    )


def test_before_undo_the_page_says_what_it_moves_back(as_, ruth, pair, coffee):
    gone, stays = pair
    for title in ("Sow", "Plant"):
        factories.task(coffee, title, partner=gone)
    merged(gone.organisation, stays.organisation, ruth)
    page = as_(ruth).get(stays.organisation.get_absolute_url()).content.decode()
    words = " ".join(page[page.index("Undo moves back") :].split())
    assert words.startswith("Undo moves back: Partner (1), Task (2) <")


def test_a_place_that_both_had_is_one_place(ruth, pair, coffee):
    gone, stays = pair
    body, milestone = coffee.bodies.create(name="Board"), factories.milestone(factories.objective(coffee))
    body.partners.set(pair)
    milestone.supporters.set(pair)
    merge = merged(gone.organisation, stays.organisation, ruth)
    assert [row.partner for row in BodyPartner.objects.all()] == [stays]
    assert [row.partner for row in MilestoneSupporter.objects.all()] == [stays]
    undone(merge, ruth)
    assert set(body.partners.all()) == set(milestone.supporters.all()) == set(pair)


def test_what_came_since_stays_and_what_was_changed_since_is_left(ruth, pair, coffee):
    gone, stays = pair
    other = factories.partner(coffee)
    moved, changed = (factories.task(coffee, partner=gone) for _ in range(2))
    merge = merged(gone.organisation, stays.organisation, ruth)
    later = factories.task(coffee, partner=stays)
    type(changed).objects.filter(pk=changed.pk).update(partner=other)
    back = undone(merge, ruth)
    for task in (moved, changed, later):
        task.refresh_from_db()
    assert back == gone.organisation
    assert (moved.partner_id, changed.partner, later.partner) == (gone.pk, other, stays)


def test_it_is_not_undone_when_something_that_was_moved_is_gone(ruth, pair, coffee):
    gone, stays = pair
    moved = gone.contributions.create(partnership=coffee, description="Hall")
    merge = merged(gone.organisation, stays.organisation, ruth)
    moved.delete()
    kept = rows()
    with pytest.raises(merging.CannotUndo, match="removed since"):
        merging.undo(merge, Organisation, by=ruth)
    assert differing(kept, rows()) == {}


def test_it_is_not_undone_before_a_later_merge_is(ruth, pair, coffee):
    gone, stays = pair
    third = factories.partner(coffee).organisation
    first = merged(gone.organisation, stays.organisation, ruth)
    second = merged(stays.organisation, third, ruth)
    with pytest.raises(merging.CannotUndo, match="Take that back first"):
        merging.undo(first, Organisation, by=ruth)
    undone(second, ruth)
    assert undone(first, ruth) == gone.organisation


@pytest.mark.parametrize("lies_in_a_bin", [False, True])
def test_only_who_coordinates_every_partnership_of_both_may(ruth, pair, as_, lies_in_a_bin):
    gone, stays = pair
    elsewhere = factories.partner(factories.partnership(), organisation=gone.organisation)
    if lies_in_a_bin:
        removing.remove(elsewhere, by=None, page="/somewhere/")
    with pytest.raises(merging.CannotMerge, match="do not coordinate"):
        merged(gone.organisation, stays.organisation, ruth)
    merge = merged(gone.organisation, stays.organisation, factories.administrator())
    assert as_(ruth).post(f"/merges/{merge.pk}/undo/").status_code == 403
    assert Organisation.objects.filter(pk=gone.organisation_id).count() == 0


def test_the_page_offers_it_and_takes_it_back(ruth, pair, as_):
    gone, stays = pair
    client, page = as_(ruth), f"/organisations/{stays.organisation_id}/"
    assert f'value="{gone.organisation_id}"' in client.get(page).text
    answer = client.post(f"{page}merging/", {"other": gone.organisation_id}, follow=True)
    assert "DWU was merged into it" in answer.text
    merge = Merge.objects.get()
    again = client.post(f"{page}merging/", {"other": gone.organisation_id})
    assert again.status_code == 404
    answer = client.post(f"/merges/{merge.pk}/undo/", follow=True)
    assert "DWU is an organisation of its own again." in answer.text
    assert set(Organisation.objects.filter(partners__in=pair)) == {gone.organisation, stays.organisation}


def test_no_other_than_those_one_coordinates_is_merged_by_its_key(ruth, pair, as_):
    theirs = factories.partner().organisation
    page = f"/organisations/{pair[1].organisation_id}/"
    assert as_(ruth).post(f"{page}merging/", {"other": theirs.pk}).status_code == 404
    assert "Choose which one." in as_(ruth).post(f"{page}merging/", {"other": "x"}, follow=True).text


@pytest.mark.parametrize(
    ("name", "other", "is_offered"),
    [
        ("DWU", "Delta Water Union", True),
        ("Delta Water Union", "DWU", True),
        ("Stichting De Brug", "De Brug B.V.", True),
        ("Smith & Sons", "Smith en Sons", True),
        ("Delta Water Union", "Delta Coffee Union", False),
        ("GGD Amsterdam", "GGD Utrecht", False),
        ("Kigezi Union", "Kigesi Union", True),
        ("Kigezi", "Kigesi", True),
        ("Kigezi Union 1", "Kigezi Union 2", False),
    ],
)
def test_which_names_are_offered(ruth, coffee, name, other, is_offered):
    one, two = (factories.partner(coffee, called).organisation for called in (name, other))
    assert (two in likely_doubles.of_organisation(one, ruth)) == is_offered


def test_equal_names_in_two_countries_are_not_offered_but_found_when_asked_for(ruth, coffee):
    one = factories.partner(
        coffee, organisation=factories.organisation("Red Cross", country="NL")
    ).organisation
    two = factories.partner(
        coffee, organisation=factories.organisation("Red Cross", country="UG")
    ).organisation
    assert likely_doubles.of_organisation(one, ruth) == []
    assert likely_doubles.of_organisation(one, ruth, "red cr") == [two]


def test_no_more_are_offered_than_a_page_shows(ruth, coffee):
    one = factories.partner(coffee, "Red Cross").organisation
    for _ in range(likely_doubles.OFFERED + 1):
        factories.partner(coffee, "Red Cross")
    assert len(likely_doubles.of_organisation(one, ruth)) == likely_doubles.OFFERED
