"""What a partnership shares with its parent is its coordinator's choice, row by row; the parent sees that and no more."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.panels import registry
from meetings.models import Decision
from partnerships.models import Partnership
from partnerships.sharing.models import SharedUpward
from tests import factories
from tests.partnerships.sharing.family import SAID, sent
from workplans.models import Milestone


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
