"""The clauses of a partnering agreement: what each is called, and what it says when nothing else is known.

The texts are short and plain on purpose: partners read them aloud and change them. Who may be named,
when and how much comes from the records (clause_facts.py).
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.agreements.further_clauses import FURTHER
from partnerships.agreements.instructions import INSTRUCTIONS
from partnerships.agreements.models import Clause
from partnerships.agreements.pattern import Pattern

Group = Clause.Group

WRITTEN = [
    # Who
    Pattern(
        "partners",
        Group.WHO,
        _("Partners"),
        _("The partners are named here as soon as they have joined."),
    ),
    Pattern(
        "mission",
        Group.WHO,
        _("Mission"),
        _("The partners write down in one sentence what is different when they succeed."),
    ),
    Pattern(
        "representatives",
        Group.WHO,
        _("Representatives and their mandate"),
        _(
            "Each partner names one lead and, if it can, an alternate, and says what they may decide without checking back first. It tells the coordinator when this changes."
        ),
    ),
    Pattern(
        "status",
        Group.WHO,
        _("Status of this agreement"),
        _(
            "This agreement is not a contract. It says what the partners intend and what they may expect of each other; nobody can enforce it in court. It is made between organisations: it continues to apply when the people or managers who accepted it have changed."
        ),
    ),
    *(one for one in FURTHER if one.group == Group.WHO),
    # Why
    Pattern(
        "vision",
        Group.WHY,
        _("Vision"),
        _(
            "The partners describe what is not going well now, for whom, and what they can change only together."
        ),
    ),
    Pattern(
        "objectives",
        Group.WHY,
        _("Shared objectives"),
        _("The shared objectives are those of the joint work plan, which the partners make together."),
    ),
    Pattern(
        "own_objectives",
        Group.WHY,
        _("Each partner’s own objectives"),
        _(
            "Each partner also wants something for itself. It says so openly, so that the others can help it to "
            "get there."
        ),
    ),
    Pattern(
        "values",
        Group.WHY,
        pgettext_lazy("what people hold dear", "Values"),
        _(
            "- **Equity**: partners have an equal voice, whatever their size and whatever they bring.\n"
            "- **Openness**: partners tell each other about plans, doubts and money in time to act on them.\n"
            "- **Mutual benefit**: each partner may gain from working together, and says what it hopes for."
        ),
    ),
    # What
    Pattern(
        "activities",
        Group.WHAT,
        _("Activities and outline of the work plan"),
        _(
            "What the partners do, by when and who leads is set out in the joint work plan. The plan is kept separately: when it changes, nothing has to change here."
        ),
    ),
    Pattern(
        "resources",
        Group.WHAT,
        _("Resources, in cash and in kind"),
        _(
            "Each partner says what it brings. Staff time, rooms, data and access count as much as money. A partner that can’t bring what it said tells the others as soon as it knows."
        ),
    ),
    Pattern(
        "roles",
        Group.WHAT,
        _("Roles and responsibilities"),
        _(
            "The coordinator keeps the agreement, the plan, the meetings and the follow-up going and works for all partners alike. Each partner does what it took on and says in time when it can’t."
        ),
    ),
    Pattern(
        "measures",
        Group.WHAT,
        _("Measures of success"),
        _(
            "The partners choose a few measures, each with a baseline and a target, and say which decision each "
            "of them informs. Until then they review progress by what was agreed and done."
        ),
    ),
    *(one for one in FURTHER if one.group == Group.WHAT),
    # How
    Pattern(
        "bodies",
        Group.HOW,
        _("Groups and what they are there for"),
        _("All partners meet together. They may set up groups, and write down what each is there to do."),
    ),
    Pattern(
        "decisions",
        Group.HOW,
        _("How decisions are made"),
        _(
            "Each organisation has one voice. A proposal is accepted when nobody has a reasoned objection: it need not be everybody’s first choice, it must be good enough to try. Silence is not consent. Decisions are written down word for word, with a date on which they are looked at again where that helps."
        ),
    ),
    Pattern(
        "accountability",
        Group.HOW,
        _("Accountability"),
        _(
            "Partners answer to each other for what they took on. Every action point has one owner and a date. "
            "The coordinator reports to all partners what was done, what was not, and what it led to."
        ),
    ),
    Pattern(
        "communication",
        Group.HOW,
        _("Communication"),
        _(
            "Minutes are sent soon after each meeting. Partners pass news on within their own organisation, and speak to the press about the partnership only after telling the others."
        ),
    ),
    Pattern(
        "confidentiality",
        Group.HOW,
        _("Confidentiality and data protection"),
        _(
            "What a partner marks as confidential stays within the partnership. Personal data are shared only as "
            "far as the work needs them, are kept no longer than needed, and are handled by each partner under "
            "the law that applies to it. Whoever loses data tells the others at once."
        ),
    ),
    Pattern(
        "identity",
        Group.HOW,
        _("Logo and intellectual property"),
        _(
            "Partners may use the name of the partnership for its work. A partner’s own logo is used with its consent. What a partner brings stays its own; what is made together may be used by all partners, who name each other as its makers."
        ),
    ),
    Pattern(
        "fundraising",
        Group.HOW,
        _("Raising funds"),
        _(
            "A partner that wants to raise funds in the name of the partnership asks the others first. Partners "
            "tell each other when they approach the same funder."
        ),
    ),
    Pattern(
        "conflict_of_interest",
        Group.HOW,
        _("Conflict of interest"),
        _(
            "Whoever has an interest of their own in a decision says so before it is discussed, and does not take "
            "part in making it. The minutes record it."
        ),
    ),
    Pattern(
        "disputes",
        Group.HOW,
        _("Disputes"),
        _(
            "1. The partners concerned talk to each other within 10 working days.\n"
            "2. If that does not settle it, their sponsors or directors meet within 15 working days.\n"
            "3. If they do not settle it either, a mediator whom all of them accept is asked within 30 days; they "
            "share the cost.\n\n"
            "The work goes on meanwhile as far as it can."
        ),
    ),
    Pattern(
        "admission",
        Group.HOW,
        _("New partners"),
        _(
            "An organisation that shares the purpose may join. A partner proposes it, the partners decide in the usual way, and it accepts what is agreed here, in its current version."
        ),
    ),
    Pattern(
        "review",
        Group.HOW,
        pgettext_lazy("of an agreement", "Review"),
        _(
            "At least once a year the partners look together at what is agreed here, and say whether it still applies."
        ),
    ),
    Pattern(
        "amendment",
        Group.HOW,
        _("Amendment"),
        _(
            "Any partner may propose an amendment. Once the partners agree, a new version is issued with the "
            "reason for the change; earlier versions are kept."
        ),
    ),
    Pattern(
        "moving_on",
        Group.HOW,
        _("Moving on"),
        _(
            "A partner may withdraw by telling the others one month ahead. It says what becomes of what it took "
            "on and hands it over. When the partnership itself ends, the partners decide together what is kept, "
            "who keeps it and how they mark what was achieved."
        ),
    ),
    Pattern(
        "no_authority",
        Group.HOW,
        _("No authority to bind others"),
        _(
            "No partner may enter into obligations for another. Nothing that is agreed here makes anybody the "
            "employer, agent or legal partner of anybody else."
        ),
    ),
    *(one for one in FURTHER if one.group == Group.HOW),
    # Acceptance
    Pattern(
        "acceptance",
        Group.ACCEPTANCE,
        _("How partners accept"),
        _(
            "A partner accepts through somebody who may speak for it: in a meeting, by email or with a signature. Name, role, organisation, date and the way it was given are written down beside its name. No answer is not acceptance."
        ),
    ),
]

PATTERNS = [replace(one, hint=one.hint or INSTRUCTIONS[one.key]) for one in WRITTEN]

BINDING = _(
    "The partners intend what is agreed here to be legally binding. Each has had the chance to take its own advice. It is agreed between organisations: it continues to apply when the people or managers who accepted it have changed."
)
