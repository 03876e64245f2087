"""Everybody whom a partnership's coordinators reach: how, for whom they speak, and when they were last heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet, Window
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.accounts.models import Person
from backbone.database.phone_numbers import has_number
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.reading.folding import folded
from backbone.registered.heard import last_heard
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.reached import NOT_REACHED
from partnerships.models import Assistant, Representative, Role
from partnerships.persons import known_here

if TYPE_CHECKING:
    from partnerships.models import Body, Partnership

CAPACITIES = dict(Representative.Capacity.choices)
ROLES = {kind.value: kind.label for kind in Role.Kind if kind != Role.Kind.ADMINISTRATOR}
# What can be asked for: how somebody represents a partner, or which role they have.
ASSISTANT = "assistant"
CHOICES = {**CAPACITIES, **ROLES, ASSISTANT: gettext_lazy("Assistant")}


@dataclass
class Contact:
    """A person, for whom they speak or observe here, and what is known of the last mail and the last answer.

    mailed_at: when a mail last went out to them; mail_state: of their last mail, which may be a later one
    """

    person: Person
    seats: list[Representative] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    assists: list[Assistant] = field(default_factory=list)
    mailed_at: datetime | None = None
    mail_state: str = ""
    answered_at: datetime | None = None
    observes_for: str = ""

    @property
    def organisations(self) -> list[str]:
        """The names of the partners they represent, and of the organisation that has them observe."""
        observed = [self.observes_for] if self.observes_for else []
        return [seat.partner.organisation.name for seat in self.seats] + observed

    @property
    def capacities(self) -> list[str]:
        """In which capacity they represent each, then their roles and whom they assist."""
        return [
            *(row.get_capacity_display() for row in self.seats),
            *(row.get_kind_display() for row in self.roles),
            *(_("Assistant of %(person)s") % {"person": row.assisted} for row in self.assists),
        ]

    @property
    def not_reached(self) -> str | Promise:
        """What became of a last mail that did not arrive; empty when it did, or when there was none."""
        return NOT_REACHED.get(self.mail_state, "")


def listed(partnership: Partnership) -> QuerySet[Person]:
    """Everybody with a part in a partnership, and who assists them, by name."""
    assists = partnership.assistants.current().order_by().values("person")
    parts = known_here(partnership).order_by().values("pk")
    return Person.objects.filter(pk__in=parts.union(assists), is_active=True)


def chosen(
    partnership: Partnership, *, words: str = "", body: Body | None = None, capacity: str = ""
) -> QuerySet[Person]:
    """The people whom a list's address asks for, by name; an unknown capacity counts as none."""
    people = listed(partnership)
    seats = partnership.representatives.current()
    if body:
        people = people.filter(
            Q(pk__in=seats.filter(partner__bodies=body).values("person")) | Q(pk=body.chair_id)
        )
    if capacity in CAPACITIES:
        people = people.filter(pk__in=seats.filter(capacity=capacity).values("person"))
    elif capacity == ASSISTANT:
        people = people.filter(pk__in=partnership.assistants.current().values("person"))
    elif capacity in ROLES:
        people = people.filter(pk__in=partnership.roles.current().filter(kind=capacity).values("person"))
    return people.filter(_has(words, seats)) if words else people


def _has(words, seats):
    """The words in the name, in an address, in a number, or in the name of an organisation they represent."""
    organisation = Q(partner__organisation__name__icontains=words) | Q(
        partner__organisation__short_name__icontains=words
    )
    return (
        Q(sort_name__contains=folded(words))
        | Q(email__icontains=words)
        | Q(contact_email__icontains=words)
        | Q(phone__contains=words)
        | has_number(words)
        | Q(pk__in=seats.filter(organisation).values("person"))
    )


def contacts(partnership: Partnership, people: list[Person]) -> list[Contact]:
    """These people as contacts, in their order; its queries do not grow with them."""
    keys = [person.pk for person in people]
    seats = partnership.representatives.current().filter(person__in=keys)
    roles = partnership.roles.current().filter(person__in=keys)
    mails, answers = _last_mails(partnership, keys), last_heard(registry.heard, partnership, keys)
    assists = partnership.assistants.current().filter(person__in=keys)
    rows = {person.pk: Contact(person, answered_at=answers.get(person.pk)) for person in people}
    for seat in seats.select_related("partner__organisation").order_by("pk"):
        rows[seat.person_id].seats.append(seat)
    for role in roles.order_by("pk"):
        rows[role.person_id].roles.append(role)
    for row in assists.select_related("assisted").order_by("pk"):
        rows[row.person_id].assists.append(row)
    for key, organisation in _observed(partnership, rows).items():
        rows[key].observes_for = organisation
    for key, state, sent_at in mails:
        rows[key].mail_state, rows[key].mailed_at = state, sent_at
    return list(rows.values())


def _observed(partnership, rows):
    """{key of who only observes: for which organisation}, of those where it is known."""
    keys = [key for key, row in rows.items() if any(role.kind == Role.Kind.OBSERVER for role in row.roles)]
    found = [source(partnership, keys) for source in registry.observes_for] if keys else []
    return {key: name for names in found for key, name in names.items()}


def _last_mails(partnership, keys):
    """(person's key, state of their last mail that was not taken back, when one last went out to them)"""
    rows = Correspondence.objects.filter(partnership=partnership, person__in=keys)
    kept = rows.exclude(message__state=Message.State.CANCELLED).order_by("person", "-message")
    # The last mail may still wait, or have failed: one before it was a contact all the same.
    sent_at = Window(Max("message__sent_at"), partition_by="person")
    return kept.distinct("person").values_list("person", "message__state", sent_at)


def get_contact(partnership: Partnership, pk: int) -> Person:
    """Somebody of the partnership's list; 404 for everybody else."""
    person = listed(partnership).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person
