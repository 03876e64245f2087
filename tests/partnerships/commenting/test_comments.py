"""Comments on the clauses of a draft: by partners themselves, from their letters, answered, kept apart."""

import copy

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox.models import Message
from partnerships import removing
from partnerships.agreements import arranging
from partnerships.agreements.models import Clause
from partnerships.commenting import needs
from partnerships.commenting.beside import MOST_BESIDE, MOST_READ
from partnerships.commenting.models import ClauseComment, NoComments
from partnerships.correspondence.models import Notice
from partnerships.merges import merging
from partnerships.people.personal import erasure, export
from tests import factories
from tests.partnerships.people.test_personal_data import opened


@pytest.fixture
def own(agreement, bank):
    return reverse("own_comments", args=[bank.pk])


@pytest.fixture
def said(clause, bank, joan):
    """What Joan wrote for the bank."""
    return ClauseComment.objects.create(
        partnership=bank.partnership,
        agreement=clause.agreement,
        clause=clause,
        heading=clause.heading,
        partner=bank,
        text="Thirty days are too few",
        way="page",
        by=joan,
    )


def test_a_partner_comments_below_a_clause_changes_it_and_takes_it_back(as_, joan, own, clause):
    text, seen = f"text-{clause.pk}", f"seen-{clause.pk}"
    page = as_(joan).get(own).text
    assert "mediator" in page
    as_(joan).post(own, {text: "Thirty days are too few"})
    row = ClauseComment.objects.get()
    assert (row.clause, row.by, row.way, row.told_on) == (clause, joan, "page", None)
    assert f"{row.pk}:0" in as_(joan).get(own).text
    as_(joan).post(own, {text: "Sixty days", seen: f"{row.pk}:0"})
    row.refresh_from_db()
    assert (row.text, row.revision) == ("Sixty days", 1)
    as_(joan).post(own, {text: "", seen: f"{row.pk}:1"})
    assert not ClauseComment.objects.exists()


def test_a_clause_in_its_place_has_its_own_comments_however_many_the_others_have(
    as_ruth, said, agreement, joan
):
    clauses = [arranging.begin_own(agreement) for _ in range(MOST_READ // MOST_BESIDE + 1)]
    for place, clause in enumerate(clauses):
        clause.group, clause.text = Clause.Group.values[0], "As agreed."
        clause.heading, clause.position = f"Own {place}", clause.position + place
    Clause.objects.bulk_create(clauses)
    rows = [said] + [copy.copy(said) for _ in range(MOST_BESIDE * len(clauses) - 1)]
    for place, row in enumerate(rows):
        row.pk, row.clause, row.text = None, clauses[place // MOST_BESIDE], f"Comment {place}"
    ClauseComment.objects.bulk_create(rows)
    address = reverse("clause_edit", args=[clauses[-1].pk])
    with CaptureQueriesContext(connection) as asked:
        page = as_ruth.get(f"{address}?shown=1", headers={"HX-Request": "true"}).text
    own = range(len(rows) - MOST_BESIDE, len(rows))
    assert [n for n in range(len(rows)) if f"Comment {n}<" in page] == list(own)
    about = [query["sql"] for query in asked if 'FROM "commenting_clausecomment"' in query["sql"]]
    assert about
    assert not any(f"{clauses[0].pk}, {clauses[1].pk}" in sql for sql in about)


def test_two_windows_of_one_person_lose_nothing(as_, joan, own, said, clause):
    text, seen = f"text-{clause.pk}", f"seen-{clause.pk}"
    ClauseComment.objects.update(text="Sixty days", revision=1)
    page = as_(joan).post(own, {text: "Ninety days", seen: f"{said.pk}:0"})
    assert page.status_code == 409
    assert "says now: Sixty days" in page.text
    assert "Ninety days" in page.text
    assert ClauseComment.objects.get().text == "Sixty days"
    as_(joan).post(own, {text: "Ninety days", seen: f"{said.pk}:1"})
    assert ClauseComment.objects.get().text == "Ninety days"


def test_what_was_answered_meanwhile_is_not_said_twice(as_, joan, own, said, clause):
    ClauseComment.objects.update(outcome="taken", answered_at=now())
    fields = {f"text-{clause.pk}": said.text, f"seen-{clause.pk}": f"{said.pk}:0"}
    as_(joan).post(own, fields)
    assert ClauseComment.objects.count() == 1
    as_(joan).post(own, {**fields, f"text-{clause.pk}": "And one thing more"})
    assert ClauseComment.objects.count() == 2


def test_no_comments_is_one_press(as_, joan, own, bank):
    assert "no comments" in as_(joan).post(own, {"fine": "yes"}, follow=True).text
    row = NoComments.objects.get()
    assert (row.partner, row.by, row.way) == (bank, joan, "page")
    as_(joan).post(own, {"fine": "yes"})
    assert NoComments.objects.count() == 1


def test_a_coordinator_enters_what_a_letter_says(as_, ruth, own, clause, bank):
    fields = {f"text-{clause.pk}": "Too short", "way": "paper", "said_by": "The board"}
    assert as_(ruth).post(own, {**fields, "told_on": "2999-01-01"}).status_code == 422
    page = as_(ruth).post(own, {**fields, "told_on": "2026-01-05"}, follow=True)
    row = ClauseComment.objects.get()
    assert (row.way, row.said_by, row.by, str(row.told_on)) == ("paper", "The board", ruth, "2026-01-05")
    assert "on paper, noted by Ruth" in page.text
    edit = reverse("comment_edit", args=[row.pk])
    changed = {"text": "Far too short", "said_by": "The board", "way": "phone", "told_on": "2026-01-05"}
    as_(ruth).post(edit, {**changed, "revision": row.revision})
    row.refresh_from_db()
    assert (row.text, row.way) == ("Far too short", "phone")


def test_a_letter_can_say_that_there_are_none(as_, ruth, own, bank):
    as_(ruth).post(own, {"fine": "yes", "way": "paper", "told_on": "2026-01-05"})
    assert str(NoComments.objects.get(partner=bank).told_on) == "2026-01-05"


def test_other_partners_people_read_nothing_of_it(as_, ruth, joan, peter, coffee, said, own):
    pages = [reverse("comments", args=[coffee.slug]), reverse("agreement", args=[coffee.slug])]
    for page in pages:
        assert said.text in as_(ruth).get(page).text
        assert said.text in as_(joan).get(page).text
        assert said.text not in as_(peter).get(page).text
    assert as_(peter).get(own).status_code == 403
    assert as_(peter).get(reverse("comment_edit", args=[said.pk])).status_code == 404
    observer = factories.observer(coffee)
    assert said.text not in as_(observer).get(pages[1]).text
    assert as_(observer).get(pages[0]).status_code == 403


def test_who_wrote_it_changes_it_until_it_is_answered(as_, ruth, joan, said):
    edit, removal = (reverse(name, args=[said.pk]) for name in ("comment_edit", "comment_removal"))
    assert as_(ruth).get(edit).status_code == 403
    as_(joan).post(edit, {"text": "Sixty days", "revision": 0})
    said.refresh_from_db()
    assert said.text == "Sixty days"
    ClauseComment.objects.update(outcome="taken", answered_at=now())
    assert as_(joan).get(edit).status_code == 403
    assert as_(joan).post(removal).status_code == 403
    ClauseComment.objects.update(outcome="", answered_at=None)
    as_(joan).post(removal)
    assert not ClauseComment.objects.exists()
    removing.bring_back(said.partnership.removals.get(), by=joan)
    assert ClauseComment.objects.get().text == "Sixty days"


def test_an_answer_goes_back_to_whoever_wrote_it(as_, ruth, joan, said):
    address = reverse("comment_answer", args=[said.pk])
    refused = {"outcome": "not", "answer": "", "revision": 0}
    assert as_(ruth).post(address, refused).status_code == 422
    as_(ruth).post(address, {**refused, "answer": "A mediator needs a month"})
    said.refresh_from_db()
    assert (said.outcome, said.answered_by) == ("not", ruth)
    notice = Notice.objects.get(person=joan)
    assert "not taken up.\nA mediator needs a month\nYou wrote: “" in notice.text
    mail = Message.objects.get()
    assert mail.recipient == joan
    assert "mediator" not in mail.subject
    assert "Open your page:" in mail.text
    assert "Open your page" in mail.html
    assert "does not work out" not in mail.text
    own = as_(joan).get(reverse("own_comments", args=[said.partner_id])).text
    assert "A mediator needs a month" in own
    as_(ruth).post(address, {"outcome": "", "answer": "", "revision": 1})
    said.refresh_from_db()
    assert said.is_open


def test_open_comments_need_the_coordinator(ruth, joan, coffee, said):
    [need] = needs.to_answer(ruth)
    assert need.title == "1 comment on the agreement has no answer yet"
    assert not list(needs.to_answer(joan))
    ClauseComment.objects.update(outcome="taken", answered_at=now())
    assert not list(needs.to_answer(ruth))


def test_a_comment_stays_when_its_clause_goes_and_finds_it_again(as_ruth, ruth, coffee, agreement, said):
    agreement.clauses.filter(pk=said.clause_id).update(key="own-one")
    as_ruth.post(reverse("clause_removal", args=[said.clause_id]))
    row = ClauseComment.objects.get()
    assert (row.clause, row.heading) == (None, "Disputes")
    assert "The clause was removed." in as_ruth.get(reverse("comments", args=[coffee.slug])).text
    removing.bring_back(coffee.removals.get(), by=ruth)
    assert ClauseComment.objects.get().clause_id == said.clause_id


def test_the_database_refuses_an_answer_without_a_day(said):
    for wrong in ({"outcome": "taken"}, {"answered_at": now()}, {"outcome": "other", "answered_at": now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ClauseComment.objects.update(**wrong)


def test_what_two_partners_said_stays_when_they_are_one(said, union, bank):
    for partner in (union, bank):
        NoComments.objects.create(
            partnership=said.partnership, agreement=said.agreement, partner=partner, way="page"
        )
    merging.merge_organisations(bank.organisation, union.organisation, by=factories.administrator())
    assert ClauseComment.objects.get().partner == union
    assert NoComments.objects.get().partner == union


def test_a_persons_export_has_them_and_an_erasure_leaves_the_partners_words(said, joan):
    files = opened(export.export(joan))
    assert said.text in files["what-you-said-about-clauses-of-an-agreement.xlsx"]
    erasure.erase(joan, by=factories.administrator())
    said.refresh_from_db()
    assert said.text == "Thirty days are too few"
    assert said.by is None or said.by.name != "Joan Akello"


def test_a_closed_partnership_takes_no_comments(as_, joan, coffee, ruth, own, clause):
    coffee.closed_at, coffee.closed_by = now(), ruth
    coffee.save()
    as_(joan).post(own, {f"text-{clause.pk}": "Too late"})
    assert not ClauseComment.objects.exists()


def test_who_answers_sees_the_clause_as_the_pages_show_it(as_ruth, coffee, agreement, said):
    said.clause = agreement.clauses.get(key="partners")
    said.save()
    factories.partner(coffee, "Late Bank")
    assert "Late Bank" in as_ruth.get(reverse("comment_answer", args=[said.pk])).text
