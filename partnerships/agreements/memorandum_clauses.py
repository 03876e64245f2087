"""What a memorandum between public bodies says besides the partnering agreement's clauses; the wording is our own."""

from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Clause
from partnerships.agreements.pattern import Pattern

Group = Clause.Group

MEMORANDUM = [
    Pattern(
        "mandates_by_law",
        Group.WHO,
        _("Tasks by law"),
        _(
            "Each partner has tasks by law, which stay with it. This memorandum hands no power over, and no partner decides in the place of another."
        ),
        _("Name the law from which each body has its task."),
    ),
    Pattern(
        # In the place of the standard clause, which speaks of an agreement.
        "status",
        Group.WHO,
        _("Whether it can be enforced"),
        _(
            "This memorandum is not a contract. It says what the partners intend and what they may expect of each other; nobody can enforce it in court. It is made between organisations: it continues to apply when the people or managers who accepted it have changed."
        ),
        _("Say it of the whole memorandum or clause by clause."),
    ),
    Pattern(
        "contact_points",
        Group.WHO,
        _("Contact points"),
        _(
            "Each partner names an office, not a person, that answers for this memorandum. It is reached on working days, and tells the others when it moves."
        ),
        _("Offices outlast people: write the office and its address."),
    ),
    Pattern(
        "no_payment",
        Group.WHAT,
        _("No payment follows from it"),
        _(
            "Each partner bears its own costs. Where money passes from one to another, they lay it down apart, under the rules that hold for public money."
        ),
        _("Take advice on procurement and state aid before anything is paid."),
    ),
    Pattern(
        "requests_for_information",
        Group.HOW,
        _("Openness of government"),
        _(
            "Who is asked to make documents public that came from another partner asks that partner first, within the time that the law leaves."
        ),
        _("In the Netherlands the Woo applies; elsewhere name the law."),
    ),
    Pattern(
        "records",
        Group.HOW,
        _("Records"),
        _(
            "Each partner keeps its own records as its archive rules say. What is made together is kept by the partner that coordinates, which hands over a copy when it ends."
        ),
        _("Name the selection list or class of retention, where there is one."),
    ),
    Pattern(
        # In the place of the standard clause, whose notice is shorter than the one under the term.
        "moving_on",
        Group.HOW,
        _("Moving on"),
        _(
            "A partner that withdraws says what becomes of what it took on and hands it over; how long ahead it says so stands under the term. When the partnership itself ends, the partners decide together what is kept, who keeps it and how they mark what was achieved."
        ),
        _("Name what has to be handed over, and to whom."),
    ),
    Pattern(
        "memorandum_period",
        Group.HOW,
        _("Term of the memorandum"),
        _(
            "This memorandum holds from the day on which all partners named in it have accepted it, for three years. Each partner may leave with three months’ notice in writing."
        ),
        _("Put days to it; a council or board may have to decide first."),
    ),
]
