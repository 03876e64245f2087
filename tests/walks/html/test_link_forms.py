"""Every address behind a mailed link: a reload of a refused answer finds a page, and two taps on a form are one."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access_table import addresses

pytestmark = pytest.mark.django_db

PARAMETERS = dict(addresses())
BEHIND = sorted(name for name in PARAMETERS if name and name.startswith("link"))
# Theirs lead to the file.
FILES = {"link_acceptance_file", "link_card_file"}
FORM = re.compile(r"""<form\b(?:"[^"]*"|[^">])*\bmethod="post"(?:"[^"]*"|[^">])*>(.*?)</form>""", re.DOTALL)
MARK = re.compile(r'name="once" value="([^"]+)"')


@pytest.fixture
def pages(world, client):
    """{name: what a look at this address answers}."""
    return {name: _looked_at(world, client, name) for name in BEHIND}


def _looked_at(world, client, name):
    with transaction.atomic():
        answer = client.get(reverse(name, kwargs=world.kwargs(name, PARAMETERS[name])))
        transaction.set_rollback(True)
    return answer


def test_whoever_comes_back_to_where_a_form_was_sent_finds_a_page(pages):
    assert {name for name, answer in pages.items() if answer.status_code == 405} == set()
    back = {name for name, answer in pages.items() if answer.status_code == 302}
    assert {"link_task_answer", "link_meeting_answer", "link_renegotiation", "link_language"} <= back
    led = {name: re.fullmatch(r"(/l/[^/]+/)(?:#mail)?", pages[name]["Location"]) for name in back - FILES}
    own = {name: pages[name].request["PATH_INFO"].startswith(to[1]) for name, to in led.items() if to}
    assert own == dict.fromkeys(back - FILES, True)


def test_each_form_has_a_mark_of_its_own_and_no_token_of_a_session(pages):
    shown = {
        name: FORM.findall(answer.text)
        for name, answer in pages.items()
        if answer.status_code == 200 and not answer.streaming and name != "link_renewal_for_address"
    }
    assert {"link", "link_canvas", "link_card", "link_comments", "link_giving"} <= {
        name for name, forms in shown.items() if forms
    }
    for name, forms in shown.items():
        marks = [MARK.findall(form) for form in forms]
        assert [len(of_form) for of_form in marks] == [1] * len(forms), name
        assert len({mark for (mark,) in marks}) == len(forms), name
        assert not any("csrfmiddlewaretoken" in form for form in forms), name
