"""A partnership asks the one above it: an agenda item there, and an answer that comes back and is read once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.bodies import asks
from meetings.models import Meeting, PartnershipAsk
from meetings.upward import asking, needs
from partnerships import removing
from partnerships.closing import closing
from partnerships.models import Partnership
from tests import factories

DAY = timedelta(days=1)


class Family:
    def __init__(self):
        self.parent = factories.partnership(name="Regional Platform", slug="region")
        self.child = factories.partnership(name="Valley Growers", slug="valley", parent=self.parent)
        self.above, self.below = factories.coordinator(self.parent), factories.coordinator(self.child)

    def group(self, name="Board"):
        return self.parent.bodies.create(name=name)

    def meeting(self, body, title="Board 1"):
        return factories.meeting(self.parent, title, body=body, starts_at=timezone.now() + DAY)

    def ask(self, text="May we spend?"):
        return asking.ask(self.child, text, by=self.below)

    def answered(self):
        question = self.ask()
        PartnershipAsk.objects.filter(pk=question.pk).update(answer="Yes", **asks.answered_now(question))
        return PartnershipAsk.objects.get(pk=question.pk)

    def held(self, meeting):
        Meeting.objects.filter(pk=meeting.pk).update(state="closed", starts_at=timezone.now() - DAY)

    def needs(self, who, here=None):
        return [(need.word, need.action) for need in needs.open_asks(who, here)]


@pytest.fixture
def family(db):
    return Family()


def test_with_one_group_it_goes_on_its_next_agenda(family, browser_of):
    coming = family.meeting(family.group())
    page = browser_of(family.below).post(
        reverse("upward_ask_new", args=["valley"]), {"text": "May we spend?"}, follow=True
    )
    assert coming.items.get().title == "May we spend?"
    assert "On an agenda of" in page.text
    above = browser_of(family.above).get(reverse("children", args=["region"]))
    assert "Board 1" in above.text


def test_without_a_meeting_it_waits_for_the_one_that_is_planned(family, browser_of):
    body = family.group()
    question = family.ask()
    assert (question.to, question.item) == (body, None)
    data = {"title": "Board 1", "starts_at": "2031-05-06T10:00", "minutes_planned": 60, "body": body.pk}
    browser_of(family.above).post(reverse("meeting_new", args=["region"]), data)
    assert Meeting.objects.get(title="Board 1").items.get().title == "May we spend?"
    assert not asks.waiting_from_below(body).exists()


def test_of_several_groups_the_coordinator_above_chooses(family, browser_of):
    family.group("Crew")
    board = family.group()
    coming = family.meeting(board)
    question = family.ask()
    assert question.to is None
    assert family.needs(family.above) == [("Asked", "Choose who takes it up")]
    assert family.needs(family.below) == []
    address = reverse("upward_ask_group", args=[question.pk])
    browser = browser_of(family.above)
    assert browser.post(address, {"to": "", "revision": 0}).status_code == 422
    assert browser.post(address, {"to": board.pk, "revision": 0}).status_code == 302
    assert coming.items.get().title == "May we spend?"
    assert family.needs(family.above) == []
    assert browser.post(address, {"to": board.pk, "revision": 1}).status_code == 302
    assert coming.items.count() == 1


def test_a_group_of_another_partnership_is_not_chosen(family, browser_of):
    question = family.ask()
    strange = family.child.bodies.create(name="Ours")
    address = reverse("upward_ask_group", args=[question.pk])
    assert browser_of(family.above).post(address, {"to": strange.pk, "revision": 0}).status_code == 422
    PartnershipAsk.objects.update(to=strange)
    with pytest.raises(IntegrityError, match="ps_ask_to_same_ps"):
        transaction.get_connection().check_constraints()
    transaction.get_connection().needs_rollback = False


def test_what_was_decided_is_proposed_and_the_answer_comes_back_and_is_read_once(family, browser_of):
    coming = family.meeting(family.group())
    question = family.ask()
    factories.line(coming, "= Yes, up to 2,000", question.item)
    family.held(coming)
    assert family.needs(family.above) == [("Asked", "Note the answer")]
    above, below = browser_of(family.above), browser_of(family.below)
    form = above.get(question.get_absolute_url()).context["form"]
    assert form["answer"].value() == "Yes, up to 2,000"
    above.post(question.get_absolute_url(), {"answer": "Yes, up to 2,000", "revision": 0})
    assert family.needs(family.above) == []
    assert family.needs(family.below) == [("Answered", "I have read it")]
    assert "Yes, up to 2,000" in below.get(reverse("shared_upward", args=["valley"])).text
    assert below.post(reverse("upward_ask_reading", args=[question.pk])).status_code == 302
    assert family.needs(family.below) == []


def test_an_answer_that_is_corrected_is_read_anew(family, browser_of):
    question = family.answered()
    asks.read(question)
    browser_of(family.above).post(question.get_absolute_url(), {"answer": "No", "revision": 0})
    assert family.needs(family.below) == [("Answered", "I have read it")]


def test_what_was_taken_back_waits_for_nothing_until_it_is_asked_after_all(family, browser_of):
    body = family.group()
    question = family.ask()
    address = reverse("upward_ask_withdrawal", args=[question.pk])
    below = browser_of(family.below)
    assert "Taken back" in below.post(address, follow=True).text
    assert not asks.waiting_from_below(body).exists()
    assert "May we spend?" not in browser_of(family.above).get(reverse("children", args=["region"])).text
    answer = browser_of(family.above).post(question.get_absolute_url(), {"answer": "No", "revision": 1})
    assert answer.status_code == 422
    assert "Nothing was changed" in below.post(address, follow=True).text
    coming = family.meeting(body)
    assert "It is asked again." in below.post(address, {"undo": "1"}, follow=True).text
    assert coming.items.get().title == "May we spend?"


def test_nothing_is_asked_after_all_where_they_have_parted(family):
    body = family.group()
    question = family.ask()
    assert asking.take_back(question)
    other = factories.partnership(name="Lake Platform", slug="lake")
    Partnership.objects.filter(pk=family.child.pk).update(parent=other)
    coming = family.meeting(body)
    assert not asking.take_back(question, undo=True)
    assert not coming.items.exists()


def test_what_was_answered_is_not_taken_back(family):
    question = family.answered()
    assert not asking.take_back(question)
    for name, change in {
        "ps_ask_answered_or_taken_back": {"withdrawn_at": timezone.now()},
        "ps_ask_answered": {"answer": ""},
        "ps_ask_of_another": {"child": family.parent},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PartnershipAsk.objects.update(**change)


def test_each_side_has_its_own_door(family, browser_of):
    question = family.ask()
    names = {"above": ["group", "answer"], "below": ["reading", "withdrawal"]}
    member = factories.observer(family.parent)
    for side, other in (("above", family.below), ("below", family.above)):
        for name in names[side]:
            address = reverse(f"upward_ask_{name}", args=[question.pk])
            assert browser_of(other).post(address).status_code == 404, name
            assert browser_of(member).post(address).status_code == (403 if side == "above" else 404), name
    assert browser_of(family.above).get(reverse("upward_ask_new", args=["valley"])).status_code == 404


# Before it is answered


def test_nobody_is_asked_where_there_is_nobody(family, browser_of):
    closing.close(family.parent, by=family.above)
    new = reverse("upward_ask_new", args=["valley"])
    assert "is closed, so nobody there answers" in browser_of(family.below).get(new, follow=True).text
    Partnership.objects.filter(pk=family.child.pk).update(parent=None)
    assert "there is nobody to ask" in browser_of(family.below).get(new, follow=True).text
    assert not PartnershipAsk.objects.exists()


def test_a_parent_that_closes_answers_once_it_is_open_again(family, browser_of):
    body = family.group()
    family.ask()
    closing.close(family.parent, by=family.above)
    assert not asks.waiting_from_below(body).exists()
    assert (
        "It is not answered" in browser_of(family.below).get(reverse("shared_upward", args=["valley"])).text
    )
    closing.open_again(family.parent)
    assert asks.waiting_from_below(body).exists()


def test_another_parent_is_not_asked_and_the_old_one_need_not_answer(family, browser_of):
    question = family.ask()
    other = factories.partnership(slug="other")
    Partnership.objects.filter(pk=family.child.pk).update(parent=other)
    reader = factories.coordinator(other)
    assert family.needs(family.above) == []
    assert family.needs(reader) == []
    assert "May we spend?" not in browser_of(reader).get(reverse("children", args=["other"])).text
    assert "It needs no answer" in browser_of(family.above).get(reverse("children", args=["region"])).text
    assert (
        "It is not answered" in browser_of(family.below).get(reverse("shared_upward", args=["valley"])).text
    )
    group = reverse("upward_ask_group", args=[question.pk])
    assert "needs no answer" in browser_of(family.above).get(group, follow=True).text
    answer = browser_of(family.above).post(question.get_absolute_url(), {"answer": "No", "revision": 0})
    assert answer.status_code == 422


def test_what_was_answered_before_the_parent_changed_is_read_all_the_same(family):
    family.answered()
    Partnership.objects.filter(pk=family.child.pk).update(parent=None)
    assert family.needs(family.below) == [("Answered", "I have read it")]


def test_of_a_closed_child_nothing_waits(family):
    family.ask()
    family.answered()
    closing.close(family.child, by=family.below)
    assert family.needs(family.above) == []
    assert family.needs(family.below) == []


def test_it_waits_again_when_its_item_is_removed_or_its_meeting_cancelled(family):
    body = family.group()
    coming = family.meeting(body)
    question = family.ask()
    Meeting.objects.filter(pk=coming.pk).update(state="cancelled")
    assert asks.waiting_from_below(body).get() == question
    Meeting.objects.filter(pk=coming.pk).update(state="planned")
    removing.remove(question.item, by=family.above, page="/")
    assert asks.waiting_from_below(body).get() == question


def test_a_group_that_is_removed_leaves_the_question_to_be_given_to_another(family):
    body = family.group()
    family.ask()
    removing.remove(body, by=family.above, page="/")
    assert family.needs(family.above, family.parent) == [("Asked", "Choose who takes it up")]
