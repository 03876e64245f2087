"""What becomes of what was shared when the row, the child or the parent changes."""

from datetime import date

import pytest
from django.urls import reverse

from impact.models import Story
from partnerships import removing
from partnerships.closing import closing
from partnerships.merges.merging import merge_organisations
from partnerships.models import Partnership
from partnerships.sharing import choosing
from partnerships.sharing.models import SharedUpward
from tests import factories
from tests.partnerships.sharing.family import sent

# What becomes of the row


def test_what_is_in_the_bin_is_not_shown_and_is_again_when_it_is_back(family, above):
    family.share("milestones")
    removal = removing.remove(family.milestone, by=family.below, page="/")
    assert "Marker nursery" not in above()
    removing.bring_back(removal, by=family.below)
    assert "Marker nursery" in above()


def test_a_partner_that_withdrew_does_not_come_up_any_more(family, above):
    family.share("partners")
    family.child.partners.update(withdrawn_on=date(2026, 1, 1))
    assert "Marker Mill" not in above()


def test_of_two_that_were_one_the_one_that_stays_is_chosen_anew(family, above):
    family.share("partners")
    stays = factories.partner(family.child, "Marker Mill Ltd")
    merge_organisations(family.partner.organisation, stays.organisation, by=factories.administrator())
    assert "Marker" not in above()
    assert choosing.counts(family.child) == {}


def test_a_decision_under_a_confidential_item_never_comes_up(family, as_, page, above):
    family.share("decisions")
    assert "Marker decision" in above()
    family.decision.line.item.title = "Staff (confidential)"
    family.decision.line.item.save()
    assert "Marker decision" not in above()
    assert "Marker decision" not in as_(family.below).get(page + "?kind=decisions").text


def test_a_story_never_brings_the_words_of_one_person_along(family, above):
    Story.objects.update(quote="marker-quote", quote_by="marker-who", consent_on=date(2026, 1, 1))
    family.share("stories")
    assert "marker-" not in above()


# What becomes of the two


def test_a_closed_child_is_called_so_and_its_choice_stays(family, as_, page, above):
    family.share("partners")
    closing.close(family.child, by=family.below)
    read = above()
    assert "Marker Mill" in read
    assert "closed" in read
    seen = as_(family.below).get(page)
    assert seen.status_code == 200
    assert "Save what is shared" not in seen.text
    as_(family.below).post(page, sent(family, "partners", was=[family.partner.pk]))
    assert SharedUpward.objects.count() == 1


def test_another_parent_sees_nothing_until_it_is_chosen_again(family, as_, above):
    family.share_all()
    other = factories.partnership(name="Other Platform", slug="other")
    reader = factories.coordinator(other)
    Partnership.objects.filter(pk=family.child.pk).update(parent=other)
    theirs = reverse("children", args=["other"])
    assert "Marker" not in above()
    assert "Marker" not in as_(reader).get(theirs).text
    assert not SharedUpward.objects.exists()
    with pytest.raises(choosing.OtherParent):
        family.share("partners")
    family.share("partners", parent=other)
    assert "Marker Mill" in as_(reader).get(theirs).text
    assert "Marker" not in above()


def test_back_with_the_old_parent_it_is_chosen_again(family, above):
    family.share_all()
    for parent in (None, family.parent):
        Partnership.objects.filter(pk=family.child.pk).update(parent=parent)
    assert "Marker" not in above()


def test_without_a_parent_there_is_nothing_to_choose(family, as_, page):
    Partnership.objects.filter(pk=family.child.pk).update(parent=None)
    assert "It is not part of another partnership" in as_(family.below).get(page).text


def test_the_choice_stands_in_the_history_of_the_child_alone(family, as_):
    family.share("milestones")
    assert "Shared upward" in as_(family.below).get(reverse("history", args=["valley"])).text
    assert "Shared upward" not in as_(family.above).get(reverse("history", args=["region"])).text
