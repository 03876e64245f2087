"""The head of every kind of mail, as it arrives at a mail server."""

from email.utils import parseaddr

import pytest

from backbone.outbox.models import Attachment, Message
from backbone.outbox.tasks import drain
from backbone.panels import registry
from tests.backbone.outbox.folded import assert_well_folded
from tests.walks.mails import made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


@pytest.mark.parametrize("kind", list(registry.mails))
def test_every_kind_of_mail(coffee, client, postbox, kind):
    """With long names wherever one comes from."""
    type(coffee.of).objects.update(
        name="Platform “for coffee” of the whole of the north and of the south of Uganda"
    )
    type(coffee.meeting).objects.update(
        title="Steering committee “on nurseries” and all that belongs to them, 日本"
    )
    coffee.of.refresh_from_db()
    coffee.meeting.refresh_from_db()
    getattr(made, kind)(coffee, client)
    Attachment.objects.exclude(file__state="ready").delete()
    Message.objects.update(not_before="2026-01-01T00:00Z")
    drain()
    assert postbox.taken
    subjects = set(Message.objects.values_list("subject", flat=True))
    for letter in postbox.taken:
        read = assert_well_folded(letter.content)
        assert str(read["Subject"]) in subjects
        assert parseaddr(str(read["From"]))[1] == "b@example.org"
