"""Who gets the minutes: everybody on the list, observers, whom the group informs, coordinators and owners; ticked, correctable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.accounts.models import MailPreference, Person
from meetings.minutes.contents import GROUPS
from partnerships.models import Role
from partnerships.taking_part import who_left

if TYPE_CHECKING:
    from meetings.minutes.record import Record


@dataclass
class Recipient:
    """Somebody who should have the minutes, why, and whether a mail can reach them."""

    person: Person
    why: str
    organisation: str = ""
    points: int = 0
    # Whether a correction says something new of an action point that is or was theirs.
    has_news: bool = False

    @property
    def can_be_mailed(self) -> bool:
        return bool(self.person.mail_address) and self.person.is_active

    @property
    def wants_it(self) -> bool:
        """People who want only what needs them get the mail when something in it does."""
        return self.points > 0 or self.person.mail_preference != MailPreference.NEEDED


def recipients(record: Record, content: dict) -> list[Recipient]:
    """Everybody who should have the minutes and has not left the partnership, by name."""
    points = [one["owner_id"] for one in content["action_points"]]
    concerned = _concerned(record, content)
    found = {row.person_id: Recipient(row.person, _why(row), _organisation(row)) for row in record.rows}
    for role in _roles(record.meeting):
        found.setdefault(role.person_id, Recipient(role.person, str(role.get_kind_display())))
    for guest in _guests(record.meeting):
        found.setdefault(guest.person_id, Recipient(guest.person, str(guest.get_kind_display())))
    for person in Person.objects.filter(pk__in=({*points, *concerned} - {None}) - set(found)):
        found[person.pk] = Recipient(person, _("has an action point"))
    for pk, _partnership in who_left((one.person, record.meeting.partnership) for one in found.values()):
        del found[pk]
    for pk, one in found.items():
        one.points, one.has_news = points.count(pk), pk in concerned
    return sorted(found.values(), key=lambda one: (one.person.sort_name, one.person.pk))


def _concerned(record, content):
    """Whose action points a correction adds, changes or takes away; nobody for a first version."""
    if record.issued is None:
        return set()
    before = {one["line"]: one["owner_id"] for one in record.issued.data["action_points"]}
    now = {one["line"]: one["owner_id"] for one in content["action_points"]}
    moved = {key for key in before | now if before.get(key) != now.get(key)} | record.news
    return {owners.get(key) for owners in (before, now) for key in moved} - {None}


def _roles(meeting):
    kinds = [Role.Kind.OBSERVER, Role.Kind.COORDINATOR]
    roles = Role.objects.current().filter(partnership=meeting.partnership_id, kind__in=kinds)
    return roles.select_related("person").order_by("kind", "pk")


def _guests(meeting):
    """Who has no seat in its group and gets the minutes."""
    return meeting.body.guests.select_related("person") if meeting.body else ()


def _why(row):
    return (
        str(row.get_state_display())
        if row.state in {s for states in GROUPS.values() for s in states} - {""}
        else _("Not recorded")
    )


def _organisation(row):
    return row.partner.organisation.short if row.partner else ""
