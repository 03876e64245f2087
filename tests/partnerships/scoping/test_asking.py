"""Asking for an answer: one mail, one reminder, through the budget; answered from its link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from partnerships.correspondence.models import AccessLink
from partnerships.scoping import answering, asking
from partnerships.scoping.models import CanvasAnswer, CanvasAsk
from tests import factories

SAID = {"achieve": "Better prices", "need": "", "bring": "A room", "only_together": ""}


@pytest.fixture
def asked(canvas, bank, joan, released):
    asking.ask(canvas, joan.represents.all())
    return CanvasAsk.objects.get()


def address_of(row):
    link = AccessLink.objects.filter(person=row.person, purpose="canvas").latest("pk")
    return reverse("link_canvas", args=[link_tokens.token(link.pk), row.canvas_id])


def page_of(row):
    return reverse("link", args=[address_of(row).split("/")[2]])


def test_a_coordinator_looks_at_the_mail_and_sends_it(as_ruth, canvas, said, bank, joan, peter, released):
    address = reverse("canvas_asking", args=[canvas.pk])
    page = as_ruth.get(address).text
    assert "What do we want to achieve in Uganda Coffee Platform?" in page
    assert "Joan Akello" in page
    assert not Message.objects.exists()
    assert as_ruth.post(address, {}).status_code == 422
    as_ruth.post(address, {"people": [joan.represents.get().pk]})
    message = Message.objects.get()
    assert message.recipient == joan
    for text in (message.text, message.html):
        assert "We ask Rural Bank" in text
    # Whoever was asked, and a partner that answered, are not offered again.
    after = as_ruth.get(address).text
    assert "Joan Akello" not in after
    assert peter.name not in after


def test_one_of_each_partner_is_ticked_its_lead_first(as_ruth, canvas, bank, joan, union, peter):
    bank.representatives.filter(person=joan).update(capacity="member")
    lead = factories.representative(
        bank, factories.person("Zed Okot", "zed@bank.example.org"), capacity="lead"
    )
    page = as_ruth.get(reverse("canvas_asking", args=[canvas.pk]))
    ticked = page.context["form"]["people"].value()
    assert set(ticked) == {str(lead.represents.get().pk), str(peter.represents.get().pk)}
    assert page.text.count("checked") == 2


def test_a_person_is_asked_once(canvas, asked, joan):
    assert asking.ask(canvas, joan.represents.all()) == (0, 0)
    assert Message.objects.count() == 1


def test_it_is_answered_from_the_link_and_changed_from_it(client, asked, bank):
    page = client.get(page_of(asked)).text
    assert 'name="only_together"' in page
    assert "Thank you" in client.post(address_of(asked), SAID, follow=True).text
    answer = CanvasAnswer.objects.get()
    assert (answer.partner, answer.way, answer.by) == (bank, "link", asked.person)
    client.post(address_of(asked), {**SAID, "achieve": "Roads", "revision": answer.revision})
    answer.refresh_from_db()
    assert answer.achieve == "Roads"


def test_a_conflict_on_the_link_shows_both_texts(client, asked, bank, canvas):
    CanvasAnswer.objects.create(
        partnership=canvas.partnership, canvas=canvas, partner=bank, achieve="Schools", way="page"
    )
    page = client.post(address_of(asked), SAID)
    assert page.status_code == 409
    assert "Schools" in page.text
    assert "Better prices" in page.text
    assert CanvasAnswer.objects.get().achieve == "Schools"


def test_a_forwarded_mail_answers_for_the_partner_alone_and_shows_no_others(client, asked, said, bank):
    """Whoever has the link is taken for the one it was sent to, and reads what the page itself says."""
    page = client.post(address_of(asked), SAID, follow=True)
    assert "One price list" not in page.text
    assert CanvasAnswer.objects.get(partner=bank).by == asked.person
    elsewhere = address_of(asked).replace(f"/{asked.canvas_id}/", "/999999/")
    assert client.post(elsewhere, SAID).status_code == 404


def test_an_expired_link_changes_nothing(client, asked):
    AccessLink.objects.update(expires_at=now() - timedelta(minutes=1))
    assert client.post(address_of(asked), SAID).status_code == 410
    assert not CanvasAnswer.objects.exists()


def test_a_closed_round_says_so_on_the_link(client, canvas, asked, ruth):
    answering.close(canvas, by=ruth)
    page = client.post(address_of(asked), SAID, follow=True)
    assert "nothing was changed" in page.text
    assert all(words in page.text for words in SAID.values() if words)
    assert "This round is closed" in client.get(page_of(asked)).text
    assert not CanvasAnswer.objects.exists()


def test_who_represents_the_partner_no_more_answers_no_more(client, asked, coffee):
    factories.observer(coffee, asked.person)
    asked.person.represents.update(until=now() - timedelta(days=1))
    assert client.post(address_of(asked), SAID).status_code == 404


def test_it_stands_in_my_work_until_it_is_answered(as_, asked, bank):
    own = reverse("own_canvas", args=[bank.pk])
    assert own in as_(asked.person).get(reverse("my_work")).text
    as_(asked.person).post(own, SAID)
    assert own not in as_(asked.person).get(reverse("my_work")).text


def test_one_reminder_after_a_week(asked):
    assert asking.send_due() == 0
    (ahead,) = asking.forthcoming([asked.partnership_id])
    assert ahead.leaves_at.astimezone(asked.person.zone).hour == 8
    CanvasAsk.objects.update(asked_at=now() - timedelta(days=14))
    assert (asking.send_due(), asking.send_due()) == (1, 0)
    assert Message.objects.filter(subject__startswith="Once more").count() == 1


@pytest.mark.parametrize("how", ["answered", "closed", "held", "withdrawn", "partnership closed"])
def test_no_reminder_where_nothing_is_to_be_asked(asked, said, canvas, coffee, ruth, bank, how):
    CanvasAsk.objects.update(asked_at=now() - timedelta(days=8))
    if how == "answered":
        CanvasAnswer.objects.update(partner=bank)
    elif how == "closed":
        answering.close(canvas, by=ruth)
    elif how == "held":
        SenderSettings.objects.update(held=True)
    elif how == "withdrawn":
        bank.withdrawn_on = now().date()
        bank.save()
    else:
        coffee.closed_at, coffee.closed_by = now(), ruth
        coffee.save()
    assert asking.send_due() == 0


def test_the_budget_holds_it_until_there_is_room(as_ruth, canvas, coffee, bank, joan, released):
    coffee.asks_per_month = 0
    coffee.save()
    address = reverse("canvas_asking", args=[canvas.pk])
    page = as_ruth.post(address, {"people": [joan.represents.get().pk]}, follow=True)
    assert "is asked later" in page.text
    row = CanvasAsk.objects.get()
    assert row.asked_at is None
    assert row.next_ask_at > now()
    [coming] = asking.forthcoming([coffee])
    assert coming.held_back
    assert "Rural Bank" in coming.message().text
    CanvasAsk.objects.update(next_ask_at=now())
    assert asking.send_due() == 0
    coffee.asks_per_month = 5
    coffee.save()
    CanvasAsk.objects.update(next_ask_at=now())
    assert asking.send_due() == 1
    row.refresh_from_db()
    assert (row.next_ask_at, bool(row.asked_at)) == (None, True)


def test_whoever_waited_when_a_round_was_closed_can_be_asked_once_it_is_open_again(asked, canvas, ruth):
    CanvasAsk.objects.update(asked_at=None, next_ask_at=now())
    assert asked.person_id not in [seat.person_id for seat in asking.to_ask(canvas)]
    answering.close(canvas, by=ruth)
    answering.open_again(canvas, by=ruth)
    (seat,) = [one for one in asking.to_ask(canvas) if one.person_id == asked.person_id]
    Message.objects.all().delete()
    assert sum(asking.ask(canvas, [seat])) == 1
