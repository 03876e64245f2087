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
