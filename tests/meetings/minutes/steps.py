"""Issuing as the tests do it: by the page, or by the function behind it."""

from meetings.minutes import issuing


def post(browser, coffee, **data):
    people = [coffee.anna.pk, coffee.okello.pk]
    return browser.post(f"/meetings/{coffee.meeting.pk}/issue/", {"number": "1", "to": people, **data})


def issue(coffee, number=1, to=None, **more):
    people = {coffee.anna.pk, coffee.okello.pk} if to is None else to
    coffee.meeting.refresh_from_db()
    return issuing.issue(coffee.meeting, number=number, to=people, by=coffee.ruth, **more)
