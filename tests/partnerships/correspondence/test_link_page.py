"""What a mailed link opens: the person's own, nobody else's, and nothing changes by looking."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pghistory.models
import pytest
from django.apps import apps
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from meetings.minutes import issuing
from meetings.models import Remark
from partnerships.correspondence.models import AccessLink, Confirmation
from partnerships.correspondence.tasks import renew_links
from tests import factories
from tests.factories import link_for
from workplans.models import Task


@pytest.fixture
def issued(db):
    """Minutes issued to Anna with an action point of hers and one of Okello's; her link's address."""
    of = factories.partnership("Coffee Platform", "coffee")
    coop = factories.partner(of, "Co-op")
    anna = factories.representative(coop, factories.person("Anna Kyomuhendo"), capacity="lead")
    okello = factories.representative(factories.partner(of), factories.person("Peter Okello"))
    meeting = factories.meeting(of, "Steering committee 10")
    factories.attendance(meeting, anna, "present", coop)
    for text in ("! Anna: send the list", "! Okello: ask the district", "= We open in Kasese"):
        factories.line(meeting, text)
    by = factories.coordinator(of)
    version, _ = issuing.issue(meeting, number=1, to={anna.pk}, by=by)
    link = AccessLink.objects.get(person=anna, purpose="minutes")
    return SimpleNamespace(
        of=of, anna=anna, okello=okello, meeting=meeting, version=version, link=link, by=by,
        url=f"/l/{link_tokens.token(link.pk)}/",
    )  # fmt: skip


def snapshot():
    return [
        list(model.objects.order_by("pk").values())
        for model in (AccessLink, Task, Confirmation, Message, Remark)
    ]


def without_token(response):
    """The page without what differs from one request to the next."""
    return response.status_code, re.sub(r'"X-CSRFToken": "\w+"', "", response.text)


def test_the_link_shows_the_person_s_own_tasks_and_minutes(issued, client):
    page = client.get(issued.url)
    assert page.status_code == 200
    assert "For Anna Kyomuhendo" in page.text
    assert "Send the list" in page.text
    assert "Ask the district" not in page.text
    assert "Minutes of Steering committee 10" in page.text


def test_it_is_not_kept_by_any_cache_and_tells_no_other_site(issued, client):
    response = client.get(issued.url)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_looking_changes_nothing(issued, client):
    before = snapshot()
    for path in ("", f"minutes/{issued.version.pk}/", f"minutes/{issued.version.pk}/?page", "unsubscribe/"):
        client.get(issued.url + path)
        client.head(issued.url + path)
    assert snapshot() == before
    issued.anna.refresh_from_db()
    assert issued.anna.mail_preference == "each"


@pytest.mark.parametrize("path", ["mail/", "renewal/", "minutes/{v}/remark/"])
def test_what_changes_something_is_only_posted_to(issued, client, path):
    page = client.get(issued.url + path.format(v=issued.version.pk))
    assert (page.status_code, page.url) == (302, issued.url)


def test_the_minutes_can_be_read_by_the_link(issued, client):
    page = client.get(f"{issued.url}minutes/{issued.version.pk}/").text
    assert "We open in Kasese" in page


def test_minutes_the_person_was_not_sent_stay_closed(issued, client):
    later = factories.meeting(issued.of)
    version, _ = issuing.issue(later, number=1, to={issued.okello.pk}, by=issued.by)
    assert client.get(f"{issued.url}minutes/{version.pk}/").status_code == 404
    assert client.post(f"{issued.url}minutes/{version.pk}/remark/", {"words": "x"}).status_code == 404
    assert not Remark.objects.exists()


def test_a_remark_reaches_the_coordinator_once_it_is_posted(issued, client):
    words = "I said <b>March</b> 🌱, not May"
    response = client.post(f"{issued.url}minutes/{issued.version.pk}/remark/", {"words": words})
    assert (response.status_code, response.url) == (303, f"{issued.url}#minutes")
    remark = Remark.objects.get()
    assert (remark.meeting, remark.confirmation.remark, remark.confirmation.person) == (
        issued.meeting,
        words,
        issued.anna,
    )
    client.force_login(issued.by)
    page = client.get(f"/meetings/{issued.meeting.pk}/").text
    assert "&lt;b&gt;March&lt;/b&gt; 🌱" in page
    issued.link.refresh_from_db()
    assert issued.link.last_used_at


def test_an_empty_remark_is_answered_in_words(issued, client):
    client.post(f"{issued.url}minutes/{issued.version.pk}/remark/", {"words": " "})
    assert not Remark.objects.exists()
    assert "Write what is not right" in client.get(issued.url).text


@pytest.mark.parametrize(
    "change", [{"expires_at": timezone.now() - timedelta(days=1)}, {"revoked_at": timezone.now()}]
)
def test_a_link_that_is_over_says_so_and_shows_nothing(issued, client, change):
    AccessLink.objects.filter(pk=issued.link.pk).update(**change)
    for path in ("", f"minutes/{issued.version.pk}/"):
        page = client.get(issued.url + path)
        assert page.status_code == 410
        assert "This link has expired" in page.text
        assert "Send the list" not in page.text
    assert client.post(f"{issued.url}minutes/{issued.version.pk}/remark/", {"words": "x"}).status_code == 410
    assert not Remark.objects.exists()


def test_a_link_that_is_over_mails_a_new_one_to_the_known_address(issued, client):
    AccessLink.objects.filter(pk=issued.link.pk).update(revoked_at=timezone.now())
    Message.objects.all().delete()
    for _ in range(2):
        assert "Look in your email" in client.post(f"{issued.url}renewal/").text
    message = Message.objects.get()
    assert (message.recipient, message.to_address) == (issued.anna, issued.anna.email)
    fresh = AccessLink.objects.get(purpose="renewed")
    assert client.get(f"/l/{link_tokens.token(fresh.pk)}/").status_code == 200


@pytest.mark.parametrize("token", ["x", "A" * 43, "../../etc", "%00", "é" * 20])
def test_a_forged_link_opens_nothing(issued, client, token):
    page = client.get(f"/l/{token}/")
    assert page.status_code == 404


def test_a_link_with_one_letter_changed_opens_nothing(issued, client):
    token = issued.url.split("/")[2]
    forged = ("B" if token[0] != "B" else "C") + token[1:]
    page = client.get(f"/l/{forged}/")
    assert page.status_code == 404
    assert "This link does not work" in page.text
    assert "Anna" not in page.text


def test_the_answer_to_an_address_is_the_same_whether_it_is_known_or_not(issued, client):
    known = client.post("/l/new/", {"email": issued.anna.email.upper()})
    unknown = client.post("/l/new/", {"email": "nobody@example.org"})
    assert without_token(known) == without_token(unknown)
    renew_links("nobody@example.org")
    assert not Message.objects.filter(key__startswith="link:renewed").exists()
    renew_links(issued.anna.email)
    assert Message.objects.filter(key__startswith="link:renewed").count() == 1


def test_asking_for_links_again_and_again_is_slowed_down_for_known_and_unknown_alike(issued, client):
    for address in (issued.anna.email, "nobody@example.org"):
        statuses = [client.post("/l/new/", {"email": address}).status_code for _ in range(6)]
        assert statuses == [200] * 5 + [429]
    for n in range(9):
        client.post("/l/new/", {"email": f"guess{n}@example.org"})
    page = client.post("/l/new/", {"email": "another@example.org"})
    assert (page.status_code, "asked too often" in page.text) == (429, True)


def test_a_link_ends_with_its_persons_part_and_no_new_one_comes(issued, client):
    assert client.get(issued.url).status_code == 200
    issued.anna.represents.update(until=timezone.now())
    assert client.get(issued.url).status_code == 410
    client.post(f"{issued.url}renewal/")
    renew_links(issued.anna.email)
    assert not Message.objects.filter(key__startswith="link:renewed").exists()


def test_a_link_stays_while_another_part_goes_on(issued, client):
    issued.anna.represents.update(until=timezone.now())
    factories.observer(issued.of, issued.anna)
    assert client.get(issued.url).status_code == 200


def test_a_guest_who_never_had_a_part_opens_the_link(issued, client):
    issued.anna.represents.all().delete()
    assert client.get(issued.url).status_code == 200


def test_a_person_who_is_no_longer_active_opens_nothing(issued, client):
    issued.anna.is_active = False
    issued.anna.save()
    assert client.get(issued.url).status_code == 410


def test_one_click_in_the_mail_client_stops_what_is_not_needed(issued, client):
    header = Message.objects.get().headers["List-Unsubscribe"]
    assert header.endswith("/unsubscribe/>")
    response = client.post(f"{issued.url}unsubscribe/", {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    issued.anna.refresh_from_db()
    assert issued.anna.mail_preference == "needed"


def test_the_person_chooses_which_mails_come(issued, client):
    assert client.post(f"{issued.url}mail/", {"mail_preference": "digest"}).status_code == 303
    issued.anna.refresh_from_db()
    assert issued.anna.mail_preference == "digest"
    assert client.post(f"{issued.url}mail/", {"mail_preference": "spam"}).status_code == 404


def test_the_page_is_in_the_person_s_language_whoever_is_signed_in(issued, client):
    issued.anna.language = "nl"
    issued.anna.save()
    client.force_login(issued.by)
    assert 'lang="nl"' in client.get(issued.url).text


def test_signed_in_as_the_same_person_my_work_is_offered(issued, client):
    client.force_login(issued.anna)
    assert "My work" in client.get(issued.url).text


def test_posts_need_no_csrf_token(issued):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{issued.url}mail/", {"mail_preference": "digest"}).status_code == 303


def test_a_link_of_one_partnership_shows_nothing_of_another(issued, client):
    elsewhere = factories.partnership("Elsewhere")
    factories.task(elsewhere, "Secret task", owner=issued.anna)
    other = link_for(issued.anna, elsewhere, "minutes")
    assert "Secret task" not in client.get(issued.url).text
    page = client.get(f"/l/{link_tokens.token(other.pk)}/minutes/{issued.version.pk}/")
    assert page.status_code == 404


@pytest.mark.django_db
def test_the_audit_trail_names_whoever_answered_by_link(client):
    person = factories.representative(factories.partner())
    of = person.represents.get().partnership
    task = factories.task(of, owner=person)
    address = f"/l/{link_tokens.token(link_for(person, of, 'test').pk)}/tasks/{task.pk}/answer/"
    client.post(address, {"answer": "done", "evidence": "A list"})
    events = apps.get_model("workplans", "TaskEvent").objects
    event = events.filter(pgh_obj=task, state="done").latest("pgh_id")
    assert event.pgh_context.metadata["user"] == person.pk
    assert event.pgh_context.metadata["way"] == "link"


def test_the_audit_trail_does_not_hold_what_opens_a_link(issued, client):
    client.post(f"{issued.url}mail/", {"mail_preference": "digest"})
    issued.anna.refresh_from_db()
    assert issued.anna.mail_preference == "digest"
    context = pghistory.models.Context.objects.order_by("created_at").last()
    assert context.metadata["url"] == "/l/…/mail/"
    assert not pghistory.models.Context.objects.filter(
        metadata__url__contains=link_tokens.token(issued.link.pk)
    ).exists()


def test_an_address_with_a_control_character_is_answered_like_any_other(issued, client):
    assert client.post("/l/new/", {"email": "anna\x00@example.org"}).status_code == 200
