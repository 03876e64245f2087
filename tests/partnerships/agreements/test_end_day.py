"""The day on which the agreement ends is told on its page, and nobody looks at it again after that."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.time import dates
from backbone.time.days import today_of
from partnerships.agreements import writing


@pytest.fixture
def agreement(coffee, union):
    return writing.write(coffee)


def test_the_page_tells_when_it_ends(as_ruth, coffee, agreement):
    day = today_of(coffee) + timedelta(days=400)
    type(agreement).objects.update(end_on=day)
    text = " ".join(as_ruth.get(reverse("agreement", args=[coffee.slug])).text.split())
    assert f"It ends on {dates.long(day)}." in text


def test_a_review_after_the_end_is_refused(as_ruth, coffee, agreement):
    address, today = reverse("agreement_edit", args=[coffee.slug]), today_of(coffee)
    agreement.refresh_from_db()
    days = {"end_on": today + timedelta(days=30), "review_on": today + timedelta(days=60)}
    answer = as_ruth.post(address, {**days, "revision": agreement.revision})
    assert answer.status_code == 422
    assert "This day lies after the end of the agreement." in answer.text
    days["review_on"] = today + timedelta(days=30)
    assert as_ruth.post(address, {**days, "revision": agreement.revision}).status_code == 302
