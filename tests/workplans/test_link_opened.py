"""A mail's button leads to the thing itself, opened, on the person's page."""

import re

import pytest

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from tests import factories
from tests.factories import link_for
from workplans import leads, task_proposals

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def coffee():
    return factories.coffee_meeting()


def opened(client, coffee, query):
    """The keys of the tasks that stand open on Anna's page."""
    token = link_tokens.token(link_for(coffee.anna, coffee.of, "test").pk)
    page = client.get(f"/l/{token}/{query}").text
    rows = re.findall(r'<li id="task-(\d+)">(.*?)</li>', page, re.DOTALL)
    return [int(key) for key, row in rows if "<details open" in row]


def test_the_task_that_was_tapped_stands_open_and_no_other(client, coffee):
    _first, second = (factories.task(coffee.of, owner=coffee.anna, partner=coffee.coop) for _ in range(2))
    assert opened(client, coffee, "") == []
    assert opened(client, coffee, f"?task={second.pk}") == [second.pk]
    assert opened(client, coffee, "?task=nonsense") == []


def test_who_is_asked_lands_on_the_question(coffee):
    task = task_proposals.add_task(
        coffee.of, by=coffee.ruth, agreed=False, title="Order seedlings", owner=coffee.anna
    )
    milestone = factories.milestone(
        factories.objective(coffee.of), lead_person=coffee.anna, lead_partner=coffee.coop
    )
    leads.ask(milestone, by=coffee.ruth)
    texts = {message.kind: message.text + message.html for message in Message.objects.all()}
    assert texts["task_proposed"].count(f"#task-{task.pk}") == 2
    assert texts["task_lead"].count(f"#lead-{milestone.pk}") == 2


def test_who_is_asked_to_lead_reads_what_it_means_in_the_mail_and_on_the_page(client, coffee):
    milestone = factories.milestone(
        factories.objective(coffee.of),
        lead_person=coffee.anna,
        lead_partner=coffee.coop,
        deliverable="A signed list",
        activity="Visit the farms",
        implications="Two people for a month",
    )
    milestone.supporters.add(factories.partner(coffee.of, "Kigezi Farmers’ Union"))
    leads.ask(milestone, by=coffee.ruth)
    mail = Message.objects.get(kind="task_lead")
    token = link_tokens.token(link_for(coffee.anna, coffee.of, "test").pk)
    for text in (mail.text, mail.html, client.get(f"/l/{token}/").text):
        for words in ("A signed list", "Visit the farms", "Two people for a month", "Kigezi Farmers’ Union"):
            assert words in text


def test_the_sentences_of_the_foot_of_a_mail_end(coffee):
    task_proposals.add_task(coffee.of, by=coffee.ruth, agreed=False, title="Order", owner=coffee.anna)
    html = " ".join(Message.objects.get().html.split())
    assert "Change which emails you get</a>. To object, answer this email." in html
