"""Clauses that not every agreement needs. They come left out, each with an instruction to whoever writes.

What they settle is listed in the sources of the partnering agreement and, for agreements with central government in
the Netherlands, in the Aanwijzingen voor convenanten (2025); the wording is our own.
"""

from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Clause
from partnerships.agreements.pattern import Pattern

Group = Clause.Group

FURTHER = [
    Pattern(
        "own_codes",
        Group.WHO,
        _("Partners’ own codes"),
        _(
            "Each partner goes on applying its own codes, such as those on safety, integrity and safeguarding. Where two of them differ, the partners concerned agree beforehand on which one applies to the work that they do together."
        ),
        _("Take it in where partners have codes that bind their people; name those that matter here."),
        comes_left_out=True,
    ),
    Pattern(
        "head_contracts",
        Group.WHO,
        _("Funders and their contracts"),
        _(
            "Some partners have contracts with a funder that nothing here can change. Such a partner tells the others which of its duties touch them. Where a duty to a funder and what is agreed here conflict, it says so at once and the partners look for another way."
        ),
        _("Take it in where somebody is paid for this work; name contract, funder and which duties pass on."),
        comes_left_out=True,
    ),
    Pattern(
        "after_funding",
        Group.WHAT,
        _("After the funding ends"),
        _(
            "Half a year before money ends that the work depends on, the partners decide together what goes on, who carries it, and what stops in good order."
        ),
        _("Name the money and the day on which it ends, if you know them."),
        comes_left_out=True,
    ),
    Pattern(
        "spokesperson",
        Group.HOW,
        _("Who speaks for the partnership"),
        _(
            "The partners choose who speaks for the partnership in public. That person says what the partners have decided; on anything else each partner speaks for itself."
        ),
        _("Name the person or the office, and who stands in."),
        comes_left_out=True,
    ),
    Pattern(
        "data_protocol",
        Group.HOW,
        _("Data protocol"),
        _(
            "- **Owner**: data belong to the partner that brought them; what is collected together belongs to all.\n"
            "- **Use**: they are used for the purpose of the partnership and for nothing else without the owner’s consent.\n"
            "- **Keeping**: they are kept no longer than the work needs, by the partner named beside them.\n"
            "- **Destruction**: whoever leaves, and all at the end, destroys what it got and says so."
        ),
        _(
            "Take it in where data are shared. Personal data need more than this: ask the privacy officer of each partner."
        ),
        comes_left_out=True,
    ),
    Pattern(
        "duty_to_consult",
        Group.HOW,
        _("Asked before"),
        _(
            "Before a partner does one of the following, it asks the others and waits ten working days for an answer:"
            "\n\n- it ends or changes what others build upon;\n- it makes public what was found together;\n"
            "- it brings in another organisation."
        ),
        _("Name the acts; few and exact ones are kept."),
        comes_left_out=True,
    ),
    Pattern(
        "prevails",
        Group.HOW,
        _("Which document prevails"),
        _(
            "Where documents of the partnership contradict each other, what is agreed here goes before the joint work plan, and the plan before minutes. What a partner has to do by law goes before all of them."
        ),
        _("Take it in where there are annexes, or contracts beside this agreement."),
        comes_left_out=True,
    ),
    Pattern(
        "language_prevails",
        Group.HOW,
        _("Which language prevails"),
        _(
            "Where this text exists in more than one language, the version in the language in which it was accepted first prevails."
        ),
        _("Take it in where there is a translation; name the language."),
        comes_left_out=True,
    ),
]
