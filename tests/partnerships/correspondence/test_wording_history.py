"""The installation's own words have a history, for administrators; it tells nothing of a partnership's words."""

import html
import re

import pytest
from django.urls import reverse

from partnerships.correspondence.models import MailWording
from partnerships.past import history
from tests import factories

# Each request is a transaction, as it is for people: what one changed has one moment.
pytestmark = [pytest.mark.fast, pytest.mark.django_db(transaction=True)]

PAGE = reverse("mail_wording_everywhere", args=["task_proposed", "en"])
HISTORY = reverse("mail_wording_history_everywhere")


@pytest.fixture
def admin(as_):
    return as_(factories.administrator(factories.person("Grace Akello")))


def read(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_it_says_who_changed_which_words_to_what_newest_first(admin):
    admin.post(PAGE, {"subject": "All: {task}", "revision": 0})
    admin.post(PAGE, {"subject": "Everybody: {task}", "revision": MailWording.objects.get().revision})
    admin.post(f"{PAGE}standard/")
    told = read(admin.get(HISTORY))
    assert told.count("Grace Akello") >= 3
    assert told.index("back to the standard words") < told.index("Everybody: {task}")
    assert "Proposed task, English" in told
    assert re.search(r"All: \{task\} then Everybody: \{task\}", told)
    assert HISTORY in admin.get(reverse("mail_wordings_everywhere")).text


def test_while_nothing_changed_it_says_so(admin):
    assert "Nothing has changed yet" in read(admin.get(HISTORY))


def test_words_of_a_partnership_are_not_in_it_nor_its_own_in_theirs(admin, as_ruth):
    as_ruth.post("/partnerships/coffee/words/task_proposed/en/", {"subject": "Ours: {task}"})
    admin.post(PAGE, {"subject": "All: {task}"})
    assert "Ours" not in read(admin.get(HISTORY))
    assert "All: {task}" not in read(as_ruth.get("/partnerships/coffee/history/"))


def test_a_coordinator_does_not_read_it(as_ruth):
    assert as_ruth.get(HISTORY).status_code == 403


def test_it_goes_on_page_by_page(admin):
    for n in range(history.PAGE + 1):
        row = MailWording.objects.first()
        admin.post(PAGE, {"subject": f"Number {n}: {{task}}", "revision": row.revision if row else 0})
    first = admin.get(HISTORY)
    assert f"Number {history.PAGE}:" in read(first)
    assert "Number 0:" not in read(first).replace("Number 0: {task} then", "")
    older = re.search(r'rel="next"\s+href="([^"]+)"', first.text)[1]
    second = read(admin.get(HISTORY + html.unescape(older)))
    assert "Number 0: " in second
    assert f"Number {history.PAGE}:" not in second
