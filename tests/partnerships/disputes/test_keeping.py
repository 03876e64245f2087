"""Writing a dispute down: its parties, who handles it, the steps of the agreement, its end."""

from datetime import date

import pytest
from django.urls import reverse

from backbone.database.history import is_tracked
from partnerships.agreements import writing
from partnerships.disputes import keeping, ladder
from partnerships.disputes.forms import MOST_PARTIES
from partnerships.disputes.models import MOST_STEPS, Dispute, DisputeParty, DisputeStep
from partnerships.models import Removal
from partnerships.signing import in_force, proposing
from tests import factories
from tests.partnerships.disputes.conftest import DAY, SECRET
from tests.partnerships.signing.said import accept

pytestmark = pytest.mark.fast


@pytest.fixture
def new(coffee):
    return reverse("dispute_new", args=[coffee.slug])


def edited(dispute, **data):
    """What the form of a dispute sends when nothing else is changed."""
    parties = list(dispute.parties.values_list("pk", flat=True))
    known = {"words": dispute.words, "parties": parties, "opened_on": str(dispute.opened_on)}
    return {**known, "handler": dispute.handler_id or "", "revision": dispute.revision, **data}


def test_it_is_written_down_with_the_steps_of_the_standard_wording(as_ruth, ruth, mary, new, said, hostile):
    answer = as_ruth.post(new, {**said, "words": hostile, "handler": mary.pk})
    row = Dispute.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.words, row.handler, row.handler_name, row.by) == (hostile, mary, "", ruth)
    assert row.parties.count() == 2
    assert ["partners concerned" in row.steps.first().what, row.steps.count()] == [True, 3]
    assert "<script>alert" not in as_ruth.get(row.get_absolute_url()).text


def test_each_step_runs_from_the_end_of_the_one_before(db):
    of = factories.partnership(country="NL")
    row = Dispute.objects.create(partnership=of, words=SECRET, opened_on=date(2026, 9, 7))
    ladder.add_to(row)
    days = list(row.steps.values_list("due_on", flat=True))
    assert days == [date(2026, 9, 21), date(2026, 10, 12), date(2026, 11, 11)]


def test_the_steps_are_those_of_the_partners_own_agreement(coffee):
    clause = writing.write(coffee).clauses.get(key="disputes")
    clause.text = "We talk.\n\n1. The leads meet within two weeks, at one table.\n2) The directors decide."
    clause.written_from = "hand"
    clause.save()
    row = Dispute.objects.create(partnership=coffee, words=SECRET, opened_on=date(2026, 3, 2))
    ladder.add_to(row)
    assert list(row.steps.values_list("place", "what", "due_on")) == [
        (1, "The leads meet within two weeks, at one table.", date(2026, 3, 16)),
        (2, "The directors decide.", None),
    ]


@pytest.mark.parametrize("change", [{"left_out": True}, {"text": "We talk it over.", "written_from": "hand"}])
def test_without_steps_in_the_agreement_they_are_the_standard_ones(coffee, change):
    writing.write(coffee).clauses.filter(key="disputes").update(**change)
    assert len(ladder.agreed(coffee)) == 3


def test_the_steps_of_a_draft_that_nobody_edited_are_in_the_partnerships_language(coffee):
    writing.write(coffee)
    coffee.language = "nl"
    coffee.save()
    assert "betrokken partners" in ladder.agreed(coffee)[0]


def test_the_dutch_wording_has_the_same_days(db):
    of = factories.partnership(language="nl")
    row = Dispute.objects.create(partnership=of, words=SECRET, opened_on=date(2026, 3, 2))
    ladder.add_to(row)
    assert "betrokken partners" in row.steps.first().what
    assert row.steps.first().due_on == date(2026, 3, 16)
    assert None not in row.steps.values_list("due_on", flat=True)


def test_an_agreement_with_more_steps_than_there_can_be_gives_the_first(coffee):
    writing.write(coffee).clauses.filter(key="disputes").update(
        text="\n".join(f"{n}. Step" for n in range(1, 40)), written_from="hand"
    )
    row = Dispute.objects.create(partnership=coffee, words=SECRET, opened_on=date(2026, 3, 2))
    ladder.add_to(row)
    assert row.steps.count() == MOST_STEPS


@pytest.mark.parametrize("name", ["", "Judge Nantongo"])
def test_somebody_from_outside_or_nobody_handles_it(as_ruth, new, said, name):
    as_ruth.post(new, {**said, "handler_name": name})
    row = Dispute.objects.get()
    assert (row.handler, row.handled_by) == (None, name)
    assert (name or "Nobody yet") in as_ruth.get(row.get_absolute_url()).text


def test_what_is_no_dispute_is_refused_in_words(as_ruth, coffee, union, mary, new, said, today):
    many = [factories.partner(coffee).pk for _ in range(MOST_PARTIES + 1)]
    foreign = factories.partner().pk
    for change, words in (
        ({"words": ""}, "Fill this in."),
        ({"words": "x" * 4001}, "4000"),
        ({"parties": [union.pk]}, "Choose two parties or more."),
        ({"parties": many}, f"Choose {MOST_PARTIES} parties at most."),
        ({"parties": [union.pk, foreign]}, "not one of the available choices"),
        ({"opened_on": str(today + DAY)}, "This day is in the future."),
        ({"handler": mary.pk, "handler_name": "Judge"}, "Choose one above or write a name, not both."),
        ({"handler": factories.person().pk}, "Select a valid choice"),
    ):
        answer = as_ruth.post(new, {**said, **change})
        assert answer.status_code == 422, change
        assert words in answer.text, change
    assert not Dispute.objects.exists()


def test_whoever_represents_a_party_does_not_handle_it(as_ruth, peter, union, new, said):
    answer = as_ruth.post(new, {**said, "handler": peter.pk})
    assert answer.status_code == 422
    assert f"{peter} represents {union}. Choose somebody who is no party." in answer.text.replace(
        "&#x27;", "’"
    )
    assert not Dispute.objects.exists()


def test_a_writer_who_would_be_shut_out_is_told_before_it_is_saved(as_, ruth, coffee, new, said, dispute):
    third = factories.partner(coffee, "Third Partner")
    factories.representative(third, ruth)
    said = {**said, "parties": [*said["parties"], third.pk]}
    for address, data in (
        (new, said),
        (reverse("dispute_edit", args=[dispute.pk]), edited(dispute, parties=said["parties"])),
    ):
        answer = as_(ruth).post(address, data)
        assert answer.status_code == 422
        assert "You represent Third Partner" in answer.text
        assert "Ask another coordinator" in answer.text
    assert DisputeParty.objects.count() == 2


def test_it_is_edited_on_the_revision_that_was_opened(as_ruth, dispute, coffee):
    third, address = factories.partner(coffee), reverse("dispute_edit", args=[dispute.pk])
    parties = [*dispute.parties.values_list("pk", flat=True), third.pk]
    data = edited(dispute, parties=parties, words="Calmer words", handler="", handler_name="Judge Nantongo")
    assert as_ruth.post(address, data).status_code == 302
    assert as_ruth.post(address, {**data, "words": "Others"}).status_code == 409
    dispute.refresh_from_db()
    assert (dispute.words, dispute.handled_by, dispute.parties.count()) == (
        "Calmer words",
        "Judge Nantongo",
        3,
    )
    assert dispute.steps.count() == 2


def test_steps_are_added_changed_and_removed(as_ruth, dispute, today):
    add = reverse("dispute_step_new", args=[dispute.pk])
    assert as_ruth.post(add, {"what": "A mediator is asked", "due_on": ""}).url == dispute.get_absolute_url()
    last = dispute.steps.last()
    assert (last.place, last.what, last.due_on) == (3, "A mediator is asked", None)
    edit = reverse("dispute_step_edit", args=[last.pk])
    done = {"what": "Asked", "done_on": str(today), "outcome": "She comes", "revision": 0}
    assert as_ruth.post(edit, {**done, "done_on": str(today + DAY)}).status_code == 422
    assert as_ruth.post(edit, done).status_code == 302
    assert as_ruth.post(edit, done).status_code == 409
    assert "She comes" in as_ruth.get(dispute.get_absolute_url()).text
    as_ruth.post(reverse("dispute_step_removal", args=[dispute.steps.first().pk]))
    assert list(dispute.steps.values_list("place", "what")) == [(1, f"{SECRET} 2"), (2, "Asked")]


def test_there_are_so_many_steps_and_no_more(as_ruth, dispute):
    add = reverse("dispute_step_new", args=[dispute.pk])
    for _ in range(MOST_STEPS - 2):
        keeping.add_step(DisputeStep(partnership=dispute.partnership, dispute=dispute, what="Talk"))
    assert add not in as_ruth.get(dispute.get_absolute_url()).text
    answer = as_ruth.post(add, {"what": "One more"})
    assert answer.status_code == 422
    assert "Remove one first." in answer.text
    assert dispute.steps.count() == MOST_STEPS


def test_it_ends_with_a_day_and_words_and_goes_on_again(as_ruth, dispute, today):
    ending, reopening = (reverse(f"dispute_{name}", args=[dispute.pk]) for name in ("ending", "reopening"))
    for wrong in (
        {"ended_on": "", "outcome": "Settled"},
        {"ended_on": str(today), "outcome": ""},
        {"ended_on": str(today + DAY), "outcome": "Settled"},
        {"ended_on": str(dispute.opened_on - DAY), "outcome": "Settled"},
    ):
        assert as_ruth.post(ending, {**wrong, "revision": 0}).status_code == 422
    as_ruth.post(ending, {"ended_on": str(today), "outcome": "They settled", "revision": 0})
    text = as_ruth.get(dispute.get_absolute_url()).text
    assert "They settled" in text
    assert "Reopen the dispute" in text
    late = edited(dispute, opened_on=str(today), revision=1)
    Dispute.objects.update(ended_on=today - DAY)
    assert "after the dispute ended" in as_ruth.post(reverse("dispute_edit", args=[dispute.pk]), late).text
    as_ruth.post(reopening)
    dispute.refresh_from_db()
    assert (dispute.ended_on, dispute.outcome) == (None, "They settled")
    assert "How it ended before" in as_ruth.get(dispute.get_absolute_url()).text


def test_it_is_deleted_for_good(as_ruth, coffee, dispute):
    answer = as_ruth.post(reverse("dispute_removal", args=[dispute.pk]))
    assert answer.url == reverse("disputes", args=[coffee.slug])
    models = (Dispute, DisputeParty, DisputeStep)
    assert not any(model.objects.exists() for model in models)
    assert not any(is_tracked(model) for model in models)
    assert not Removal.objects.exists()


def test_the_steps_are_those_of_the_version_that_holds_and_it_says_which(as_ruth, ruth, coffee, union, new):
    agreement = writing.write(coffee)
    assert "those of the draft of the agreement" in as_ruth.get(new).text
    clause = agreement.clauses.get(key="disputes")
    clause.text, clause.written_from = "1. The leads meet.", "hand"
    clause.save()
    round = proposing.propose(agreement, ruth, "all")
    assert "version 1 of the agreement, which is not in force yet" in as_ruth.get(new).text
    for row in round.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(round, ruth, "All signed")
    clause.text = "1. Nobody talks."
    clause.save()
    proposing.propose(agreement, ruth, "all")
    assert ladder.agreed(coffee) == ["The leads meet."]
    assert "version 1 of the agreement, which is in force" in as_ruth.get(new).text
