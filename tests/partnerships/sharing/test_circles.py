"""Two that become part of each other at one moment: one does, the other is told."""

from functools import partial

import pytest
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from partnerships.forms.partnership import PartnershipForm
from partnerships.models import Partnership
from tests import factories
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def put_below(who, of, parent):
    browser = Client()
    browser.force_login(who)
    row = model_to_dict(of, PartnershipForm.Meta.fields[:2] + PartnershipForm.Meta.fields[3:-1])
    data = {name: "" if value is None else value for name, value in row.items()}
    data |= {"parent": parent.pk, "revision": of.revision}
    return browser.post(reverse("partnership_edit", args=[of.slug]), data)


def test_of_two_that_go_below_each_other_at_one_moment_one_does():
    one, other = factories.partnership(), factories.partnership()
    who = factories.coordinator(one, factories.coordinator(other))
    answers = together(Partnership, partial(put_below, who, one, other), partial(put_below, who, other, one))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert "It has become part of this partnership meanwhile." in refused.content.decode()
    assert Partnership.objects.exclude(parent=None).count() == 1
