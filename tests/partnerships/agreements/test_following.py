"""What follows the records is nobody's change: it undoes nobody's words, counts no revision, names nobody."""

import pytest
from django.urls import reverse

from backbone.database.trail import Asked
from partnerships.agreements import writing
from partnerships.agreements.models import Agreement, Clause
from partnerships.past import history
from tests import factories
from tests.together import behind


@pytest.fixture
def agreement(coffee, union):
    return writing.write(coffee)


@pytest.fixture
def partners(agreement):
    return agreement.clauses.get(key="partners")


def noted(model):
    """What stands beside the last change."""
    return model.pgh_event_model.objects.select_related("pgh_context").latest("pgh_id").pgh_context.metadata


@pytest.mark.django_db(transaction=True)
def test_what_somebody_saves_by_hand_at_that_moment_stays(coffee, agreement, partners):
    factories.partner(coffee, "Roasters")
    by_hand = {"text": "All of us.", "written_from": "hand", "revision": 1}
    saved = Clause.objects.filter(pk=partners.pk)
    behind(partners, lambda: saved.update(**by_hand), lambda: writing.bring_up_to_date(agreement))
    assert saved.values("text", "written_from", "revision").get() == by_hand


def test_nobody_who_has_the_form_open_is_told_of_another(as_ruth, coffee, agreement, partners):
    factories.partner(coffee, "Roasters")
    writing.bring_up_to_date(agreement)
    said = {"heading": partners.heading, "text": "All of us.", "revision": partners.revision}
    assert as_ruth.post(reverse("clause_edit", args=[partners.pk]), said).status_code == 302
    assert Clause.objects.get(pk=partners.pk).text == "All of us."


def test_the_history_names_nobody_and_says_that_it_follows_the_records(
    as_, ruth, peter, coffee, agreement, partners
):
    factories.partner(coffee, "Roasters")
    as_(peter).post(reverse("agreement_word", args=[coffee.slug]))
    assert "Roasters" in Clause.objects.get(pk=partners.pk).text
    assert noted(Clause) == {"steps": ["in step"]}
    told = {(entry.who, entry.way) for entry in history.page_of(coffee, Asked(coffee.pk)).entries}
    assert (None, "follows the records") in told


def test_what_the_request_changes_itself_still_names_who_did_it(as_ruth, ruth, coffee, agreement):
    data = {"binding": "on", "revision": agreement.revision}
    as_ruth.post(reverse("agreement_edit", args=[coffee.slug]), data)
    assert noted(Agreement)["user"] == ruth.pk
    assert "user" not in noted(Clause)


# The form of a clause that changes while it is open


def shown(client, clause, **changed):
    """What the form of a clause sends, as it was opened."""
    form = client.get(reverse("clause_edit", args=[clause.pk])).context["form"]
    names = ("heading", "text", "revision", "shown")
    return {**{name: form[name].value() for name in names}, **changed}


def send(client, clause, said):
    return client.post(reverse("clause_edit", args=[clause.pk]), said).status_code


def test_a_form_that_nobody_touched_leaves_the_clause_to_the_records(as_ruth, coffee, agreement, partners):
    said = shown(as_ruth, partners)
    factories.partner(coffee, "Roasters")
    assert send(as_ruth, partners, said) == 302
    there = Clause.objects.get(pk=partners.pk)
    assert (there.written_from, there.revision) == ("known", partners.revision)
    assert "Roasters" in writing.in_step(agreement, [there])[0].text


def test_each_clause_as_a_browser_sends_it_is_untouched(as_ruth, coffee, union, agreement):
    union.contributions.create(partnership=coffee, description="Lorries", value=1200000, state="pledged")
    for clause in agreement.clauses.all():
        said = shown(as_ruth, clause)
        factories.partner(coffee)
        said["text"] = said["text"].replace("\n", "\r\n")
        assert send(as_ruth, clause, said | ({"left_out": "on"} if clause.left_out else {})) == 302
    assert not agreement.clauses.filter(written_from="hand").exists()
    assert not agreement.clauses.exclude(revision=0).exists()


def test_leaving_it_out_changes_no_words(as_ruth, coffee, agreement, partners):
    said = shown(as_ruth, partners, left_out="on")
    factories.partner(coffee, "Roasters")
    assert send(as_ruth, partners, said) == 302
    there = Clause.objects.get(pk=partners.pk)
    assert (there.written_from, there.left_out, there.text) == ("known", True, partners.text)


def test_who_touched_nothing_is_told_of_no_conflict_and_undoes_nobodys_words(as_ruth, agreement, partners):
    said = shown(as_ruth, partners)
    assert send(as_ruth, partners, {**said, "text": "All of us."}) == 302
    assert send(as_ruth, partners, said) == 302
    assert Clause.objects.get(pk=partners.pk).text == "All of us."


def test_who_saw_the_others_words_and_sends_the_old_ones_means_them(as_ruth, agreement, partners):
    said = shown(as_ruth, partners, text="Most of us.")
    send(as_ruth, partners, shown(as_ruth, partners, text="All of us."))
    address = reverse("clause_edit", args=[partners.pk])
    form = as_ruth.post(address, said).context["form"]
    again = {**said, "revision": form["revision"].value(), "shown": form["shown"].value() or ""}
    assert send(as_ruth, partners, again) == 302
    assert Clause.objects.get(pk=partners.pk).text == "Most of us."
