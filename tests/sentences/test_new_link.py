"""Whoever asks for a new link is told what happens to the mail with it."""

import pytest
from django.urls import reverse

from backbone.outbox.models import SenderSettings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_held", [True, False])
def test_a_link_is_on_its_way_only_when_mail_leaves(client, is_held):
    SenderSettings.objects.update_or_create(
        pk=1, defaults={"held": is_held, "released_at": "2026-01-01T00:00Z"}
    )
    page = client.post(reverse("link_renewal_for_address"), {"email": "anna@example.org"}).text
    words = " ".join(page.split())
    assert ("is on its way to it" in words) is not is_held
    assert ("once sending starts" in words) is is_held
