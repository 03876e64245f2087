"""Answers belong to the wording they were given for: another deliverable, date or lead organisation makes it another one.

Whoever changes it says whether the meaning changed. When it did not, the answers go on holding, and the history says
who said so. When it did, those who answered are asked again, once. Until anybody says either, the answers are marked
and do not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.time import dates
from workplans.answers import asking_again
from workplans.models import Change, Milestone, SmartAnswer

if TYPE_CHECKING:
    from backbone.accounts.models import Person

FIELDS = ("title", "deliverable", "indicator", "lead_partner", "start", "due")


class Meaning(TextChoices):
    SAME = "same", gettext_lazy("No, it means the same: the answers go on holding")
    CHANGED = "changed", gettext_lazy("Yes: ask those who answered once more")


def is_answered(milestone: Milestone) -> bool:
    """Whether anything about it was answered or accepted that a change would touch."""
    return bool(milestone.lead_accepted_at) or milestone.smart_answers.exists()


def changes(before: Milestone, after: Milestone) -> list[str]:
    """What of the wording is another now, each as "deliverable: Sites agreed → Sites drawn"."""
    fields = [Milestone._meta.get_field(name) for name in FIELDS]
    changed = [field for field in fields if getattr(before, field.attname) != getattr(after, field.attname)]
    return [
        f"{field.verbose_name}: {_value(before, field.name)} → {_value(after, field.name)}"
        for field in changed
    ]


def _value(row, name):
    value = getattr(row, name)
    return dates.short(value) if name in ("start", "due") and value else str(value or "–")


def answer(milestone: Milestone, letter: str, *, by: Person, yes: bool = True, **columns: Any) -> SmartAnswer:
    """Keep an answer for the wording of now; what the person was asked again is answered with it."""
    given = SmartAnswer.objects.create(
        partnership=milestone.partnership,
        milestone=milestone,
        letter=letter,
        yes=yes,
        by=by,
        wording=milestone.wording,
        **columns,
    )
    asking_again.settle(milestone, by)
    return given


def follow(before: Milestone, milestone: Milestone, meaning: str, by: Person) -> None:
    """Let the answers follow a change that was saved; within its transaction."""
    changed = changes(before, milestone)
    if not changed or not is_answered(milestone):
        return
    if meaning != Meaning.SAME:
        milestone.wording = before.wording + 1
        Milestone.objects.filter(pk=milestone.pk).update(wording=milestone.wording)
    _note(milestone, WHAT.get(meaning, "wording_changed"), by, "; ".join(changed))
    if meaning == Meaning.CHANGED:
        asking_again.ask(milestone, by=by)


WHAT = {Meaning.SAME: "meaning_kept", Meaning.CHANGED: "meaning_changed"}


def says_it_stays(
    milestone: Milestone, answers: Mapping[str, SmartAnswer], changes: list[Change]
) -> list[str]:
    """Who said when that a change since the oldest answer left the meaning as it was, for the page."""
    answered = [answer.at for answer in answers.values()]
    answered += [milestone.lead_accepted_at] if milestone.lead_accepted_at else []
    kept = [c for c in changes if c.what == "meaning_kept" and answered and c.at >= min(answered)]
    return [_sentence(change) for change in kept]


def _sentence(change):
    words = {"who": change.by or _("somebody who has left"), "day": dates.short(change.at)}
    return _("%(who)s said on %(day)s that a change left the meaning as it was: %(what)s") % {
        **words,
        "what": change.words,
    }


def _note(milestone, what, by, words):
    Change.objects.create(
        partnership_id=milestone.partnership_id, milestone=milestone, what=what, by=by, words=words[:500]
    )
