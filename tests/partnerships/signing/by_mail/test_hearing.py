"""What partners hear without being asked, what their page says afterwards, and that they may refuse."""

import re

import pytest

from backbone.outbox import link_tokens
from backbone.time.days import today_of
from partnerships.correspondence.models import Notice
from partnerships.documents.versions import render_version
from partnerships.signing import coming_and_going, in_force, proposing
from partnerships.signing.models import Acceptance, AcceptanceCode
from tests import factories
from tests.partnerships.signing.by_mail.coded import accept
from tests.partnerships.signing.said import State
from tests.partnerships.signing.said import accept as record

REMARK = {"yes-remark": "Subject to budget", "yes-remark_counts": "condition", "yes-office": "Secretary"}


def told(person):
    return [notice.text for notice in Notice.objects.filter(person=person).order_by("pk")]


@pytest.fixture
def binding(row, ruth):
    record(row, ruth)
    return in_force.put_in_force(row.round, ruth, "All signed")


def test_the_lead_hears_that_it_is_in_force_and_that_it_ended(binding, peter, union, ruth):
    member = factories.representative(union, factories.person("Joy Akello"), capacity="member")
    in_force.end(binding, ruth, "The programme is over", today_of(binding.partnership))
    first, second = told(peter)
    assert first.startswith("Version 1 of the agreement is in force since")
    assert first.endswith("\nAll signed")
    assert second.startswith("The agreement ended on")
    assert second.endswith("\nThe programme is over")
    assert told(member) == []


def test_the_lead_hears_that_what_was_sent_is_taken_back(row, round, peter, ruth):
    Acceptance.objects.update(sent_on=today_of(row.partnership))
    proposing.take_back(round, ruth, "Too early")
    assert told(peter) == ["Version 1 of the agreement was taken back\nToo early"]


def test_who_never_got_it_does_not_hear_that_it_is_taken_back(round, peter, ruth):
    proposing.take_back(round, ruth, "Too early")
    assert told(peter) == []


def test_it_is_told_in_the_language_of_who_hears_it(row, peter, ruth):
    peter.language = "nl"
    peter.save()
    record(row, ruth)
    in_force.put_in_force(row.round, ruth, "Klaar")
    assert "is in force since" not in told(peter)[0]


def test_who_has_no_account_reads_what_is_in_force_behind_the_link_of_the_mail(client, binding, peter, union):
    peter.mail_preference = "each"
    notice = Notice.objects.get(person=peter)
    row = binding.acceptances.get(partner=union)
    assert notice.anchor == f"acceptance-{row.pk}"
    token = link_tokens.token(factories.link_for(peter, binding.partnership, "own").pk)
    start = " ".join(client.get(f"/l/{token}/").text.split())
    address = f"/l/{token}/acceptances/{row.pk}/"
    assert f'id="acceptance-{row.pk}"' in start
    assert "In force since" in start
    assert address in start
    page = client.get(address).text
    assert f'href="{address}version.pdf"' in page
    assert "is in force since" in page
    file = binding.version.file
    render_version(file.pk, **file.job_args)
    answer = client.get(f"{address}version.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_a_version_behind_a_link_is_of_ones_own_partner(client, binding, coffee):
    other = factories.representative(factories.partner(coffee, "Bank"), capacity="lead")
    token = link_tokens.token(factories.link_for(other, coffee, "own").pk)
    row = binding.acceptances.get()
    assert client.get(f"/l/{token}/acceptances/{row.pk}/version.pdf").status_code == 404


def test_until_the_pdf_is_made_the_page_says_so(client, binding, row, address):
    answer = client.get(f"{address}version.pdf", follow=True)
    assert "The PDF is still being made" in answer.text


def test_who_wants_no_news_is_not_noted_as_told(agreement, round, union, coffee, ruth, peter):
    bank = factories.partner(coffee, "Bank")
    factories.representative(bank, capacity="lead")
    quiet = factories.partner(coffee, "Quiet")
    factories.representative(quiet, factories.person(mail_preference="needed"), capacity="lead")
    coming_and_going.let_accept(coffee)
    for row in round.acceptances.all():
        record(row, ruth)
    in_force.put_in_force(round, ruth, "")
    changed = proposing.propose(agreement, ruth, "named", reason="Seats", needed=[union.pk])
    record(changed.acceptances.get(partner=union), ruth)
    in_force.put_in_force(changed, ruth, "")
    rows = {row.partner_id: row.told_on for row in changed.acceptances.all()}
    assert rows[bank.pk] == today_of(coffee)
    assert rows[quiet.pk] is None


def test_the_page_of_a_link_says_that_a_wish_stands(client, address, row):
    Acceptance.objects.update(sent_on=today_of(row.partnership))
    client.post(address, {"answer": "wish", "wish-wish": "Shorter"})
    text = " ".join(client.get(address.partition("acceptances")[0]).text.split())
    assert "You wished a change on" in text
    assert "Read it and answer" not in text


# A receipt, and the page afterwards


def test_whoever_accepted_with_the_code_has_it_in_writing(client, address, peter):
    accept(client, address, **REMARK)
    notice = Notice.objects.get(person=peter)
    assert notice.text.startswith("Kigezi Farmers’ Union accepted: Version 1 of the agreement, on")
    assert "Subject to budget" in notice.text
    assert "A condition" in notice.text
    assert notice.anchor == f"acceptance-{Acceptance.objects.get().pk}"


def test_a_long_remark_is_cut_in_the_receipt_alone(client, address, peter, row):
    accept(client, address, **REMARK | {"yes-remark": "A clause " * 60})
    assert "…" in Notice.objects.get(person=peter).text
    row.refresh_from_db()
    assert row.remark.count("A clause") == 60


def test_the_page_says_afterwards_what_was_accepted_and_how(client, address):
    accept(client, address, **REMARK)
    text = " ".join(client.get(address).text.split())
    for words in ("Secretary", "Subject to budget", "A condition", "From the email, with a code"):
        assert words in text
    assert "Does Kigezi Farmers’ Union accept" not in text


def test_a_refusal_that_was_recorded_is_shown_and_asked_no_more(client, address, row, ruth):
    record(row, ruth, State.REFUSED)
    text = " ".join(client.get(address).text.split())
    assert "does not accept this version" in text
    assert 'value="accept"' not in text
    client.post(address, {"answer": "accept"})
    assert not AcceptanceCode.objects.exists()


def test_the_page_behind_the_link_leads_to_what_was_said(client, address, row):
    Acceptance.objects.update(sent_on=today_of(row.partnership))
    client.post(address, {"answer": "refuse", "refuse-reason": "Our board said no"})
    text = " ".join(client.get(address.partition("acceptances")[0]).text.split())
    assert f'<a href="{address}"><bdi>Kigezi Farmers’ Union</bdi>: Refused</a>' in text
    assert "Read it and answer" not in text


# Refusing, and who signs


def test_a_partner_refuses_with_a_reason_and_without_a_code(client, address, row, ruth):
    client.post(address, {"answer": "refuse", "refuse-reason": "Our board said no"})
    row.refresh_from_db()
    assert (row.state, row.remark, row.answered_on) == (
        State.REFUSED,
        "Our board said no",
        today_of(row.partnership),
    )
    assert "does not accept the agreement" in told(ruth)[0]
    assert "Our board said no" in told(ruth)[0]
    assert "Our board said no" in client.get(address).text
    assert not AcceptanceCode.objects.exists()


def test_a_refusal_without_a_reason_is_sent_back(client, address, row):
    assert client.post(address, {"answer": "refuse"}).status_code == 422
    row.refresh_from_db()
    assert row.state == State.OPEN


def test_the_coordinator_s_form_takes_a_reason_that_counts_as_nothing(as_ruth, client, address, row):
    client.post(address, {"answer": "refuse", "refuse-reason": "Our board said no"})
    row.refresh_from_db()
    data = {"state": "refused", "remark": "The board said no", "revision": row.revision}
    assert as_ruth.post(f"/acceptances/{row.pk}/edit/", data).status_code == 302


def test_the_page_says_who_was_named_to_sign(client, address):
    client.post(address, {"answer": "other", "other-name": "Dr Okello", "other-office": "Secretary"})
    text = " ".join(client.get(address).text.split())
    assert "Named as who signs: Dr Okello. <bdi>Secretary</bdi>" in text


# The page of the code


def test_the_page_of_the_code_repeats_what_will_be_recorded(client, address):
    text = " ".join(client.post(address, {"answer": "accept", **REMARK}, follow=True).text.split())
    for words in ("Recorded as: Peter Mugabo", "Secretary", "Subject to budget", "A condition"):
        assert words in text


def test_from_the_code_one_goes_back_to_what_was_typed(client, address):
    asked = client.post(address, {"answer": "accept", **REMARK}, follow=True).text
    again = client.get(address + re.search(r'href="(\?[^"]+)"[^>]*>\s*Change what I say', asked)[1]).text
    assert "Subject to budget" in again
    assert 'value="Secretary"' in again
    assert 'name="code"' not in again
