"""Who looks around in the demo reads a partner's mails and leadership's report, without becoming administrator."""

import re

import pytest
from django.urls import reverse

from backbone.accounts.models import Person
from impact.models import Report
from partnerships.models import Partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(world):
    return Partnership.objects.get(slug="highland-coffee")


def coordinator(of):
    return Person.objects.filter(roles__partnership=of, roles__kind="coordinator", is_demo=True).first()


def test_a_coordinator_reads_from_a_partners_page_the_mails_as_they_look(client, of):
    reader = coordinator(of)
    assert not reader.is_administrator
    client.force_login(reader)
    partner = of.correspondence.exclude(partner=None).first().partner
    page = client.get(partner.get_absolute_url()).text
    (first, *_others) = re.findall(r'href="(/correspondence/\d+/)"', page)
    mail = client.get(first).text
    (frame,) = re.findall(r'src="(/correspondence/\d+/html/)"', mail)
    answer = client.get(frame)
    assert answer.status_code == 200
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert of.name in answer.text


def test_a_part_of_a_mail_about_several_partnerships_is_not_shown_whole(client, of):
    client.force_login(coordinator(of))
    row = of.correspondence.first()
    of.correspondence.filter(pk=row.pk).update(text="Only this")
    assert client.get(f"/correspondence/{row.pk}/html/").status_code == 404
    assert "<iframe" not in client.get(f"/correspondence/{row.pk}/").text


def test_leadership_finds_a_report_with_its_document(client, of):
    leader = Person.objects.filter(roles__kind="leader", represents=None, is_demo=True).first()
    client.force_login(leader)
    report = Report.objects.get(partnership=of)
    address = reverse("report", args=[report.pk])
    assert address in client.get("/reports/").text
    assert client.get(address).status_code == 200
    assert report.document.versions.exists()
