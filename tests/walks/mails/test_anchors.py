"""What a mail asks is what its link opens: not the top of a page on which other things stand, too."""

import re
from urllib.parse import urlsplit

import pytest

from backbone.outbox import envelope
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import registry
from tests.walks.mails import made

# A digest asks several things at once: its links open the page on which they stand.
ASKING = [kind for kind in registry.mails.values() if kind.asks and kind.key != "digest"]
ADDRESS = re.compile(r"https?://[^\s\"<>]+/l/[^\s\"<>]+")
# Which mails come, and the way out of them: below each mail, and nothing that it asks.
FOOT = re.compile(r"(#mail|/unsubscribe/)$")


def addresses(part):
    """The links to the person's page in this part of a mail."""
    return {found for found in ADDRESS.findall(part) if not FOOT.search(found)}


@pytest.mark.parametrize("kind", ASKING, ids=[kind.key for kind in ASKING])
def test_each_link_of_a_mail_that_asks_something_leads_to_what_it_asks(coffee, client, kind):
    getattr(made, kind.key)(coffee, client)
    mail = envelope.build(Message.objects.filter(kind=kind.key).latest("pk"), SenderSettings.load(), files=[])
    [(html, _type)] = mail.alternatives
    assert addresses(mail.body) == addresses(html.replace("&amp;", "&"))
    for address in addresses(mail.body):
        at = urlsplit(address)
        assert at.fragment, address
        page = client.get(f"{at.path}?{at.query}")
        assert page.status_code == 200
        assert f'id="{at.fragment}"' in page.text


def test_most_kinds_that_ask_have_such_a_link():
    assert len([kind for kind in ASKING if kind.link]) > 8
