"""The mailbox of the embedded mode, and who may look into it."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from backbone.outbox import mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def directory(settings, tmp_path):
    settings.MAIL_DIRECTORY = tmp_path / "mail"
    return settings.MAIL_DIRECTORY


def write(subject="Your code", html="<html><head></head><body><p>1234</p><script>x</script></body></html>"):
    """Written as the delivery does: pytest-django has put its own backend into the settings."""
    connection = get_connection("backbone.outbox.backends.MailDirectory")
    mail = EmailMultiAlternatives(
        subject,
        "1234 https://testserver/l/x/",
        "Backbone <b@example.org>",
        ["Eve <e@example.org>"],
        connection=connection,
    )
    mail.attach_alternative(html, "text/html")
    mail.attach("verslag <1>.pdf", b"%PDF", "application/pdf")
    mail.send()


def names(directory):
    return sorted(path.stem for path in directory.glob("*.eml"))


def test_an_empty_mailbox_says_so(client, directory):
    assert "Nothing has been sent yet" in client.get(reverse("sent_mail")).text


def test_the_newest_mail_comes_first_in_pages_of_thirty(client, directory):
    for number in range(32):
        write(subject=f"Mail {number}")
    first = client.get(reverse("sent_mail")).text
    assert first.index("Mail 31<") < first.index("Mail 2<")
    assert "Mail 1<" not in first
    assert "Mail 1<" in client.get(reverse("sent_mail"), {"page": 2}).text


def test_a_mail_is_shown_with_text_headers_and_attachments(client, directory):
    write()
    (name,) = names(directory)
    page = client.get(reverse("sent_mail_message", args=[name])).text
    for part in ("Your code", "1234", "Message-ID", "verslag &lt;1&gt;.pdf", 'sandbox="allow-popups'):
        assert part in page
    assert "<script>x" not in page


def test_the_html_is_a_page_that_can_run_nothing(client, directory):
    write()
    response = client.get(reverse("sent_mail_html", args=names(directory)))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert not re.search(r"script-src|allow-scripts|allow-same-origin", policy)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_blank">' in response.text


def test_an_attachment_is_saved_not_shown(client, directory):
    write()
    response = client.get(reverse("sent_mail_attachment", args=[*names(directory), 0]))
    assert response.content == b"%PDF"
    assert response["Content-Disposition"] == 'attachment; filename="verslag 1 .pdf"'
    assert client.get(reverse("sent_mail_attachment", args=[*names(directory), 1])).status_code == 404


@pytest.mark.parametrize(
    "name", ["..", "20261122T000000000000-00000000", "x" * 300, "20261122T000000000000-0000000g"]
)
def test_what_is_not_there_is_not_found(client, directory, name):
    assert client.get(f"/mail/{name}/").status_code == 404


@pytest.mark.parametrize("view", ["sent_mail", "sent_mail_message", "sent_mail_html"])
def test_only_this_machine_may_look_and_only_in_the_embedded_mode(client, directory, settings, view):
    write()
    address = reverse(view, args=names(directory) if view != "sent_mail" else [])
    assert client.get(address).status_code == 200
    assert client.get(address, REMOTE_ADDR="::1").status_code == 200
    assert client.get(address, REMOTE_ADDR="192.168.1.7").status_code == 404
    assert client.get(address, REMOTE_ADDR="").status_code == 404
    assert client.get(address, headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 404
    assert client.get(address, headers={"X-Real-IP": "1.2.3.4"}).status_code == 404
    assert client.get(address, headers={"Via": "1.1 proxy"}).status_code == 404
    assert client.post(address).status_code == 405
    settings.MAIL_IS_LOCAL = False
    assert client.get(address).status_code == 404


def test_mails_are_readable_by_this_user_only(directory):
    write()
    (file,) = directory.iterdir()
    assert (file.suffix, file.stat().st_mode & 0o777, directory.stat().st_mode & 0o777) == (
        ".eml",
        0o600,
        0o700,
    )


def test_a_mails_time_has_a_zone_although_its_header_says_minus_zero(directory):
    write()
    assert mailbox.read(mailbox.names()[0]).sent_at.utcoffset() is not None
