"""The public page: off until it is switched on, and then what the coordinators publish and nothing else."""

import pytest
from django.urls import reverse

from partnerships.identity.models import Identity
from partnerships.models import Partner
from tests import factories


@pytest.fixture
def identity(coffee):
    return Identity.objects.create(partnership=coffee, is_public=True)


@pytest.fixture
def address(coffee):
    return reverse("public_page", args=[coffee.slug])


FORM = {"letterhead": "Plot 4\nKasese", "is_public": "on", "published": "## News\n\n- One", "revision": 0}


def test_it_is_not_there_until_it_is_switched_on(client, as_ruth, coffee, address):
    assert client.get(address).status_code == 404
    as_ruth.post(reverse("identity", args=[coffee.slug]), FORM)
    assert ">News</h3>" in client.get(address).text
    off = {**FORM, "revision": Identity.objects.get().revision}
    del off["is_public"]
    as_ruth.post(reverse("identity", args=[coffee.slug]), off)
    assert client.get(address).status_code == 404


def test_its_coordinators_look_at_it_before(client, as_ruth, coffee, address):
    page = as_ruth.get(reverse("public_preview", args=[coffee.slug]))
    assert "This is a preview" in page.text
    assert coffee.name in page.text
    assert client.get(address).status_code == 404


def test_it_sets_no_cookie_and_runs_nothing(client, identity, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "<script" not in answer.text
    assert "csrf" not in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_it_sets_none_for_who_is_signed_in_either_and_is_the_same_page(as_ruth, client, identity, address):
    answer = as_ruth.get(address)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    as_ruth.logout()
    assert answer.text == as_ruth.get(address).text


def test_search_engines_list_it_only_when_that_was_chosen(client, identity, address):
    answer = client.get(address)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots"' in answer.text
    Identity.objects.update(is_indexed=True)
    answer = client.get(address)
    assert "X-Robots-Tag" not in answer.headers
    assert 'name="robots"' not in answer.text


def test_it_is_in_the_partnerships_language(client, identity, coffee, address):
    coffee.language = "nl"
    coffee.save()
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert '<html lang="nl">' in answer.text
    assert answer.headers["Content-Language"] == "nl"


def names_in(text):
    return [
        one.split("</bdi>")[0] for one in text.split('<ul class="public-partners">')[1].split("<bdi>")[1:]
    ]


def test_partners_stand_by_name_or_in_the_order_that_they_were_given(
    client, as_ruth, coffee, identity, address
):
    Partner.objects.all().delete()
    partners = {name: factories.partner(coffee, name) for name in ("Zon", "Aarde", "Maan")}
    assert names_in(client.get(address).text) == ["Aarde", "Maan", "Zon"]
    places = {f"place-{partners['Zon'].pk}": 1, f"place-{partners['Maan'].pk}": 2}
    as_ruth.post(reverse("partner_places", args=[coffee.slug]), places)
    assert names_in(client.get(address).text) == ["Zon", "Maan", "Aarde"]


@pytest.mark.parametrize("place", ["0", "-1", "1000", "1e9", "first"])
def test_a_place_that_is_none_is_refused_in_words(as_ruth, coffee, place):
    partner = factories.partner(coffee, "Zon")
    page = as_ruth.post(reverse("partner_places", args=[coffee.slug]), {f"place-{partner.pk}": place})
    assert page.status_code == 422
    partner.refresh_from_db()
    assert partner.place is None


def test_who_withdrew_is_not_on_it(client, coffee, identity, address):
    partner = factories.partner(coffee, "Gone Away")
    partner.withdrawn_on = "2026-01-01"
    partner.save()
    assert "Gone Away" not in client.get(address).text


def test_what_is_published_carries_no_script(client, identity, address):
    Identity.objects.update(
        published='<script>alert(1)</script>[x](javascript:alert(1)) <img src="https://tracker.example/p.png">'
    )
    text = client.get(address).text
    assert "<script" not in text
    assert 'href="javascript' not in text
    assert "<img" not in text
