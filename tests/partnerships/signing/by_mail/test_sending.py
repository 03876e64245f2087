"""Sending a proposed version by email, reminding, and the sponsor at last."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import day_of, today_of
from partnerships.correspondence.link_renewal import not_theirs
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partnership
from partnerships.signing import proposing
from partnerships.signing.by_mail import asking, codes, needs, to_come
from partnerships.signing.models import Acceptance, AcceptanceCode
from partnerships.signing.tasks import remind
from tests import factories
from tests.partnerships.signing.by_mail.gone_by import go, left
from tests.walks.markup import folded


@pytest.fixture
def sent(as_ruth, round, row, peter):
    """The version went to the partner's lead."""
    as_ruth.post(sending(round), {"seats": [f"{row.pk}-{peter.represents.get().pk}"]})
    left()
    row.refresh_from_db()
    return row


def sending(round):
    return reverse("signing_round_sending", args=[round.pk])


def mails():
    return Message.objects.filter(kind="acceptance")


def test_the_mail_is_looked_at_before_it_goes(as_ruth, round, peter):
    text = as_ruth.get(sending(round)).text
    assert "A version of the agreement is proposed." in text
    assert "Peter Mugabo" in text
    assert not mails().exists()


def test_it_goes_with_the_version_and_a_link(sent, round, peter):
    mail = mails().get()
    assert mail.recipient == peter
    assert list(mail.attachments.all()) == [round.version.file]
    assert "Read it and answer, without signing in:\nhttps://link.invalid/" in mail.text
    assert (sent.sent_on, sent.sent_how) == (today_of(sent.partnership), "by email")


def test_it_goes_once_to_each(as_ruth, sent, round, peter):
    answer = as_ruth.post(sending(round), {"seats": [f"{sent.pk}-{peter.represents.get().pk}"]}, follow=True)
    assert "was not sent" in answer.text
    assert mails().count() == 1


def test_who_reads_somebody_elses_mail_gets_none_now_and_that_is_said(as_ruth, round, row, peter, coffee):
    not_theirs(factories.link_for(peter, coffee, "tasks"))
    page = as_ruth.get(sending(round)).text
    assert "Somebody else reads their emails" in page
    assert f'href="{reverse("contact", args=["coffee", peter.pk])}"' in page
    key = f"{row.pk}-{peter.represents.get().pk}"
    assert f'value="{key}" checked' not in folded(page)
    answer = as_ruth.post(sending(round), {"seats": [key]}, follow=True).text
    assert "The email to Peter Mugabo waits" in answer
    assert "email goes out" not in answer


def test_the_budget_of_asks_holds_it(as_ruth, round, row, peter, coffee):
    Partnership.objects.update(asks_per_month=0)
    as_ruth.post(sending(round), {"seats": [f"{row.pk}-{peter.represents.get().pk}"]})
    row.refresh_from_db()
    assert row.sent_on is None


def test_who_may_not_accept_is_not_offered(as_ruth, round, union, peter):
    factories.representative(union, factories.person("Joy Akello"), capacity="member")
    assert "Joy Akello" not in as_ruth.get(sending(round)).text


def test_nobody_chosen_is_said(as_ruth, round, peter):
    assert as_ruth.post(sending(round), {}).status_code == 422


def test_where_nobody_may_accept_it_is_said_who_is_needed_and_where(as_ruth, round, union, peter):
    peter.represents.update(capacity="member")
    text = " ".join(as_ruth.get(sending(round)).text.split())
    assert "it needs a lead" in text
    assert f'href="{union.get_absolute_url()}">Name a lead' in text
    assert reverse("agreement_papers", args=["coffee"]) in text


def test_where_all_have_answered_that_is_said(as_ruth, round, row):
    Acceptance.objects.update(state="refused")
    text = as_ruth.get(sending(round)).text
    assert "Every partner has answered." in text
    assert "Name a lead" not in text


def test_what_was_taken_back_is_not_sent(as_ruth, round, ruth, peter):
    proposing.take_back(round, ruth, "Too early")
    assert as_ruth.get(sending(round)).status_code == 302


# Reminders


def test_it_is_reminded_of_twice_and_then_the_sponsor_is_proposed(sent, peter, union, ruth, coffee, as_ruth):
    sponsor = factories.representative(union, factories.person("Dr Okello"), capacity="sponsor")
    assert remind() == 0
    go(sent, 15)
    assert remind() == 1
    assert remind() == 0
    go(sent, 15)
    assert remind() == 1
    assert [need.word for need in in_full(needs.of_coordinators(ruth, coffee))] == []
    go(sent, 15)
    assert remind() == 0
    need = next(iter(in_full(needs.of_coordinators(ruth, coffee))))
    assert (need.word, need.action) == ("no answer after two reminders", "Ask its sponsor")
    as_ruth.post(need.action_url)
    assert mails().filter(recipient=sponsor).exists()
    assert list(needs.of_coordinators(ruth, coffee)) == []


def test_with_legal_it_waits_for_a_month(sent):
    go(sent, 15)
    Acceptance.objects.update(legal_since=today_of(sent.partnership))
    assert remind() == 0
    Acceptance.objects.update(legal_since=today_of(sent.partnership) - timedelta(days=31))
    assert remind() == 1


@pytest.mark.parametrize("state", ["accepted", "wishes_change", "refused"])
def test_who_answered_is_not_reminded(sent, state):
    go(sent, 10)
    Acceptance.objects.update(state=state, answered_on=today_of(sent.partnership))
    assert remind() == 0


def test_what_was_sent_on_paper_is_not_reminded_of(row):
    Acceptance.objects.update(sent_on=today_of(row.partnership) - timedelta(days=40), sent_how="by post")
    assert remind() == 0


def test_a_closed_partnership_is_not_reminded(sent, ruth):
    go(sent, 10)
    Partnership.objects.update(closed_at="2026-01-01T00:00:00Z", closed_by=ruth)
    assert remind() == 0


# Seen before they leave


def test_a_reminder_is_among_the_mails_to_come(as_ruth, sent, peter, coffee):
    [coming] = to_come.forthcoming([coffee])
    assert coming.person == peter
    assert coming.leaves_at == asking.reminds_at(asking.mailed_rows().get())
    assert "Once more" in coming.message().subject
    assert f"ahead/{coming.key}/" in as_ruth.get("/partnerships/coffee/held/").text
    assert mails().count() == 1


def test_what_was_reminded_of_twice_comes_no_more(sent, coffee):
    go(sent, 15)
    remind()
    assert len(to_come.forthcoming([coffee])) == 1
    go(sent, 15)
    remind()
    assert to_come.forthcoming([coffee]) == []


def test_with_legal_the_reminder_is_announced_for_a_month_later(sent, coffee):
    Acceptance.objects.update(legal_since=today_of(coffee))
    [coming] = to_come.forthcoming([coffee])
    assert day_of(coming.leaves_at, coffee.zone) >= today_of(coffee) + asking.WITH_LEGAL


@pytest.mark.parametrize("state", ["accepted", "wishes_change", "refused"])
def test_nothing_is_announced_to_who_answered(sent, coffee, state):
    Acceptance.objects.update(state=state, answered_on=today_of(coffee))
    assert to_come.forthcoming([coffee]) == []


def test_nothing_is_announced_of_what_went_on_paper(row, coffee):
    Acceptance.objects.update(sent_on=today_of(coffee), sent_how="by post")
    assert to_come.forthcoming([coffee]) == []


def test_a_full_month_holds_the_announced_reminder_back(sent, coffee):
    Partnership.objects.update(asks_per_month=0)
    [coming] = to_come.forthcoming([Partnership.objects.get()])
    assert coming.held_back


# What waits for whom


def test_who_speaks_for_a_partner_has_it_on_their_list(sent, peter, coffee):
    need = next(iter(in_full(needs.to_accept(peter, coffee))))
    assert need.action_url == reverse("acceptance_answer", args=[sent.pk])


def test_what_was_not_sent_waits_for_nobody(row, peter, coffee):
    assert list(needs.to_accept(peter, coffee)) == []


def test_a_wish_waits_for_who_coordinates(sent, ruth, coffee):
    Acceptance.objects.update(state="wishes_change", wish="Later")
    assert [need.word for need in needs.of_coordinators(ruth, coffee)] == ["wishes a change"]


def test_the_link_s_page_leads_to_it(client, sent, peter, coffee):
    token = link_tokens.token(factories.link_for(peter, coffee, "acceptance").pk)
    assert f"/l/{token}/acceptances/{sent.pk}/" in client.get(f"/l/{token}/").text


# Codes that are over


def test_codes_that_are_over_go(row, peter):
    codes.send(row, peter, {})
    Message.objects.update(created_at="2026-01-01T00:00:00Z")
    AcceptanceCode.objects.update(made_at="2026-01-01T00:00:00Z")
    remind()
    assert not AcceptanceCode.objects.exists()
    assert "••••••" in Message.objects.get(kind="acceptance_code").text
    assert not Correspondence.objects.filter(cause=asking.CAUSE).exists()


def test_while_sending_is_on_hold_it_is_said_that_emails_wait(as_ruth, round, row, peter):
    SenderSettings.objects.update(held=True)
    answer = as_ruth.post(sending(round), {"seats": [f"{row.pk}-{peter.represents.get().pk}"]}, follow=True)
    assert "1 email waits: sending is on hold." in answer.text
    assert "goes out" not in answer.text


def test_who_coordinates_nothing_reads_no_count_of_what_they_coordinate(as_, sent, peter):
    page = " ".join(as_(peter).get("/my-work/").text.split())
    assert "1 thing needs you." in page


def test_a_lead_without_an_address_needs_one_and_no_other_lead(as_ruth, round, union, peter):
    type(peter).objects.filter(pk=peter.pk).update(email=None, contact_email="")
    text = " ".join(as_ruth.get(sending(round)).text.split())
    assert f'href="{union.get_absolute_url()}">Add an email address' in text
    assert "Name a lead" not in text
