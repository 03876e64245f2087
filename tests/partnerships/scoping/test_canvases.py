"""Rounds: opened, answered by the partner or noted for it, read side by side, closed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import now

from backbone.needs import in_full
from partnerships.models import Removal
from partnerships.scoping import answering, needs
from partnerships.scoping.models import Canvas, CanvasAnswer
from tests import factories

SAID = {"achieve": "Better prices", "need": "", "bring": "A room", "only_together": ""}


def own(partner):
    return reverse("own_canvas", args=[partner.pk])


def test_a_coordinator_opens_one_round_at_a_time(as_ruth, coffee):
    new = reverse("canvas_new", args=[coffee.slug])
    assert 'value="Start of the partnership"' in as_ruth.get(new).text
    as_ruth.post(new, {"name": "start"})
    row = Canvas.objects.get()
    assert (row.name, row.closed_at) == ("start", None)
    page = as_ruth.post(new, {"name": "2027"}, follow=True)
    assert (page.redirect_chain[0][0], Canvas.objects.count()) == (row.get_absolute_url(), 1)
    assert "close it first" in page.text


def test_a_partner_answers_and_then_reads_the_others(as_, canvas, said, bank, joan):
    page = canvas.get_absolute_url()
    before = as_(joan).get(page).text
    assert "One price list" not in before
    assert own(bank) in before
    as_(joan).post(own(bank), SAID)
    answer = CanvasAnswer.objects.get(partner=bank)
    assert (answer.achieve, answer.way, answer.by) == ("Better prices", "page", joan)
    assert "One price list" in as_(joan).get(page).text


def test_observers_and_leaders_read_no_answers(as_, coffee, canvas, said):
    for who in (factories.observer(coffee), factories.leader(coffee)):
        page = as_(who).get(canvas.get_absolute_url())
        assert (page.status_code, "One price list" in page.text) == (200, False)


def test_nobody_answers_for_another_partner(as_, canvas, union, joan):
    assert as_(joan).post(own(union), SAID).status_code == 403
    assert not CanvasAnswer.objects.exists()


def test_outsiders_learn_nothing(as_, canvas, said):
    stranger = as_(factories.person())
    for address in (
        canvas.get_absolute_url(),
        own(said.partner),
        reverse("canvas_filling", args=[canvas.pk]),
    ):
        assert stranger.get(address).status_code == 404


def test_each_question_may_stay_empty_but_not_all(as_, canvas, bank, joan):
    page = as_(joan).post(own(bank), dict.fromkeys(SAID, ""))
    assert (page.status_code, CanvasAnswer.objects.count()) == (422, 0)
    assert "at least one" in page.text


def test_a_second_answer_changes_the_first(as_, canvas, said, peter):
    as_(peter).post(own(said.partner), {**SAID, "revision": said.revision})
    said.refresh_from_db()
    assert (said.achieve, said.need, CanvasAnswer.objects.count()) == ("Better prices", "", 1)


@pytest.mark.parametrize("opened_on", [None, 0])
def test_two_of_one_partner_see_both_texts(as_, canvas, said, peter, opened_on):
    """Also where there was no answer when the form was opened."""
    typed = {**SAID, "achieve": "Roads"} | ({} if opened_on is None else {"revision": opened_on})
    page = as_(peter).post(own(said.partner), typed)
    assert page.status_code == 409
    assert "Roads" in page.text
    assert "Fewer middlemen" in page.text
    said.refresh_from_db()
    assert said.achieve.startswith("Better prices")


def test_a_coordinator_notes_what_a_partner_said_with_the_way_it_came(as_ruth, canvas, bank, ruth):
    as_ruth.post(own(bank), {**SAID, "way": "phone", "told_on": now().date().isoformat()})
    answer = CanvasAnswer.objects.get()
    assert (answer.partner, answer.way, answer.by) == (bank, "phone", ruth)
    assert "by phone" in as_ruth.get(canvas.get_absolute_url()).text


def test_nothing_is_told_tomorrow(as_ruth, canvas, bank):
    page = as_ruth.post(own(bank), {**SAID, "way": "phone", "told_on": "2999-01-01"})
    assert (page.status_code, CanvasAnswer.objects.exists()) == (422, False)


def test_an_organisation_that_is_no_partner_answers_by_its_name(as_ruth, coffee, canvas, union):
    new = reverse("canvas_answer_new", args=[canvas.pk])
    told = {**SAID, "way": "talk", "told_on": now().date().isoformat()}
    as_ruth.post(new, {**told, "organisation": "Soil Laboratory"})
    answer = CanvasAnswer.objects.get()
    assert (str(answer), answer.partner) == ("Soil Laboratory", None)
    assert as_ruth.post(new, {**told, "organisation": "soil laboratory"}).status_code == 422
    assert as_ruth.post(new, {**told, "organisation": str(union)}).status_code == 422
    assert as_ruth.post(new, {**told, "organisation": ""}).status_code == 422
    # Once it has joined, the answer is its own.
    joined = factories.partner(coffee, "Soil Laboratory")
    assert "Better prices" in as_ruth.get(own(joined)).text
    as_ruth.post(own(joined), {**told, "revision": answer.revision})
    answer.refresh_from_db()
    assert (answer.partner, answer.organisation, CanvasAnswer.objects.count()) == (joined, "", 1)


def test_a_closed_round_takes_no_answers_and_opens_again(as_ruth, as_, canvas, said, peter, ruth):
    closing = reverse("canvas_closing", args=[canvas.pk])
    as_ruth.post(closing)
    page = as_(peter).post(own(said.partner), {**SAID, "revision": said.revision}, follow=True)
    assert "No round is open" in page.text
    said.refresh_from_db()
    assert said.need == "A warehouse"
    assert "closed meanwhile" in as_(ruth).post(closing, follow=True).text
    canvas.refresh_from_db()
    assert canvas.closed_at
    as_(ruth).post(closing, {"open": "1"})
    canvas.refresh_from_db()
    assert canvas.closed_at is None


def test_it_is_not_opened_again_beside_an_open_one(canvas, coffee, ruth):
    answering.close(canvas, by=ruth)
    Canvas.objects.create(partnership=coffee, name="2027", opened_on=now().date())
    assert not answering.open_again(canvas, by=ruth)


def test_side_by_side_names_who_has_not_answered(as_ruth, canvas, said, bank):
    page = as_ruth.get(canvas.get_absolute_url()).text
    assert "Not answered yet:" in page
    assert page.index("Rural Bank") > page.index("Not answered yet:")


def test_a_round_and_an_answer_are_removed_and_brought_back(as_ruth, canvas, said):
    as_ruth.post(reverse("canvas_answer_removal", args=[said.pk]))
    assert not CanvasAnswer.objects.exists()
    as_ruth.post(reverse("removal_return", args=[Removal.objects.get().pk]))
    assert CanvasAnswer.objects.get().achieve == said.achieve
    as_ruth.post(reverse("canvas_removal", args=[canvas.pk]))
    assert not Canvas.objects.exists()
    as_ruth.post(reverse("removal_return", args=[Removal.objects.latest("pk").pk]))
    assert CanvasAnswer.objects.get().canvas == canvas


@pytest.mark.parametrize(
    ("opened", "is_closed", "proposed"), [("2025-01-01", True, 1), ("2025-01-01", False, 0)]
)
def test_a_year_later_a_round_is_proposed(coffee, ruth, canvas, opened, is_closed, proposed):
    Canvas.objects.update(opened_on=opened, closed_at=now() if is_closed else None)
    found = in_full(needs.of_a_new_year(ruth, coffee))
    assert [need.action_url for need in found] == [reverse("canvas_new", args=[coffee.slug])] * proposed


def test_a_year_is_not_proposed_early_nor_where_there_was_no_round(coffee, ruth, canvas):
    answering.close(canvas, by=ruth)
    assert not list(needs.of_a_new_year(ruth, coffee))
    Canvas.objects.all().delete()
    assert not list(needs.of_a_new_year(ruth, coffee))


def refused(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        CanvasAnswer.objects.create(**fields)


def test_the_database_refuses_what_the_forms_refuse(coffee, canvas, union, said):
    of = {"partnership": coffee, "canvas": canvas, "way": "page"}
    refused(**of, partner=union, achieve="Again")
    refused(**of, achieve="Of nobody")
    refused(**of, organisation="Says nothing")
    with pytest.raises(IntegrityError), transaction.atomic():
        Canvas.objects.create(partnership=coffee, name="second", opened_on=now().date())


def test_the_first_round_is_called_in_the_language_of_the_partnership(as_ruth, coffee):
    coffee.language = "nl"
    coffee.save()
    new = reverse("canvas_new", args=[coffee.slug])
    assert 'value="Start van het samenwerkingsverband"' in as_ruth.get(new).text


def test_what_the_first_round_was_called_before_is_shown_nowhere(as_ruth, canvas):
    assert canvas.name == "start"
    assert '<h1 dir="auto">Start of the partnership</h1>' in as_ruth.get(canvas.get_absolute_url()).text
