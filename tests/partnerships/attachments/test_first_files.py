"""Files that are chosen in the form of a new row: they come with it, and one that is refused loses nothing."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.cards.models import Card
from tests import factories
from tests.partnerships.attachments.files import PDF, sent

GIFT = {"description": "A hall", "kind": "space", "state": "pledged", "revision": 0}
BENEFIT = {"description": "We are heard", "revision": 0}


def proof():
    return sent("proof.pdf", PDF)


@pytest.mark.parametrize(
    ("who", "name", "typed"),
    [
        ("ruth", "contribution_new", GIFT),
        ("peter", "contribution_offer", GIFT),
        ("ruth", "benefit_new", BENEFIT),
        ("peter", "benefit_proposal", BENEFIT),
        ("peter", "partner_card", {"decides_how": "The board"}),
    ],
)
def test_files_come_with_a_new_row(request, as_, union, who, name, typed):
    browser, address = as_(request.getfixturevalue(who)), reverse(name, args=[union.pk])
    assert 'enctype="multipart/form-data"' in browser.get(address).text
    page = browser.post(address, {**typed, "files": [sent("virus.exe", b"MZ"), proof()]})
    assert page.status_code == 422
    assert "virus.exe" in page.text
    assert next(iter(typed.values())) in page.text
    assert not [*union.contributions.all(), *union.benefits.all(), *Card.objects.all()]
    assert browser.post(address, {**typed, "files": [proof()]}).status_code == 302
    rows = [*union.contributions.all(), *union.benefits.all(), *Card.objects.all()]
    assert [file.name for row in rows for file in row.files.all()] == ["proof.pdf"]


def test_a_row_is_saved_though_a_file_has_no_room(as_, ruth, union):
    union.partnership.file_room = 0
    union.partnership.save()
    address = reverse("contribution_new", args=[union.pk])
    page = as_(ruth).post(address, {**GIFT, "files": [proof()]}, follow=True)
    assert "Not added: proof.pdf." in page.text
    assert not union.contributions.get().files.exists()


def test_the_form_of_a_row_that_is_there_has_its_files_below(as_, ruth, union):
    as_(ruth).post(reverse("contribution_new", args=[union.pk]), GIFT)
    page = as_(ruth).get(reverse("contribution_edit", args=[union.contributions.get().pk]))
    assert "files" not in page.context["form"].fields
    assert page.text.count('type="file"') == 1


def test_files_come_with_an_offer_behind_a_link(client, peter, coffee, union):
    token = link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)
    address = reverse("link_giving", args=[token, union.pk])
    page = client.post(address, {**GIFT, "say": "offer", "files": [sent("virus.exe", b"MZ")]})
    assert page.status_code == 422
    assert 'value="A hall"' in page.text
    client.post(address, {**GIFT, "say": "offer", "files": [proof()]})
    file = union.contributions.get().files.get()
    assert (file.name, file.upload.by) == ("proof.pdf", peter)
    client.post(address, {**BENEFIT, "say": "benefit", "files": [proof()]})
    assert union.benefits.get().files.get().name == "proof.pdf"
