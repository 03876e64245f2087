"""What somebody finds not right in the minutes and tells a coordinator is noted as theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.time.days import today_of
from meetings.models import Remark

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def issued(world):
    """A meeting of the demo with issued minutes."""
    return world.mailed_minutes().document.meeting


@pytest.fixture
def reader(world):
    """Somebody of the partners who said nothing yet."""
    return world.of.representatives.current().exclude(person=world.people["partner"]).first().person


@pytest.fixture
def tell(client, world, issued, reader):
    """Post what the reader said."""

    def post(**data):
        client.force_login(world.people["coordinator"])
        said = {"person": reader.pk, "words": "We agreed on ten, not two.", "way": "phone"}
        said |= {"on": today_of(world.of).isoformat()}
        return client.post(reverse("meeting_remark_told", args=[issued.pk]), {**said, **data})

    return post


def test_it_waits_as_a_remark_that_says_how_it_came(tell, client, world, issued, reader):
    before = Remark.objects.count()
    assert tell().status_code == 302
    remark = Remark.objects.latest("pk")
    assert (Remark.objects.count(), remark.confirmation.person) == (before + 1, reader)
    page = " ".join(client.get(issued.get_absolute_url()).text.split())
    assert "We agreed on ten, not two." in page
    assert f"by phone, noted by {world.people['coordinator']}" in page


@pytest.mark.parametrize("wrong", [{"words": ""}, {"person": ""}, {"way": "owl"}, {"on": "2999-01-01"}])
def test_what_is_not_said_is_not_noted(tell, wrong):
    before = Remark.objects.count()
    assert tell(**wrong).status_code == 422
    assert Remark.objects.count() == before


def test_a_meeting_without_issued_minutes_has_nothing_to_remark_on(client, world):
    client.force_login(world.people["coordinator"])
    planned = world.of.meetings.filter(state="planned").first()
    assert client.get(reverse("meeting_remark_told", args=[planned.pk])).status_code == 404


def test_a_day_gone_by_is_taken(tell, world):
    day = today_of(world.of) - timedelta(days=1)
    assert tell(on=day.isoformat()).status_code == 302
    assert Remark.objects.latest("pk").confirmation.told_on == day
