"""The list of partnerships and a partnership's overview."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.fast


def fill(partnership, number=1):
    for _ in range(number):
        partner = factories.partner(partnership)
        factories.representative(partner)
        partner.contributions.create(
            partnership=partnership, description="Extension staff", quantity=40, unit="days"
        )
        partner.benefits.create(partnership=partnership, description="One reporting line")


def test_nobody_sees_it_without_signing_in(client, coffee):
    assert client.get("/partnerships/").status_code == 302
    assert client.get("/partnerships/coffee/").status_code == 302


def test_the_list_shows_only_partnerships_one_takes_part_in(as_, ruth, coffee):
    factories.partnership(name="A foreign one")
    page = as_(ruth).get("/partnerships/").content.decode()
    assert "Uganda Coffee Platform" in page
    assert "A foreign one" not in page


def test_it_shows_what_partners_give_and_get(as_, ruth, coffee):
    fill(coffee)
    page = as_(ruth).get("/partnerships/coffee/").content.decode()
    assert "Extension staff, 40 days" in page
    assert "One reporting line" in page


def test_an_empty_partnership_offers_the_first_step(as_, ruth, coffee):
    page = as_(ruth).get("/partnerships/coffee/").content.decode()
    assert reverse("partner_new", args=["coffee"]) in page
    assert "Nothing needs you here right now." in page


def test_outsiders_get_404(as_, coffee):
    assert as_(factories.person()).get("/partnerships/coffee/").status_code == 404
    assert as_(factories.coordinator(factories.partnership())).get("/partnerships/coffee/").status_code == 404


def test_a_partner_sees_its_own_counts_only(as_, ruth, coffee, union):
    other = factories.partner(coffee, "Roasters’ Guild")
    coffee.correspondence.all()
    _ask(coffee, union, 41)
    _ask(coffee, other, 43)
    page = as_(factories.representative(union)).get("/partnerships/coffee/").content.decode()
    assert ">41<" in page
    assert ">43<" not in page
    assert ">43<" in as_(ruth).get("/partnerships/coffee/").content.decode()
    observer = as_(factories.observer(coffee)).get("/partnerships/coffee/").content.decode()
    assert ">41<" not in observer


def _ask(partnership, partner, asks):
    from backbone.outbox.models import Message

    n = factories.number()
    message = Message.objects.create(
        key=f"k{n}", to_address="a@b.org", subject="s", text="t", message_id=f"<{n}@x>"
    )
    return partnership.correspondence.create(message=message, partner=partner, cause="test", asks=asks)
