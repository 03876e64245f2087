"""Answers about a milestone belong to the wording they were given for; who answered is asked again at most once."""

from datetime import timedelta

import pytest

from backbone.outbox.models import Message
from partnerships.correspondence.models import Confirmation, Correspondence, Notice
from partnerships.correspondence.waiting_mail import forthcoming
from tests.sentences.scene import TODAY, Scene
from workplans.answers.wording import answer
from workplans.models import Milestone

pytestmark = pytest.mark.django_db

EARLIER = "Answered for an earlier wording; it counts again when it is confirmed."
DUE = TODAY + timedelta(days=40)


@pytest.fixture
def scene(time_machine):
    return Scene(time_machine)


@pytest.fixture
def row(scene):
    """A milestone that Anna leads and accepted, with an answer of hers to each question."""
    row = scene.milestone(due=DUE, title="Agree the sites")
    answer(row, "S", by=scene.anna, words="Both see the signed map")
    answer(row, "A", by=scene.anna, confidence=4)
    answer(row, "R", by=scene.anna, words="Families earn more")
    return row


def change(scene, row, meaning="", **fields):
    """Save the milestone's form with something else in it, as the coordinator does."""
    row.refresh_from_db()
    kept = ("title", "deliverable", "due", "start", "lead_partner_id", "lead_person_id", "mode", "revision")
    data = {name.removesuffix("_id"): getattr(row, name) for name in kept}
    data |= {"objective": row.objective_id, "meaning": meaning, **fields}
    data = {name: value for name, value in data.items() if value is not None}
    page = scene.posted(f"/milestones/{row.pk}/edit/", data)
    row.refresh_from_db()
    return page


CHANGES = [
    {"title": "Agree two sites"},
    {"deliverable": "A letter of intent"},
    {"due": DUE + timedelta(days=30)},
    {"start": TODAY},
    {"lead_partner": ""},
]


@pytest.mark.parametrize("fields", CHANGES)
def test_another_wording_marks_the_answers_until_somebody_says_what_it_means(scene, row, fields):
    page = change(scene, row, **fields)
    assert page.count(EARLIER) == 3
    assert "accepted the lead for an earlier wording" in page
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("fields", CHANGES[:3])
def test_the_same_meaning_keeps_the_answers_and_says_who_said_so(scene, row, fields):
    page = change(scene, row, "same", **fields)
    assert EARLIER not in page
    assert "Ruth Nansubuga said on 11 Dec that a change left the meaning as it was" in page
    assert "earlier wording" not in page
    assert not Confirmation.objects.exists()


def test_what_a_change_means_can_be_said_afterwards(scene, row):
    page = change(scene, row, deliverable="Two signed maps")
    assert "it is not known yet whether it means the same" in page
    page = change(scene, row, "same")
    assert EARLIER not in page
    assert "it is not known yet" not in page
    assert "left the meaning as it was" in page


def test_that_it_means_something_else_can_be_said_afterwards_too(scene, row):
    change(scene, row, deliverable="Two signed maps")
    page = change(scene, row, "changed")
    assert page.count(EARLIER) == 3
    assert "Anna Kyomuhendo will be asked again in the next digest." in page
    assert "it is not known yet" not in page


def test_who_accepted_an_earlier_wording_can_be_asked_by_mail(scene, row):
    change(scene, row, deliverable="Two signed maps")
    page = scene.posted(f"/milestones/{row.pk}/lead/request/", {})
    assert "Anna Kyomuhendo is asked by email." in page
    assert "Anna Kyomuhendo accepted the lead for an earlier wording" in page


def test_what_is_no_wording_changes_no_answer(scene, row):
    assert EARLIER not in change(scene, row, place="Fort Portal", mode="joint", implications="Staff time")


def test_without_an_answer_nobody_is_asked_what_a_change_means(scene):
    row = scene.milestone(lead_accepted_at=None, due=DUE)
    address = f"/milestones/{row.pk}/edit/"
    assert "Does this change what was answered for?" not in scene.page(address)
    change(scene, row, title="Other")
    assert row.wording == 1


def test_the_form_asks_what_the_change_means(scene, row):
    assert "Does this change what was answered for?" in scene.page(f"/milestones/{row.pk}/edit/")


@pytest.mark.parametrize("preference", ["digest", "each", "needed"])
def test_another_meaning_asks_those_who_answered_once_in_the_digest(scene, row, preference):
    scene.anna.mail_preference = preference
    scene.anna.save()
    answer(row, "R", by=scene.dee, words="Ports get busier")
    page = change(scene, row, "changed", deliverable="Two signed maps")
    assert "Anna Kyomuhendo will be asked again in the next digest." in page
    assert "Dee Eze will be asked again in the next digest." in page
    change(scene, row, "changed", deliverable="Three signed maps")
    assert Confirmation.objects.count() == 2
    assert {one.about for one in forthcoming(scene.of)} == {"Daily digest"}
    scene.digest()
    assert Message.objects.filter(kind="digest").count() == 2
    mail = scene.mail(scene.anna, "digest")
    assert "“M1 Agree the sites” was changed. Is what you answered still right?" in mail
    assert "Two signed maps → Three signed maps" in mail
    assert Correspondence.objects.get(person=scene.anna).asks == 1
    assert "Anna Kyomuhendo is asked again: no answer yet." in scene.page(row.get_absolute_url())
    scene.digest(TODAY + timedelta(days=2))
    assert Message.objects.filter(kind="digest").count() == 2


@pytest.mark.parametrize("state", ["reached", "dropped"])
def test_what_is_over_is_asked_no_more(scene, row, state):
    change(scene, row, "changed", deliverable="Two signed maps")
    page = scene.posted(f"/milestones/{row.pk}/state/", {"state": state, "words": "Done with it"})
    assert "will be asked again" not in page
    scene.digest()
    assert not Message.objects.exists()


def test_a_lead_who_gives_it_back_is_asked_no_more_about_leading_it(scene):
    row = scene.milestone(due=DUE)
    change(scene, row, "changed", deliverable="Two signed maps")
    assert Confirmation.objects.get().answer == ""
    scene.posted(f"/milestones/{row.pk}/lead/", {"_method": "delete"}, scene.anna)
    assert Confirmation.objects.get().answer == "change"


def test_who_has_left_is_asked_nothing(scene, row):
    answer(row, "R", by=scene.dee, words="Ports get busier")
    scene.dee.represents.update(until=scene.midday(TODAY - timedelta(days=1)))
    change(scene, row, "changed", deliverable="Two signed maps")
    assert [one.person for one in Confirmation.objects.all()] == [scene.anna]


def test_a_digest_that_was_refused_asked_nobody(scene, row):
    change(scene, row, "changed", deliverable="Two signed maps")
    scene.digest(state="given_up")
    page = scene.page(row.get_absolute_url())
    assert "Anna Kyomuhendo is asked again: the email was not delivered." in page


def test_beyond_the_budget_the_question_waits_for_a_later_digest(scene, row):
    change(scene, row, "changed", deliverable="Two signed maps")
    scene.of.asks_per_month = 0
    scene.of.save()
    scene.digest()
    assert not Message.objects.exists()
    scene.of.asks_per_month = 5
    scene.of.save()
    scene.digest(TODAY + timedelta(days=2))
    assert Message.objects.filter(kind="digest").count() == 1


def test_a_yes_from_the_mail_renews_the_answers_and_the_lead(scene, row):
    change(scene, row, "changed", deliverable="Two signed maps")
    scene.digest()
    assert "Is your answer still right?" in scene.link_page(scene.anna)
    assert "You accepted the lead." in scene.link_page(scene.anna)
    address = f"{scene.link(scene.anna)}milestones/{row.pk}/answers/"
    assert "still applies" in scene.posted(address, {"answer": "holds"})
    page = scene.page(row.get_absolute_url())
    assert EARLIER not in page
    assert "earlier wording" not in page
    assert "Answers confirmed for the new wording" in page
    assert "Is your answer still right?" not in scene.link_page(scene.anna)
    assert "answered already" in scene.posted(address, {"answer": "holds"})


def test_a_no_from_the_mail_is_told_to_the_coordinator_and_the_answers_stay_marked(scene, row):
    change(scene, row, "changed", deliverable="Two signed maps")
    scene.digest()
    address = f"{scene.link(scene.anna)}milestones/{row.pk}/answers/"
    scene.posted(address, {"answer": "gone", "words": "Two is too much"})
    page = scene.page(row.get_absolute_url())
    assert page.count(EARLIER) == 3
    assert "Two is too much" in page
    assert "does not apply to its new wording" in Notice.objects.get(person=scene.ruth).text


def test_answering_on_the_page_itself_answers_the_question_too(scene, row):
    change(scene, row, "changed", deliverable="Two signed maps")
    for letter, data in {
        "S": {"yes": "1"},
        "A": {"yes": "1", "confidence": "4"},
        "R": {"words": "Families earn more"},
    }.items():
        scene.posted(f"/milestones/{row.pk}/smart/{letter}/", data, scene.anna)
        assert Confirmation.objects.filter(answer="").count() == 1
    scene.posted(f"/milestones/{row.pk}/lead/", {}, scene.anna)
    assert not Confirmation.objects.filter(answer="").exists()
    assert EARLIER not in scene.page(row.get_absolute_url())


def test_a_stranger_s_link_answers_nothing(scene, row):
    change(scene, row, "changed", deliverable="Two signed maps")
    address = f"{scene.link(scene.dee)}milestones/{row.pk}/answers/"
    assert "answered already" in scene.posted(address, {"answer": "holds"})
    assert Confirmation.objects.filter(answer="").count() == 1


def test_an_answer_that_says_nothing_is_refused_at_the_form(scene, row):
    page = scene.client(scene.anna).post(f"/milestones/{row.pk}/smart/R/", {"words": "TBD"})
    assert page.status_code == 422
    assert "“TBD” is no answer" in page.text


def test_the_coordinator_is_asked_about_the_lead_and_not_about_themselves(scene, row):
    address = f"/milestones/{row.pk}/smart/A/"
    assert "Does Anna Kyomuhendo have the time, the money and the authority?" in scene.page(address)
    assert "Do you have the time, the money and the authority?" in scene.page(address, scene.anna)


# Reached

OUTSIDE = [
    ({"on": (TODAY + timedelta(days=1)).isoformat()}, "This day is in the future."),
    ({"on": "2025-12-31"}, "The partnership began on 1 January 2026: nothing was reached before."),
]


@pytest.mark.parametrize(("fields", "problem"), OUTSIDE)
def test_nothing_is_reached_in_the_future_or_before_the_partnership(scene, row, fields, problem):
    scene.of.started_on = "2026-01-01"
    scene.of.save()
    page = scene.client().post(f"/milestones/{row.pk}/state/", {"state": "reached", **fields})
    assert page.status_code == 422
    assert problem in page.text


def test_it_was_reached_on_the_day_and_with_the_evidence_that_somebody_says(scene, row):
    data = {"state": "reached", "on": "2026-12-01", "evidence": "The map hangs in the hall"}
    page = scene.posted(f"/milestones/{row.pk}/state/", data)
    assert "reached on 1 Dec" in page
    assert "The map hangs in the hall" in page
    assert scene.plan_document.count("The map hangs in the hall") == 1
    scene.posted(f"/milestones/{row.pk}/state/", {"state": "under_way"})
    assert Milestone.objects.get(pk=row.pk).evidence == ""


def test_reached_without_a_word_is_today_and_says_that_nothing_shows_it(scene, row):
    page = scene.posted(f"/milestones/{row.pk}/state/", {"state": "reached"})
    assert "reached on 11 Dec" in page
    assert "no evidence recorded" in page
