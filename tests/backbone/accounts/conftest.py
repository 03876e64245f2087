import re

import pytest

from backbone.outbox.models import Message


@pytest.fixture
def mailed_code():
    """The code in the newest mail."""

    def read(template="login_code"):
        message = Message.objects.filter(key__startswith=f"{template}:").latest("pk")
        return re.search(r"^ {4}(\S+)$", message.text, re.MULTILINE)[1]

    return read


@pytest.fixture
def sign_in(client, mailed_code):
    """Sign in through the pages, as a person does."""

    def go(email):
        client.post("/sign-in/", {"email": email})
        return client.post("/sign-in/code/", {"code": mailed_code(), "action": "verify"})

    return go
