"""What a partnership shares with its parent is its coordinator's choice, row by row; the parent sees that and no more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.panels import registry
from impact.models import Measurement, Story
from meetings.models import Decision
from partnerships import removing
from partnerships.closing import closing
from partnerships.merges.merging import merge_organisations
from partnerships.models import Partnership
from partnerships.sharing import choosing
from partnerships.sharing.models import SharedUpward
from tests import factories
from workplans.models import Indicator, Milestone, Outcome


class Family:
    """A parent with its coordinator, and a child with its own and with a row of every kind."""

    def __init__(self):
        self.parent = factories.partnership(name="Regional Platform", slug="region")
        self.child = factories.partnership(name="Valley Growers", slug="valley", parent=self.parent)
        self.above, self.below = factories.coordinator(self.parent), factories.coordinator(self.child)
        self.partner = factories.partner(self.child, "Marker Mill", role="Signatory")
        self.milestone = factories.milestone(
            factories.objective(self.child), title="Marker nursery", due=date(2031, 5, 6)
        )
        self.story = Story.objects.create(
            partnership=self.child, title="Marker story", what_changed="Marker change", need="marker-need"
        )
        outcome = Outcome.objects.create(partnership=self.child, name="marker-outcome")
        self.indicator = Indicator.objects.create(
            partnership=self.child, outcome=outcome, name="Marker families"
        )
        when = {"period_words": "2025", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
        Measurement.objects.create(
            partnership=self.child,
            indicator=self.indicator,
            value=412,
            source="Marker count",
            note="marker-note",
            **when,
        )
        self.decision = self.decide("Marker decision")

    def decide(self, words, item="Budget", number=1):
        meeting = factories.meeting(self.child, state="closed")
        line = factories.line(meeting, f"= {words}", factories.agenda_item(meeting, item))
        Decision.objects.filter(line=line).delete()
        return Decision.objects.create(
            partnership=self.child, meeting=meeting, line=line, number=number, text=words
        )

    @property
    def rows(self):
        return {
            "partners": self.partner,
            "milestones": self.milestone,
            "decisions": self.decision,
            "indicators": self.indicator,
            "stories": self.story,
        }

    def share(self, key, row=None, stop=(), parent=None):
        return choosing.choose(
            self.child,
            choosing.kind_called(key),
            parent=(parent or self.parent).pk,
            share={(row or self.rows[key]).pk} - set(stop),
            stop=stop,
            by=self.below,
        )

    def share_all(self):
        for key in self.rows:
            self.share(key)


SAID = {
    "partners": ["Marker Mill", "Signatory"],
    "milestones": ["Marker nursery", "due 6 May 2031", "Planned"],
    "decisions": ["Marker decision", "decided on"],
    "indicators": ["Marker families", "412", "Marker count", "2025"],
    "stories": ["Marker story", "Marker change"],
}


@pytest.fixture
def family(db):
    return Family()


@pytest.fixture
def above(family, as_):
    """What the parent's coordinator reads."""
    return lambda: as_(family.above).get(reverse("children", args=["region"])).text


@pytest.fixture
def page(family):
    return reverse("shared_upward", args=["valley"])


def sent(family, key, *, share=(), was=(), parent=None):
    row = family.rows[key].pk
    return {"parent": (parent or family.parent).pk, "shown": [row], "was": was, "share": share}


def test_every_kind_has_a_row_here(family):
    assert {kind.key for kind in registry.shared_upward} == set(family.rows) == set(SAID)


@pytest.mark.parametrize("key", SAID)
def test_the_parent_reads_what_was_shared_and_nothing_before(key, family, as_, page, above):
    assert "marker" not in above().lower()
    address = f"{page}?kind={key}"
    assert "checked" not in as_(family.below).get(address).text
    done = as_(family.below).post(address, sent(family, key, share=[family.rows[key].pk]), follow=True)
    assert "Saved: 1 row changed." in done.text
    assert "checked" in done.text
    read = above()
    assert [words for words in SAID[key] if words not in read] == []
    others = [words for other in SAID if other != key for words in SAID[other] if "Marker" in words]
    assert [words for words in [*others, "marker-"] if words in read] == []


@pytest.mark.parametrize("key", SAID)
def test_it_is_taken_back(key, family, as_, page, above):
    family.share(key)
    row = family.rows[key].pk
    as_(family.below).post(f"{page}?kind={key}", sent(family, key, was=[row]))
    assert "marker" not in above().lower()


def test_what_is_shown_is_what_the_row_says_now(family, above):
    family.share_all()
    Milestone.objects.filter(pk=family.milestone.pk).update(title="Marker orchard", state="at_risk")
    Decision.objects.update(struck_out_in=2, struck_out_because="marker-because")
    read = above()
    assert "Marker orchard" in read
    assert "At risk" in read
    assert "struck out" in read
    assert "marker-because" not in read


def test_only_what_was_changed_on_the_page_counts(family, as_, page):
    """Two who choose at the same time don't undo each other's choice."""
    family.share("partners")
    as_(family.below).post(page + "?kind=partners", sent(family, "partners"))
    assert SharedUpward.objects.count() == 1
    as_(family.below).post(page + "?kind=partners", sent(family, "partners", share=[family.partner.pk]))
    assert SharedUpward.objects.count() == 1


def test_a_row_of_another_partnership_is_not_shared(family, as_, page):
    strange = factories.partner(factories.partnership(), "Strange")
    data = {"parent": family.parent.pk, "shown": [strange.pk], "share": [strange.pk]}
    assert as_(family.below).post(page, data).status_code == 302
    assert not SharedUpward.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"parent": "x", "shown": ["x"], "share": ["9" * 30]}, {"parent": "٣", "share": ["-1"]}]
)
def test_what_no_page_of_ours_sends_changes_nothing(data, family, as_, page):
    assert "nothing was changed" in as_(family.below).post(page, data, follow=True).text
    assert not SharedUpward.objects.exists()


# Who


def test_who_may_choose_and_who_may_read(family, as_, page):
    up = reverse("children", args=["region"])
    partner = factories.representative(family.partner, factories.person())
    member = factories.observer(family.parent)
    for who, address, status in [
        (family.below, page, 200),
        (partner, page, 403),
        (family.above, page, 404),
        (family.above, up, 200),
        (member, up, 200),
        (family.below, up, 404),
        (partner, up, 404),
    ]:
        assert as_(who).get(address).status_code == status, address
    for who, status in ((partner, 403), (family.above, 404), (member, 404)):
        assert as_(who).post(page, sent(family, "partners", share=[family.partner.pk])).status_code == status
    assert not SharedUpward.objects.exists()


def test_links_lead_only_where_the_reader_may_go(family, as_, above):
    family.share_all()
    address = reverse("children", args=["region"])
    links = [
        reverse("partner", args=[family.partner.pk]),
        family.child.get_absolute_url(),
        family.milestone.get_absolute_url(),
    ]
    assert [link for link in links if f'href="{link}"' in above()] == []
    both = factories.coordinator(family.child, factories.observer(family.parent))
    read = as_(both).get(address).text
    assert [link for link in links if f'href="{link}"' not in read] == []


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


# The overview leads there


def test_the_overview_leads_to_both_pages(family, as_):
    up, down = reverse("children", args=["region"]), reverse("shared_upward", args=["valley"])
    assert up in as_(family.above).get(family.parent.get_absolute_url()).text
    assert down in as_(family.below).get(family.child.get_absolute_url()).text
    partner = factories.representative(family.partner, factories.person())
    assert down not in as_(partner).get(family.child.get_absolute_url()).text
    lone = factories.coordinator(factories.partnership(slug="lone"))
    assert "Partnerships above and below" not in as_(lone).get(reverse("partnership", args=["lone"])).text


# No circles


def test_a_partnership_is_not_part_of_one_below_it(family, as_):
    grandchild = factories.partnership(parent=family.child)
    for below in (family.child, grandchild):
        with pytest.raises(IntegrityError, match="partnership_not_below_itself"), transaction.atomic():
            Partnership.objects.filter(pk=family.parent.pk).update(parent=below)
    with pytest.raises(IntegrityError, match="partnership_not_its_own_parent"), transaction.atomic():
        Partnership.objects.filter(pk=family.parent.pk).update(parent=family.parent)
    factories.coordinator(family.child, family.above)
    form = as_(family.above).get(reverse("partnership_edit", args=["region"])).context["form"]
    assert family.child not in form.fields["parent"].queryset
