"""The person somebody means by an address: known already, or added with the partnership's language and zone."""

from django.db import IntegrityError, transaction

from backbone.accounts.models import Person
from backbone.time.days import today_of
from partnerships.models import Representative, Role


def find_or_add(name, email, partnership, *, by):
    """The person with this address, or a new one with the partnership's language and time zone."""
    try:
        with transaction.atomic():
            return Person.objects.with_address(email) or add_new(name, partnership, by=by, email=email)
    except IntegrityError:
        # Somebody else added the same person at the same moment.
        return Person.objects.get(email=Person.objects.normalise(email))


def add_new(name, partnership, *, by, **addresses):
    """A new person, with the partnership's language and time zone."""
    return Person.objects.create_user(
        name=name or addresses["email"].partition("@")[0],
        language=partnership.language,
        timezone=partnership.timezone,
        is_demo=partnership.is_demo,
        source=source(by, partnership),
        **addresses,
    )


def belongs_to(person, partnership):
    """Whether somebody has, or had, a role in a partnership or represented a partner there."""
    rows = (Role, Representative)
    return any(model.objects.filter(person=person, partnership=partnership).exists() for model in rows)


def source(by, partnership):
    """Where a person's details came from, and on which day there."""
    return f"{by}, {today_of(partnership).isoformat()}"[:200]
