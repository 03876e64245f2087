"""Behind a mailed link: whom to ask, what is kept, the language, and that somebody else reads these mails."""

import pytest
from django.utils.timezone import now

from backbone.accounts.models import address_changed
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships.correspondence import link_renewal
from partnerships.correspondence.models import AccessLink, Notice
from partnerships.correspondence.sending import send
from tests import factories
from tests.factories import link_for

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def page(coffee, peter, ruth):
    """The address of Peter's page."""
    return f"/l/{link_tokens.token(link_for(peter, coffee, 'test').pk)}/"


def test_it_says_whom_to_ask(client, page, ruth):
    text = client.get(page).text
    assert str(ruth) in text
    assert f"mailto:{ruth.mail_address}" in text


def test_what_is_kept_with_its_source_and_how_to_object(client, page, peter, union, ruth):
    peter.phone, peter.source = "+256 772 000 001", "Ruth Nansubuga, 3 March 2026"
    peter.save()
    text = client.get(f"{page}about/").text
    for kept in (
        peter.name,
        peter.email,
        peter.phone,
        peter.source,
        union.organisation.name,
        ruth.mail_address,
    ):
        assert str(kept) in text


def test_nothing_of_others_or_private_is_on_it(client, page, coffee, union, peter):
    factories.representative(union, factories.person("Joy Amongi"))
    peter.contact_email = ""
    peter.save()
    assert "Joy Amongi" not in client.get(f"{page}about/").text


def test_the_language_is_theirs_to_choose(client, page, peter):
    answer = client.post(f"{page}language/", {"language": "nl"}, follow=True)
    peter.refresh_from_db()
    assert peter.language == "nl"
    assert "Opgeslagen." in answer.text
    assert client.post(f"{page}language/", {"language": "xx"}).status_code == 404


def test_not_me_ends_the_links_and_tells_the_coordinator(client, page, coffee, peter, ruth):
    other = link_for(peter, coffee, "test")
    asked = client.get(f"{page}not-me/").text
    assert "All links that were emailed to Peter Mugabo stop working at once" in asked
    assert "Thank you for telling us" not in asked
    assert AccessLink.objects.filter(person=peter, revoked_at=None).count() == 2
    assert "Thank you for telling us" in client.post(f"{page}not-me/").text
    assert not AccessLink.objects.filter(person=peter, revoked_at=None).exists()
    over = client.get(f"/l/{link_tokens.token(other.pk)}/")
    assert (over.status_code, "This link has expired" in over.text) == (410, False)
    assert "This link was stopped" in over.text
    notice = Notice.objects.get()
    assert (notice.person, notice.path) == (ruth, f"/partnerships/coffee/contacts/{peter.pk}/")


def test_twice_it_tells_once(client, page):
    client.post(f"{page}not-me/")
    assert client.post(f"{page}not-me/").status_code == 410
    assert Notice.objects.count() == 1


def test_somebody_signed_in_as_another_is_told_for_whom_they_answer(client, page, peter, ruth):
    client.force_login(ruth)
    assert f"recorded for {peter.name}" in client.get(page).text
    client.force_login(peter)
    assert "You are signed in as" not in client.get(page).text


def test_the_first_mail_to_a_person_says_where_their_details_come_from(coffee, peter, released):
    peter.source = "Ruth Nansubuga, 3 March 2026"
    peter.save()
    first, second = (send(factories.news(peter, coffee, f"news:{n}")) for n in range(2))
    assert "They come from Ruth Nansubuga, 3 March 2026" in first.text
    assert "They come from Ruth Nansubuga, 3 March 2026" in " ".join(first.html.split())
    assert "They come from" not in second.text


def asked_for_a_link(client, page, peter):
    """Both ways of asking, and how many mails with a link Peter has then."""
    client.post(f"{page}renewal/")
    link_renewal.renew_for_address(peter.email)
    return Message.objects.filter(recipient=peter, kind="link_renewed").count()


def test_whoever_is_somebody_else_gets_no_new_link_at_that_address(client, page, peter):
    client.post(f"{page}not-me/")
    answer = client.get(page)
    assert answer.status_code == 410
    assert "no new link is sent to this address" in " ".join(answer.text.split())
    assert "Email me a new link" not in answer.text
    assert asked_for_a_link(client, page, peter) == 0


def test_a_link_that_is_over_is_renewed(client, page, peter):
    AccessLink.objects.update(revoked_at=now())
    assert "Email me a new link" in client.get(page).text
    assert asked_for_a_link(client, page, peter) == 1


def test_at_another_address_a_new_link_is_sent_again(client, page, peter):
    client.post(f"{page}not-me/")
    peter.email = "peter.mugabo@union.example.org"
    peter.save()
    address_changed.send(sender=type(peter), person=peter)
    assert asked_for_a_link(client, page, peter) == 1


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Ruth Nansubuga, 2026-03-03", "Ruth Nansubuga, 3 maart 2026"),
        ("Ruth Nansubuga, 3 March 2026", "Ruth Nansubuga, 3 March 2026"),
        ("A list, 2026-02-31", "A list, 2026-02-31"),
    ],
)
def test_the_day_of_a_source_is_its_readers_in_page_and_mail(client, page, peter, coffee, kept, said):
    peter.source, peter.language = kept, "nl"
    peter.save()
    assert said in client.get(page + "about/").text
    assert f"Ze komen van {said} en worden" in " ".join(
        send(factories.news(peter, coffee, "news:x")).text.split()
    )
