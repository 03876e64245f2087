"""The answer to a partner: what of its proposals was taken, what was not and why; mailed, or printed for who has no mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backbone.database.history import noted
from backbone.time.days import day_of
from partnerships.agreement_papers.as_words import as_words
from partnerships.agreement_papers.comparing import ADDED, REMOVED, pieces
from partnerships.agreements.stages import stage_of
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.sending import send_all
from partnerships.letters.letter import Letter
from partnerships.proposals import deciding
from partnerships.proposals.difference import as_read
from partnerships.proposals.models import ClauseProposal, WordReading

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Representative

MOST_PEOPLE = 10
# In one mail; the letter has all of them.
MOST_LINES = 100
# Of one text, in an answer.
MOST_LETTERS = 200
Kind = ClauseProposal.Kind
# What the words before and after are called, to whoever proposed them.
STOOD, PROPOSED = gettext_lazy("What it said"), gettext_lazy("What you proposed")
BEFORE = {
    Kind.TEXT: STOOD,
    Kind.HEADING: STOOD,
    Kind.REMOVED: gettext_lazy("What you proposed to leave out"),
    Kind.COMMENT: gettext_lazy("What you commented on"),
}
AFTER = {
    Kind.COMMENT: gettext_lazy("Your comment"),
    Kind.MOVED: gettext_lazy("What you proposed to put it after"),
}


class NotSent(Exception):
    """Nothing was sent; the words say why."""


def people(reading: WordReading) -> list[Representative]:
    """Who represents the partner now and can be mailed."""
    seats = reading.partner.representatives.current().select_related("person").order_by("pk")
    return [seat for seat in seats if seat.person.mail_address][:MOST_PEOPLE]


def draft(reading: WordReading, person: Person) -> Draft:
    """The answer as a mail to one of them."""
    return Draft(
        kind="word_answer",
        key=f"word:{reading.pk}:person:{person.pk}",
        person=person,
        partnership=reading.partnership,
        partner=reading.partner,
        cause="word_reading",
        cause_id=reading.pk,
        context=lambda link: {"partner": reading.partner, **_in_mail(reading)},
    )


def _in_mail(reading):
    every = lines(reading)
    return {
        "lines": every[:MOST_LINES],
        "more": max(len(every) - MOST_LINES, 0),
        "becomes": becomes(reading),
    }


def becomes(reading: WordReading) -> str:
    """In which version what was taken stands, in the language of now; "" while there is only a draft."""
    stage = stage_of(reading.agreement)
    taken = reading.proposals.filter(state=ClauseProposal.State.TAKEN).exclude(
        kind=ClauseProposal.Kind.COMMENT
    )
    if stage.is_proposed and taken.exists():
        return _("What was taken stands in version %(n)s, which is proposed now.") % {"n": stage.number}
    if stage.is_in_force and taken.filter(decided_at__gt=stage.issued_at).exists():
        return _(
            "Version %(n)s stays in force. What was taken stands in the draft of an amendment, which is proposed apart."
        ) % {"n": stage.number}
    return ""


def lines(reading: WordReading) -> list[dict[str, Any]]:
    """Each proposal with what became of it, in the language of now; what is open is said to be.

    said: (what it is, its words) of what stood there and of what was proposed
    """
    return [_line(row) for row in reading.proposals.all()]


def _line(row: ClauseProposal) -> dict[str, Any]:
    labels = BEFORE.get(row.kind), AFTER.get(row.kind, PROPOSED)
    both = zip(labels, _around_the_change(*_as_words(row.before, row.after)), strict=True)
    return {
        "where": row.heading or _("Without a place"),
        "said": [(label, _short(words)) for label, words in both if label and words],
        "answer": _answer(row),
        "reason": row.reason,
    }


def _as_words(before, after):
    """Without marks of Markdown; with them where nothing else is different."""
    words = as_words(before), as_words(after)
    return (as_read(before), as_read(after)) if before and words[0] == words[1] else words


def _around_the_change(before, after):
    """Of two long texts what is different, with a few words on either side: their beginnings may be the same."""
    if not (before and after) or max(len(before), len(after)) <= MOST_LETTERS:
        return before, after
    found = pieces(before, after)
    return tuple(
        "".join(one.words for one in found if one.kind != other).strip() for other in (ADDED, REMOVED)
    )


def _answer(row):
    if deciding.is_by_hand(row):
        return _("Taken; we write it into the clause ourselves")
    return row.get_state_display()


def _short(text):
    words = " ".join(text.split())
    if len(words) <= MOST_LETTERS:
        return words
    begun = words[:MOST_LETTERS]
    return f"{begun.rpartition(' ')[0] or begun}…"


@transaction.atomic
def send(reading: WordReading, *, by: Person) -> int:
    """Mail the answer to the partner's people, once; returns to how many. Raises NotSent."""
    row = _ready(reading)
    seats = people(row)
    if not seats:
        raise NotSent(_("Nobody of this partner can be emailed. Print the answer, or save it for Word."))
    sent = send_all([draft(row, seat.person) for seat in seats])
    with noted("answer to a word file sent", by):
        _note(row)
    return sum(message is not None for message in sent)


@transaction.atomic
def hand_over(reading: WordReading, *, by: Person) -> None:
    """Note that they have the answer otherwise; raises NotSent."""
    row = _ready(reading)
    with noted("answer to a word file handed over", by):
        _note(row)


def _ready(reading):
    rows = WordReading.objects.select_for_update(of=("self",)).select_related("agreement")
    row = rows.select_related("partner__organisation", "partnership").get(pk=reading.pk)
    row.agreement.partnership = row.partnership
    if row.answered_at:
        raise NotSent(_("They have the answer already."))
    if row.proposals.filter(state=ClauseProposal.State.OPEN).exists():
        raise NotSent(_("Some of it is still open. Take or refuse it first."))
    if deciding.not_proposed_yet(row, stage_of(row.agreement)):
        raise NotSent(
            _(
                "What you took does not stand in the version that is proposed. Propose the changed draft first."
            )
        )
    return row


def _note(row):
    row.answered_at = now()
    row.revision += 1
    row.save()


def as_letter(reading: WordReading, by: Person) -> Letter:
    """The answer on the partnership's paper, in its language."""
    partnership = reading.partnership
    with override(partnership.language):
        return Letter(
            partnership,
            addressee=str(reading.partner),
            written_on=day_of(now(), partnership.zone),
            subject=_("What became of your proposals for the partnering agreement"),
            salutation=_("Dear Sir or Madam,"),
            body="\n\n".join(filter(None, [*_paragraphs(reading), becomes(reading)])),
            closing=_("Yours sincerely,"),
            signer=f"{by}\n{partnership}",
            reference=f"{partnership.slug}/W{reading.pk}",
        )


def _paragraphs(reading):
    for line in lines(reading):
        said = "".join(f"\n\n{label}:\n\n> {words}" for label, words in line["said"])
        reason = f"\n\n{line['reason']}" if line["reason"] else ""
        yield f"**{line['where']}**: {line['answer']}{said}{reason}"
