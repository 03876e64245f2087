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
from partnerships.correspondence import confirmations
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
    """Let the answers follow a change that was saved, or what is said afterwards of one; within its transaction."""
    changed = changes(before, milestone)
    if not is_answered(milestone) or not (changed or meaning):
        return
    if not changed and meaning == Meaning.SAME:
        _let_hold(milestone)
    elif changed and meaning != Meaning.SAME:
        milestone.wording = before.wording + 1
        Milestone.objects.filter(pk=milestone.pk).update(wording=milestone.wording)
    _note(milestone, WHAT.get(meaning, UNSAID), by, "; ".join(changed))
    if meaning == Meaning.CHANGED:
        asking_again.ask(milestone, by=by)


def _let_hold(milestone):
    """Said after a change: what was answered for an earlier wording holds for the one of now."""
    for one in asking_again.stale_answers(milestone):
        SmartAnswer.objects.filter(pk=one.pk).update(wording=milestone.wording)
    Milestone.objects.filter(pk=milestone.pk).update(lead_accepted_wording=milestone.wording)
    milestone.lead_accepted_wording = milestone.wording
    confirmations.withdraw(asking_again.KIND, milestone)


UNSAID = "wording_changed"
WHAT = {Meaning.SAME: "meaning_kept", Meaning.CHANGED: "meaning_changed"}


def is_open(milestone: Milestone, answers: Mapping[str, SmartAnswer], changes: list[Change]) -> bool:
    """Whether an answer is for an earlier wording and nobody has said what the change meant."""
    is_stale = any(one.wording != milestone.wording for one in answers.values())
    is_stale |= bool(milestone.lead_accepted_at) and not milestone.is_lead_accepted
    last = next((change.what for change in changes if change.what in (*WHAT.values(), UNSAID)), "")
    return is_stale and last == UNSAID


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
