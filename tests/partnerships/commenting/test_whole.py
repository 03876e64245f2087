"""What partners say about the agreement as a whole, and how many of those who were asked have answered."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.commenting import asking
from partnerships.commenting.models import ClauseComment, NoComments
from partnerships.correspondence.models import AccessLink
from partnerships.signing import proposing
from tests import factories

UNTIL = date(2999, 1, 1)


@pytest.fixture
def own(agreement, bank):
    return reverse("own_comments", args=[bank.pk])


def on_comments(as_ruth, coffee):
    return as_ruth.get(reverse("comments", args=[coffee.slug])).text


def test_a_comment_on_the_whole_is_changed_and_taken_back(as_, joan, own):
    as_(joan).post(own, {"text-0": "It is too long for our board"})
    row = ClauseComment.objects.get()
    assert (row.is_general, row.clause, row.heading, row.by) == (True, None, "", joan)
    page = as_(joan).get(own).text
    assert f"{row.pk}:0" in page
    assert page.index("The agreement as a whole") < page.index("too long for our board")
    as_(joan).post(own, {"text-0": "Ten pages would do", "seen-0": f"{row.pk}:0"})
    row.refresh_from_db()
    assert (row.text, row.revision) == ("Ten pages would do", 1)
    as_(joan).post(own, {"text-0": "", "seen-0": f"{row.pk}:1"})
    assert not ClauseComment.objects.exists()


def test_from_the_link_of_the_mail(client, agreement, bank, joan, released):
    asking.ask(agreement, joan.represents.all(), UNTIL)
    token = link_tokens.token(AccessLink.objects.get(purpose="comments").pk)
    address = reverse("link_comments", args=[token, bank.pk])
    assert "Comment on the agreement as a whole" in client.get(address).text
    client.post(address, {"text-0": "It is too long"})
    assert ClauseComment.objects.get(is_general=True).way == "link"


def test_from_a_letter_stands_first_and_is_answered(as_ruth, coffee, own, clause, bank, joan):
    said = {"way": "paper", "told_on": "2026-01-05", "said_by": "The board"}
    fields = {f"text-{clause.pk}": "Thirty days are too few", "text-0": "It is too long", **said}
    as_ruth.post(own, fields)
    page = on_comments(as_ruth, coffee)
    assert page.index("The agreement as a whole") < page.index("It is too long") < page.index("Thirty days")
    assert "The clause was removed" not in page
    row = ClauseComment.objects.get(is_general=True)
    answer = reverse("comment_answer", args=[row.pk])
    asked = as_ruth.get(answer).text
    assert "The agreement as a whole" in asked
    assert "The clause was removed" not in asked
    as_ruth.post(answer, {"outcome": "part", "answer": "We shorten it", "revision": row.revision})
    row.refresh_from_db()
    assert (row.outcome, row.is_open) == ("part", False)


def test_nobody_of_another_partner_reads_it(as_, own, peter, joan, coffee):
    as_(joan).post(own, {"text-0": "It is too long"})
    assert "It is too long" not in as_(peter).get(reverse("comments", args=[coffee.slug])).text


def test_one_on_a_clause_is_not_one_on_the_whole(clause, bank):
    with pytest.raises(IntegrityError, match="comment_on_the_whole"), transaction.atomic():
        ClauseComment.objects.create(
            partnership=bank.partnership,
            agreement=clause.agreement,
            clause=clause,
            heading=clause.heading,
            is_general=True,
            partner=bank,
            text="Both",
            way="page",
        )


def test_the_agreement_says_how_many_were_asked_how_many_answered_and_until_when(
    as_ruth, ruth, agreement, coffee, bank, joan, peter, released
):
    address = reverse("agreement", args=[coffee.slug])
    assert "No partner was asked by email about this draft yet." in as_ruth.get(address).text
    factories.representative(bank, factories.person("Moses Okello"))
    asking.ask(agreement, asking.to_ask(agreement), UNTIL)
    assert asking.how_far(agreement) == {"asked": 2, "answered": 0, "until": UNTIL}
    page = " ".join(as_ruth.get(address).text.split())
    assert "2 partners are asked for comments by 1 January 2999; 0 have answered" in page
    how = {"agreement": agreement, "partnership": coffee, "way": "page"}
    NoComments.objects.create(partner=bank, by=joan, **how)
    page = " ".join(as_ruth.get(address).text.split())
    assert "1 has answered, with comments or that there are none." in page
    ClauseComment.objects.create(partner=peter.represents.get().partner, text="Long", is_general=True, **how)
    assert asking.how_far(agreement)["answered"] == 2
    proposing.propose(agreement, ruth, "all")
    assert asking.how_far(agreement)["asked"] == 0
