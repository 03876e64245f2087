"""A partnership's logo: taken from a file, shown everywhere, removed, brought back, and never anything but a picture."""

import io
from email import message_from_bytes, policy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from backbone.files.models import StoredFile
from backbone.files.uploads import checking, drawing
from backbone.outbox import envelope
from backbone.outbox.models import SenderSettings
from partnerships import removing
from partnerships.attachments import forgetting
from partnerships.attachments.models import Upload
from partnerships.correspondence.sending import send
from partnerships.identity import logos
from partnerships.models import Removal
from tests import factories

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<script>alert(1)</script><rect onload="alert(2)" x="5" width="20" height="20" fill="#863"/></svg>'
)


def png(size=(300, 100), colour="#863"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def sent(data, name="logo.png"):
    return SimpleUploadedFile(name, data)


def put(partnership, person, data=None, name="logo.png"):
    logo = logos.put(partnership, sent(data or png(), name), by=person)
    partnership.refresh_from_db()
    return logo


def test_a_logo_takes_the_place_of_the_initials(as_ruth, coffee):
    assert 'class="mark"' in as_ruth.get(coffee.get_absolute_url()).text
    page = as_ruth.post(reverse("logo_new", args=[coffee.slug]), {"file": sent(png())})
    assert page.status_code == 302
    coffee.refresh_from_db()
    assert f'<img class="logo" src="{coffee.logo_address}"' in as_ruth.get(coffee.get_absolute_url()).text


def test_its_picture_is_open_to_whoever_has_its_address_and_never_changes(client, ruth, coffee):
    put(coffee, ruth, png((2000, 500)))
    answer = client.get(coffee.logo_address)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert Image.open(io.BytesIO(answer.content)).size == (640, 160)
    assert client.get(reverse("logo", args=["0" * 64])).status_code == 404


def test_a_drawing_is_cleaned_and_drawn(as_ruth, ruth, coffee):
    logo = put(coffee, ruth, SVG, "logo.svg")
    assert b"script" not in logo.upload.file.data
    assert b"onload" not in logo.upload.file.data
    # Cut out: what is see-through around it is gone.
    assert Image.open(io.BytesIO(logo.upload.picture.data)).size == (240, 240)
    answer = as_ruth.get(reverse("logo_file", args=[coffee.slug]))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


USES = b"".join(
    b'<g id="a%d">' % n + (b'<use href="#a%d"/>' % (n - 1)) * 10 + b"</g>" if n else b'<g id="a0"><rect/></g>'
    for n in range(9)
)
HOSTILE = {
    "text": (b"Only words.", "A logo is a picture"),
    "pdf": (b"%PDF-1.7\n%%EOF", "A logo is a picture"),
    "page": (b"<html><script>alert(1)</script></html>", "web page"),
    "nothing to see": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>',
        "nothing to see",
    ),
    "outside": (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        "outside",
    ),
    "half": (png()[:60], "damaged"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_picture_is_refused_in_words_and_the_one_before_stays(as_ruth, ruth, coffee, what):
    before = put(coffee, ruth)
    data, words = HOSTILE[what]
    page = as_ruth.post(reverse("logo_new", args=[coffee.slug]), {"file": sent(data, "logo.svg")})
    assert page.status_code == 422
    assert words in page.text
    assert logos.logo_of(coffee) == before


@pytest.mark.long
def test_a_drawing_that_grows_without_end_is_stopped():
    bomb = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + USES + b"</svg>"
    with pytest.raises(checking.Refused, match=r"too long|too much memory"):
        drawing.small_picture(bomb)


def test_nothing_chosen_is_said(as_ruth, coffee):
    page = as_ruth.post(reverse("logo_new", args=[coffee.slug]))
    assert page.status_code == 422
    assert "Choose a picture first." in page.text


def test_another_one_takes_its_place_and_the_first_comes_back(as_ruth, ruth, coffee):
    put(coffee, ruth, png(colour="#111"))
    first = coffee.logo_hash
    put(coffee, ruth, png(colour="#999"))
    assert coffee.logo_hash != first
    as_ruth.post(reverse("logo_removal", args=[logos.logo_of(coffee).pk]))
    coffee.refresh_from_db()
    assert coffee.logo_hash == ""
    older = Removal.objects.order_by("pk").first()
    as_ruth.post(reverse("removal_return", args=[older.pk]))
    coffee.refresh_from_db()
    assert coffee.logo_hash == first


def test_one_that_comes_back_beside_another_is_refused(ruth, coffee):
    put(coffee, ruth, png(colour="#111"))
    put(coffee, ruth, png(colour="#999"))
    shown = coffee.logo_hash
    with pytest.raises(removing.Refused):
        removing.bring_back(Removal.objects.get(), by=ruth)
    coffee.refresh_from_db()
    assert coffee.logo_hash == shown


def test_its_bytes_go_when_the_bin_is_empty(ruth, coffee):
    put(coffee, ruth)
    removing.remove(logos.logo_of(coffee), by=ruth, page="/")
    assert forgetting.forget_uploads() == 0
    Removal.objects.all().delete()
    assert forgetting.forget_uploads() == 1
    assert not Upload.objects.exists()
    assert not StoredFile.objects.exists()


def test_it_takes_room_of_the_partnerships_files(as_ruth, coffee):
    coffee.file_room = 0
    coffee.save()
    page = as_ruth.post(reverse("logo_new", args=[coffee.slug]), {"file": sent(png())})
    assert page.status_code == 422
    assert "0 MB" in page.text


def mail_to(person, partnership):
    """The mail as it leaves, and as our pages show it."""
    message = send(factories.news(person, partnership, "with-logo"))
    letter = envelope.build(message, SenderSettings.load())
    return message, [
        message_from_bytes(data, policy=policy.default)
        for data in (letter.as_bytes(), letter.message().as_bytes())
    ]


def test_it_travels_with_each_mail_beside_the_html_that_shows_it(ruth, peter, coffee):
    put(coffee, ruth)
    message, mails = mail_to(peter, coffee)
    for mail in mails:
        assert [part.get_content_type() for part in mail.walk()] == [
            "multipart/alternative",
            "text/plain",
            "multipart/related",
            "text/html",
            "image/png",
        ]
        picture = list(mail.walk())[-1]
        assert picture["Content-ID"] == f"<{coffee.logo_hash}>"
        assert f"cid:{coffee.logo_hash}" in mail.get_body(("html",)).get_content()
        assert picture.get_content() == logos.picture(coffee.logo_hash).data
    assert "cid:" not in message.shown_html
    assert "data:image/png;base64," in message.shown_html


def test_without_a_logo_a_mail_has_no_picture(peter, coffee):
    _message, mails = mail_to(peter, coffee)
    assert {part.get_content_type() for part in mails[0].walk()} == {
        "multipart/alternative",
        "text/plain",
        "text/html",
    }
