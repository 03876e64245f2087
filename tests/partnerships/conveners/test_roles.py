"""Who convenes: several, as equals, each from one day to another; the tick of a partner follows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnerships import partners, removing
from partnerships.agreements import writing
from partnerships.closing import closing
from partnerships.conveners import roles
from partnerships.conveners.models import ConvenerRole
from partnerships.merges import merging
from partnerships.models import Partner
from tests import factories

pytestmark = pytest.mark.fast
DAY = timedelta(days=1)


def is_convener(partner):
    return Partner.objects.get(pk=partner.pk).is_convener


@pytest.fixture
def address(coffee):
    return reverse("conveners", args=[coffee.slug])


@pytest.fixture
def new(coffee):
    return reverse("convener_role_new", args=[coffee.slug])


def test_a_coordinator_says_who_convenes_and_since_when(as_ruth, union, new, address):
    said = {"partner": union.pk, "words": "Hosts the secretariat", "since": "2025-01-06", "until": ""}
    assert as_ruth.post(new, said).url == address
    row = ConvenerRole.objects.get()
    assert (row.partner, row.since, row.until) == (union, date(2025, 1, 6), None)
    assert is_convener(union)
    assert "Hosts the secretariat" in as_ruth.get(address).text
    assert "Hosts the secretariat" in as_ruth.get(union.get_absolute_url()).text


def test_nothing_but_the_partner_has_to_be_said(as_ruth, union, new):
    assert as_ruth.post(new, {"partner": union.pk}).status_code == 302
    assert is_convener(union)


def test_all_conveners_stand_by_name_with_what_they_want_for_themselves(as_ruth, coffee, address):
    for name in ("Zanzibar Port", "Alpha Mill"):
        partner = factories.partner(coffee, name, own_objectives=f"What {name} wants")
        ConvenerRole.objects.create(partnership=coffee, partner=partner)
    text = as_ruth.get(address).text
    assert text.index("Alpha Mill") < text.index("What Alpha Mill wants") < text.index("Zanzibar Port")


def test_a_role_ends_after_its_last_day_and_stays_as_history(as_ruth, coffee, union, today, address):
    row = ConvenerRole.objects.create(partnership=coffee, partner=union, words="Called it", until=today)
    assert list(roles.current(coffee)) == [row]
    ConvenerRole.objects.filter(pk=row.pk).update(until=today - DAY)
    assert not roles.current(coffee).exists()
    assert list(roles.earlier(coffee)) == [row]
    assert "Who convened before" in as_ruth.get(address).text


def test_the_tick_follows_on_the_day_on_which_a_role_begins_and_the_day_after_its_last(
    coffee, union, today, time_machine
):
    span = {"since": today + DAY, "until": today + 2 * DAY}
    ConvenerRole.objects.create(partnership=coffee, partner=union, **span)
    seen = []
    for n in range(4):
        time_machine.move_to(f"{today + n * DAY}T12:00:00Z")
        roles.keep_in_step()
        seen.append(is_convener(union))
    assert seen == [False, True, True, False]
    assert roles.keep_in_step() == 0


def test_it_does_not_end_before_it_begins(as_ruth, coffee, union, new):
    answer = as_ruth.post(new, {"partner": union.pk, "since": "2026-02-01", "until": "2026-01-01"})
    assert answer.status_code == 422
    assert "It ends before it begins." in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        ConvenerRole.objects.create(
            partnership=coffee, partner=union, since=date(2026, 2, 1), until=date(2026, 1, 1)
        )


def test_a_partner_from_elsewhere_is_none_here(as_ruth, new):
    assert as_ruth.post(new, {"partner": factories.partner().pk}).status_code == 422
    assert not ConvenerRole.objects.exists()


def test_everybody_of_the_partnership_reads_it_and_coordinators_keep_it(
    as_, peter, coffee, convener, address, new
):
    row = ConvenerRole.objects.get()
    edit = reverse("convener_role_edit", args=[row.pk])
    for person in (peter, factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).get(address).status_code == 200
        assert as_(person).get(new).status_code == 403
        assert as_(person).post(edit, {"partner": convener.pk, "revision": 0}).status_code == 403
    assert as_(factories.person()).get(address).status_code == 404
    assert as_(factories.person()).get(edit).status_code == 404


def test_a_role_that_is_removed_comes_back_from_the_bin_and_the_tick_with_it(
    as_ruth, ruth, coffee, convener, address
):
    row = ConvenerRole.objects.get()
    roles.keep_in_step(coffee.pk)
    as_ruth.post(reverse("convener_role_removal", args=[row.pk]))
    assert not is_convener(convener)
    removing.bring_back(coffee.removals.get(), by=ruth)
    assert is_convener(convener)
    assert ConvenerRole.objects.get().words == "Hosts the secretariat"


def test_a_partner_that_withdraws_convenes_no_more_and_again_once_that_is_taken_back(coffee, convener, today):
    partners.withdraw(convener, today)
    assert not roles.current(coffee).exists()
    assert [row.partner for row in roles.earlier(coffee)] == [convener]
    partners.take_back_withdrawal(convener)
    assert [row.partner for row in roles.current(coffee)] == [convener]


def test_a_partner_that_pauses_stays_a_convener_and_the_page_says_until_when(
    as_ruth, coffee, convener, today, address
):
    as_ruth.post(reverse("partner_pause", args=[convener.pk]), {"until": str(today + 20 * DAY)})
    assert coffee.pauses.exists()
    assert "paused until" in as_ruth.get(address).text
    assert roles.current(coffee).exists()


def test_roles_of_a_partner_that_was_there_twice_move_and_go_back(ruth, coffee, convener):
    twice = factories.partner(coffee, "Highland Distr.")
    ConvenerRole.objects.create(partnership=coffee, partner=twice, words="Hosts the secretariat")
    ConvenerRole.objects.create(partnership=coffee, partner=twice, words="Pays the hall")
    merged = merging.merge_organisations(twice.organisation, convener.organisation, by=ruth)
    words = ConvenerRole.objects.filter(partner=convener).order_by("words").values_list("words", flat=True)
    assert list(words) == ["Hosts the secretariat", "Pays the hall"]
    merging.undo(merged, type(twice.organisation), by=ruth)
    assert ConvenerRole.objects.filter(partner=twice).count() == 2


def test_in_a_partnership_that_is_closed_nothing_changes(as_ruth, ruth, coffee, convener, address, new):
    closing.close(coffee, by=ruth)
    assert as_ruth.get(address).status_code == 200
    assert as_ruth.post(new, {"partner": convener.pk}).status_code in (403, 409)
    assert ConvenerRole.objects.count() == 1
    assert roles.keep_in_step() == 0
    assert not is_convener(convener)


def test_the_agreement_says_who_convenes_and_what_each_does(coffee, convener, union):
    ConvenerRole.objects.create(partnership=coffee, partner=union, words="Pays the *hall*")
    text = "\n".join(clause.text for clause in writing.write(coffee).clauses.all())
    assert "convene the partnership as equals" in text
    assert "- **Highland District**: Hosts the secretariat" in text
    assert r"Pays the \*hall\*" in text


def test_the_form_opens_on_the_partner_from_whose_page_it_came(as_ruth, union, new):
    assert f'value="{union.pk}" selected' in as_ruth.get(f"{new}?partner={union.pk}").text
    for number in ("", "x", "²", "9" * 40):
        assert as_ruth.get(f"{new}?partner={number}").status_code == 200
