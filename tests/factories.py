"""Rows that tests start from: functions that make one believable row, the rest by keyword.

Add under a heading of your own; `partnership=None` and the like make what is missing.
"""

from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from uuid import uuid4

from backbone.accounts.models import Person
from meetings import agendas
from meetings.minutes import lines
from meetings.models import AgendaItem, Attendance, Meeting
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.links import new_link
from partnerships.documents.models import Document
from partnerships.models import Assistant, Organisation, Partner, Partnership, Representative, Role
from workplans import todo
from workplans.models import Milestone, Objective, Plan

_numbers = count(1)


def number():
    """A number that no other row of this run has."""
    return next(_numbers)


# Partnerships


def person(name="", email="", **fields):
    """Somebody with an address; `email=None` for somebody without one."""
    n = number()
    email = f"person{n}@example.org" if email == "" else email
    return Person.objects.create_user(email=email, name=name or f"Person {n}", **fields)


def assistant(assisted, of, name="", email="", **fields):
    """Who assists somebody in a partnership, as their row."""
    return Assistant.objects.create(partnership=of, person=person(name, email), assisted=assisted, **fields)


def organisation(name="", **fields):
    return Organisation.objects.create(name=name or f"Organisation {number()}", **fields)


def partnership(name="", slug="", **fields):
    n = number()
    fields = {"purpose": "Every family earns a living income.", **fields}
    return Partnership.objects.create(
        name=name or f"Partnership {n}", slug=slug or f"partnership-{n}", **fields
    )


def partner(of=None, name="", **fields):
    """A partner of a partnership; `name` is its organisation's."""
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation(name)
    return Partner.objects.create(partnership=of or partnership(), **fields)


def representative(of=None, who=None, **fields):
    """The person who represents the partner `of`; the row itself is in `person.represents`."""
    of, who = of or partner(), who or person()
    Representative.objects.create(partnership=of.partnership, partner=of, person=who, **fields)
    return who


def role(kind, of=None, who=None, **fields):
    """The person who has a role in a partnership, or everywhere when `of` is None."""
    who = who or person()
    Role.objects.create(person=who, kind=kind, partnership=of, **fields)
    return who


def coordinator(of, who=None, **fields):
    return role(Role.Kind.COORDINATOR, of, who, **fields)


def leader(of=None, who=None, **fields):
    return role(Role.Kind.LEADER, of, who, **fields)


def observer(of, who=None, **fields):
    return role(Role.Kind.OBSERVER, of, who, **fields)


def administrator(who=None, **fields):
    return role(Role.Kind.ADMINISTRATOR, None, who, **fields)


# Work plans


def plan(of=None, **fields):
    of = of or partnership()
    fields = {"title": "Joint work plan", **fields}
    document = Document.objects.create(
        partnership=of, kind=Document.Kind.PLAN, title=fields["title"], language=of.language
    )
    return Plan.objects.create(partnership=of, document=document, **fields)


def objective(of=None, title="", **fields):
    """An objective of the partnership `of`, in its plan."""
    of = of or partnership()
    within = Plan.objects.filter(partnership=of).first() or plan(of)
    return Objective.objects.create(
        partnership=of, plan=within, title=title or f"Objective {number()}", **fields
    )


def milestone(under=None, title="", **fields):
    """A milestone under an objective."""
    under = under or objective()
    return Milestone.objects.create(
        partnership=under.partnership, objective=under, title=title or f"Milestone {number()}", **fields
    )


def task(of=None, title="", **fields):
    """A task in the partnership `of`, as the product itself makes them (see workplans/todo.py)."""
    return todo.create(of or partnership(), title=title or f"Task {number()}", **fields)


# Meetings


def meeting(of=None, title="", **fields):
    """A meeting on 3 December 2026 at 14:00 in Amsterdam, unless told otherwise."""
    fields = {"starts_at": datetime(2026, 12, 3, 13, 0, tzinfo=UTC), "timezone": "Europe/Amsterdam", **fields}
    return Meeting.objects.create(
        partnership=of or partnership(), title=title or f"Steering committee {number()}", **fields
    )


def agenda_item(of=None, title="", **fields):
    of = of or meeting()
    item = AgendaItem(title=title or f"Item {number()}", **fields)
    return agendas.add(of, item)


def attendance(of, who, state="", partner=None, **fields):
    """Somebody's row on a meeting's attendance list."""
    return Attendance.objects.create(
        partnership=of.partnership, meeting=of, person=who, partner=partner, state=state, **fields
    )


def line(of, text, item=None, by=None):
    """A line typed into the minutes of a meeting."""
    return lines.add(of, uuid4(), text, item=item, by=by)


def link_for(who, of, purpose):
    """A link that opens their page, as a mail carries one."""
    link = new_link(who, of, purpose)
    link.save()
    return link


def news(who, of, key, text="News", **fields):
    """A mail that tells somebody something, as a draft; `asks` makes it count."""
    context = {"notice": {"text": text}}
    fields = {"kind": "notice", "cause": "notice", "context": lambda link: context, **fields}
    return Draft(key=key, person=who, partnership=of, **fields)


def coffee_meeting():
    """Anna of the co-op, two Peters and Grace; Ruth coordinates; a meeting with two items, nobody recorded."""
    of = partnership("Coffee Platform", "coffee")
    ruth = coordinator(of, person("Ruth Nansubuga"))
    coop = partner(of, "Rwenzori Growers Co-op")
    ministry = partner(of, "Ministry of Agriculture")
    kigezi = partner(of, "Kigezi Union")
    anna = representative(coop, person("Anna Kyomuhendo"), capacity="lead")
    okello = representative(ministry, person("Peter Okello"), capacity="lead")
    mwesigwa = representative(kigezi, person("Peter Mwesigwa"), capacity="alternate")
    minuted = meeting(of, "Steering committee 10")
    first = agenda_item(minuted, "Welcome", minutes=10)
    second = agenda_item(minuted, "Nursery sites", minutes=30, purpose="decide")
    rows = {
        "anna": attendance(minuted, anna, "present", coop),
        "okello": attendance(minuted, okello, "apologies", ministry),
        "mwesigwa": attendance(minuted, mwesigwa, "", kigezi),
    }
    return SimpleNamespace(
        of=of, ruth=ruth, coop=coop, ministry=ministry, kigezi=kigezi, anna=anna, okello=okello,
        mwesigwa=mwesigwa, meeting=minuted, first=first, second=second, rows=rows,
    )  # fmt: skip
