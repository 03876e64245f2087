"""What a Dutch covenant says besides the partnering agreement's clauses.

Which subjects it settles is listed in the Aanwijzingen voor convenanten (2025); the wording is our own.
"""

from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Clause
from partnerships.agreements.pattern import Pattern

Group = Clause.Group

COVENANT = [
    Pattern(
        "considerations",
        Group.WHY,
        _("Considerations"),
        _(
            "- The partners have a task in common that none of them can carry out alone.\n"
            "- Each of them acts within its own powers and keeps them.\n"
            "- They want to write down what each of them will do, and how they account for it."
        ),
        _("Say why a covenant is the right form, and no law, subsidy or contract. Name earlier agreements."),
    ),
    Pattern(
        "definitions",
        Group.WHO,
        _("Definitions"),
        _(
            "- **Partner**: an organisation that accepted this covenant and has not left.\n"
            "- **Work plan**: the plan as the partners agreed on it last.\n"
            "- **In writing**: on paper or by email."
        ),
        _("Define words that could be read in two ways, and no others."),
    ),
    Pattern(
        # In the place of the standard clause, which says the same in other words.
        "status",
        Group.WHO,
        _("Whether it can be enforced"),
        _(
            "What is agreed here cannot be enforced in court. The partners call each other to account for it in the way that the clause on disputes describes. The covenant is made between organisations: it continues to apply when the people or managers who accepted it have changed."
        ),
        _(
            "Say it of the whole covenant or clause by clause, and let a lawyer of each public partner read it."
        ),
    ),
    Pattern(
        "public_powers",
        Group.WHO,
        _("Public powers"),
        _(
            "Nothing in this covenant limits what a public partner decides by law. When such a decision makes it impossible to do what is written here, it tells the others at once and they look for another way."
        ),
        _("Name the minister, college or board that acts, and in which capacity."),
    ),
    Pattern(
        "start_and_end",
        Group.HOW,
        _("Start and end"),
        _(
            "This covenant starts on the day after the last of the partners named in it has accepted it. It ends after four years, unless the partners decide in writing, half a year before, that it goes on."
        ),
        _("Put a day to both. A covenant without an end needs a reason."),
    ),
    Pattern(
        "accession",
        Group.HOW,
        _("Accession"),
        _(
            "An organisation that wants to join tells the partners so in writing. It is a partner from the day on which they have agreed and it has accepted this covenant as it then reads; its acceptance is kept with it as an annex."
        ),
        _("Say who may join, and whether all partners have to agree."),
    ),
    Pattern(
        "evaluation",
        Group.HOW,
        _("Evaluation"),
        _(
            "Halfway, and half a year before the end, the partners look at what was done, what came of it and what it cost each of them. They publish the outcome, and say what they change because of it."
        ),
        _("Name who carries it out and which figures it needs from the beginning."),
    ),
    Pattern(
        "publication",
        Group.HOW,
        _("Publication"),
        _(
            "This covenant is public. Within four weeks after it starts its text and the names of the partners are published; changes, and who joins or leaves, likewise."
        ),
        _("With central government: in the Staatscourant. Say what stays out of it, and on which ground."),
    ),
]
