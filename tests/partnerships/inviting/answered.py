"""Answering an invitation from its mail, as tests do it."""

from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.correspondence.models import AccessLink

FORM = {"organisation": "Soil Laboratory", "name": "Sam Opio", "email": "sam@soil.example.org", "revision": 0}


def address_of(row):
    link = AccessLink.objects.filter(person=row.person, purpose="partner_invitation").latest("pk")
    return reverse("link_partner_invitation", args=[link_tokens.token(link.pk), row.pk])


def answered(client, row, given, **words):
    page = client.post(address_of(row), {"answer": given, **words}, follow=True)
    row.refresh_from_db()
    return page
