"""Tensions: for those who speak for conveners and for coordinators; nothing keeps them, and no other page says them."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.database.history import is_tracked
from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships import partners
from partnerships.closing import closing
from partnerships.conveners import needs
from partnerships.conveners.models import ConvenerRole, Tension
from partnerships.correspondence import digest_mornings
from partnerships.models import Removal
from partnerships.people.personal import export
from tests import factories
from tests.partnerships.conveners.conftest import SECRET

pytestmark = pytest.mark.fast
DAY = timedelta(days=1)


@pytest.fixture
def address(coffee):
    return reverse("tensions", args=[coffee.slug])


def test_whoever_speaks_for_a_convener_writes_and_reads_it(as_, speaker, ruth, address):
    said = {"one_pole": "Speed", "other_pole": "Everybody aboard", "level": "orgs", "state": "open"}
    assert as_(speaker).post(address, said).url == address
    row = Tension.objects.get()
    assert (row.by, row.level, row.words, row.revisit_on) == (speaker, "orgs", "", None)
    for person in (speaker, ruth):
        text = as_(person).get(address).text
        assert "Everybody aboard" in text
        assert "Woo or privacy request" in text


@pytest.mark.parametrize(
    ("capacity", "status"), [("lead", 200), ("alternate", 200), ("sponsor", 200), ("member", 403)]
)
def test_a_lead_an_alternate_and_a_sponsor_speak_for_a_convener(
    as_, convener, tension, address, capacity, status
):
    who = factories.representative(convener, capacity=capacity)
    assert as_(who).get(address).status_code == status
    edit = reverse("tension_edit", args=[tension.pk])
    assert as_(who).get(edit).status_code == status
    assert (SECRET in as_(who).get(edit).text) == (status == 200)


def test_nobody_else_opens_it_administrators_and_leaders_included(as_, peter, coffee, tension, address):
    others = [
        peter,
        factories.observer(coffee),
        factories.leader(coffee),
        factories.leader(),
        factories.administrator(),
    ]
    edit, removal = (reverse(f"tension_{name}", args=[tension.pk]) for name in ("edit", "removal"))
    for person in others:
        for answer in (
            as_(person).get(address),
            as_(person).get(edit),
            as_(person).post(address, {"one_pole": "x", "other_pole": "y", "state": "open"}),
            as_(person).post(edit, {"one_pole": "x", "other_pole": "y", "state": "left", "revision": 0}),
            as_(person).post(removal),
        ):
            assert answer.status_code == 403, person
            assert SECRET not in answer.text
        assert "Tensions" not in as_(person).get(reverse("conveners", args=[coffee.slug])).text
    assert as_(factories.person()).get(address).status_code == 404
    assert as_(factories.person()).post(removal).status_code == 404
    assert Tension.objects.get().one_pole == SECRET


def test_an_administrator_who_coordinates_reads_it(as_, coffee, tension, address):
    who = factories.coordinator(coffee, factories.administrator())
    assert SECRET in as_(who).get(address).text


def test_who_spoke_for_a_convener_reads_it_no_more_when_its_role_is_over(
    as_, coffee, speaker, tension, address, today
):
    assert as_(speaker).get(address).status_code == 200
    ConvenerRole.objects.update(until=today)
    assert as_(speaker).get(address).status_code == 200
    ConvenerRole.objects.update(until=today - DAY)
    assert as_(speaker).get(address).status_code == 403
    ConvenerRole.objects.update(since=today + DAY, until=None)
    assert as_(speaker).get(address).status_code == 403


def test_who_spoke_for_a_convener_that_withdrew_reads_it_no_more(
    as_, convener, speaker, tension, address, today
):
    partners.withdraw(convener, today)
    assert as_(speaker).get(address).status_code in (403, 404)


def test_the_page_of_conveners_holds_none_of_it_until_somebody_opens_it(as_, ruth, coffee, tension, address):
    whole = as_(ruth).get(reverse("conveners", args=[coffee.slug])).text
    assert address in whole
    assert SECRET not in whole
    piece = as_(ruth).get(address, headers={"HX-Request": "true"})
    assert SECRET in piece.text
    assert "<html" not in piece.text
    assert "no-store" in piece["Cache-Control"]


@pytest.mark.parametrize("who", ["ruth", "speaker"])
def test_who_presents_has_none_of_it(as_, request, coffee, tension, address, who):
    client = as_(request.getfixturevalue(who))
    client.post("/me/presentation/", {"on": "1"})
    assert client.get(address).status_code == 403
    for elsewhere in (
        reverse("conveners", args=[coffee.slug]),
        coffee.get_absolute_url(),
        reverse("my_work"),
    ):
        text = client.get(elsewhere).text
        assert SECRET not in text
        assert "Tension" not in text


def test_it_is_deleted_for_good(as_, speaker, tension, address):
    edit = reverse("tension_edit", args=[tension.pk])
    said = {"one_pole": SECRET, "other_pole": "Care", "state": "left", "revision": 0}
    assert as_(speaker).post(edit, said).status_code == 302
    assert as_(speaker).post(edit, said).status_code == 409
    assert as_(speaker).post(reverse("tension_removal", args=[tension.pk])).url == address
    assert not Tension.objects.exists()
    assert not Removal.objects.exists()
    assert not is_tracked(Tension)


def test_both_poles_are_named(as_, ruth, address):
    for said in ({"one_pole": "Speed"}, {"other_pole": "Care"}, {"one_pole": "x" * 121, "other_pole": "y"}):
        assert as_(ruth).post(address, {"state": "open", **said}).status_code == 422
    assert not Tension.objects.exists()


def found(person, partnership=None):
    return [need for need in in_full(needs.to_look_at(person, partnership)) if need.kind == needs.CONVENERS]


def test_on_its_day_it_stands_under_needs_you_without_its_content(
    as_, ruth, speaker, peter, coffee, tension, today
):
    for person in (ruth, speaker):
        for where in (None, coffee):
            (need,) = found(person, where)
            assert (need.title, need.state) == ("Tension between conveners", "open")
            assert SECRET not in f"{need.title}{need.detail}{need.word}"
    page = as_(speaker).get(coffee.get_absolute_url()).text + as_(speaker).get(reverse("my_work")).text
    assert "Tension between conveners" in page
    assert SECRET not in page
    others = (peter, factories.leader(coffee), factories.observer(coffee), factories.administrator())
    assert [found(person, coffee) for person in others] == [[], [], [], []]
    Tension.objects.update(revisit_on=today - DAY)
    assert [need.state for need in found(ruth)] == ["late"]


@pytest.mark.parametrize("columns", [{"state": "left"}, {"revisit_on": None}, {"days": 1}])
def test_one_that_is_left_or_whose_day_has_not_come_is_not_there(ruth, speaker, tension, today, columns):
    days = columns.pop("days", None)
    Tension.objects.update(**columns, **({"revisit_on": today + DAY} if days else {}))
    assert found(ruth) == found(speaker) == []


def test_a_partner_that_pauses_is_asked_nothing(as_ruth, ruth, convener, speaker, tension, today):
    as_ruth.post(reverse("partner_pause", args=[convener.pk]), {"until": str(today + 20 * DAY)})
    assert found(speaker) == []
    assert len(found(ruth)) == 1


def test_in_a_partnership_that_is_closed_it_is_read_and_asks_nothing(
    as_, ruth, speaker, coffee, tension, address
):
    closing.close(coffee, by=ruth)
    for person in (ruth, speaker):
        assert SECRET in as_(person).get(address).text
        assert as_(person).post(reverse("tension_removal", args=[tension.pk])).status_code in (403, 409)
        assert found(person) == []
    assert Tension.objects.exists()


def test_no_digest_and_no_page_of_a_mailed_link_says_it(speaker, coffee, tension, client):
    digest_mornings.send_due()
    assert not Message.objects.filter(text__contains=SECRET).exists()
    link = factories.link_for(speaker, coffee, "digest")
    page = client.get(f"/l/{link_tokens.token(link.pk)}/")
    assert page.status_code == 200
    assert SECRET not in page.text


def test_the_export_of_who_wrote_it_holds_none_of_it(ruth, tension):
    with zipfile.ZipFile(io.BytesIO(export.export(ruth))) as whole:
        parts = [whole.read(name) for name in whole.namelist()]
    assert SECRET.encode() not in b"".join(parts)


def test_no_browser_keeps_what_is_typed_into_it(as_ruth, coffee):
    row = Tension.objects.create(partnership=coffee, one_pole="Speed", other_pole="Everybody aboard")
    assert "data-draft" not in as_ruth.get(reverse("tension_edit", args=[row.pk])).text
