"""Accepting from the mail, as somebody does who reads the code there."""

import re

from backbone.outbox.models import Message


def code_mailed():
    text = Message.objects.filter(kind="acceptance_code").latest("pk").text
    return re.search(r"^ {4}(\d{6})$", text, re.MULTILINE)[1]


def kept(answer):
    return re.search(r'name="kept" value="([^"]+)"', answer.text)[1]


def accept(client, address, **said):
    """Yes, with the code that was mailed."""
    asked = client.post(address, {"answer": "accept", **said}, follow=True)
    return client.post(address, {"answer": "code", "kept": kept(asked), "code": code_mailed()}, follow=True)
