"""What of the list of contacts waits for its coordinators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from backbone.time.days import today_of
from partnerships.access import coordinated_by

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

CONTACTS = Kind("contacts", gettext_lazy("Contacts"))


def of_the_contacts(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """A list whose day to be looked through has come: for who keeps it, or for all coordinators when nobody does."""
    for one in coordinated_by(person, partnership):
        day = one.contacts_review_on
        if day and day <= today_of(one) and one.contacts_owner_id in (None, person.pk):
            yield Need(
                kind=CONTACTS,
                state="open",
                word=_("Open"),
                title=_("Look through the contacts"),
                url=reverse("contacts", args=[one.slug]),
                detail="" if partnership else one.name,
                action=_("Set the next day"),
                action_url=reverse("contacts_kept", args=[one.slug]),
                due=day,
            )
