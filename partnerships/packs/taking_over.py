"""Somebody is to take over a chair, a seat, minutes or a meeting from who leaves: it is theirs with their yes alone.

Until then it stays with who had it, and under "Needs you"; a no leaves it there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.panels import registry
from backbone.registered.hanging import Hanging
from backbone.registered.open_asks import AskKind, OpenAsk
from partnerships.correspondence import confirmations
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import send
from partnerships.models import Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.calling.told import Told
    from partnerships.models import Partnership

PREFIX = "taking_over:"
ANSWERS = [("yes", gettext_lazy("Takes it over")), ("no", gettext_lazy("Does not take it over"))]


class Settled(Exception):
    """It is asked no more: somebody else has it by now, or who had it is back."""


@transaction.atomic
def ask(found: list[tuple[Hanging, list[Model]]], *, seat: Representative, to: Person, by: Person) -> int:
    """Ask for each of these rows whether a person takes it over from who leaves, in one mail; returns how many."""
    questions = [_question(kind, row, seat, to, by) for kind, rows in found for row in rows]
    if questions:
        send(_draft(questions, seat.person))
    return len(questions)


def _question(kind, row, seat, to, by):
    with translation.override(to.language):
        words = kind.question(row)
    key = f"{PREFIX}{kind.key}"
    return confirmations.ask(
        key, row, to, partner=seat.partner, question=words, by=by, instead_of=seat.person
    )


def _draft(questions, of):
    first = questions[0]
    return Draft(
        kind="taking_over",
        key=f"taking-over:{first.pk}",
        person=first.person,
        partnership=first.partnership,
        partner=first.partner,
        cause="taking_over",
        cause_id=first.pk,
        asks=1,
        context=lambda link: {"of": of, "questions": [one.question for one in questions], "link": link},
    )


def asked_of(person: Person, partnership: Partnership) -> list[Confirmation]:
    """What somebody was asked to take over and can still answer."""
    return live(_open([partnership.pk]).filter(person=person))


def asked_in(partnerships: Iterable[int]) -> list[Confirmation]:
    """What is asked and not answered, or was declined, in these partnerships, and is nobody's yet."""
    return live(_unsettled(list(partnerships)))


@prepared
def _unsettled(partnerships: list[int]) -> QuerySet[Confirmation]:
    return _rows(partnerships).filter(answer__in=["", "no"])


def _open(partnerships):
    return _rows(partnerships).filter(answer="")


def _rows(partnerships):
    rows = Confirmation.objects.filter(
        partnership__in=partnerships, kind__startswith=PREFIX, instead_of__isnull=False
    )
    rows = rows.select_related("person", "instead_of", "partnership", "partner")
    return rows.order_by("kind", "subject_id", "-pk")


def live(questions: Iterable[Confirmation]) -> list[Confirmation]:
    """Those whose row still hangs on who left, each with it as `subject`; of one row the question asked last."""
    kinds = {f"{PREFIX}{kind.key}": kind for kind in registry.sorted("hanging")}
    groups = defaultdict(list)
    for one in questions:
        groups[one.kind, one.instead_of_id, one.partnership_id].append(one)
    return [one for (kind, *_of), rows in groups.items() for one in _hanging(kinds[kind], rows)]


def _hanging(kind, questions):
    first = questions[0]
    if Representative.objects.current().filter(person=first.instead_of, partner=first.partner_id).exists():
        return
    subjects = [one.subject_id for one in questions]
    rows = {
        row.pk: row for row in kind.rows(first.instead_of, first.partnership, None).filter(pk__in=subjects)
    }
    for question in questions:
        if row := rows.pop(question.subject_id, None):
            question.subject = row
            yield question


@transaction.atomic
def answer(question: Confirmation, given: str, words: str = "", told: Told | None = None) -> None:
    """Record the answer; with a yes it is theirs. Raises confirmations.AlreadyAnswered, Settled."""
    said = confirmations.record(question, given, words, "link", told)
    standing = _locked(said)
    if standing is None:
        raise Settled
    if given == Confirmation.Answer.YES:
        kind = next(one for one in registry.hanging if f"{PREFIX}{one.key}" == said.kind)
        if not kind.able([standing.subject], said.person):
            raise Settled
        kind.move([standing.subject], of=said.instead_of, to=said.person, by=said.person, agreed=True)


def _locked(question):
    """The question with its row, which nobody gives to another until the transaction ends; None where somebody has."""
    for standing in live([question]):
        type(standing.subject).objects.select_for_update(of=("self",)).get(pk=standing.subject.pk)
    return next(iter(live([question])), None)


def _open_asks(partnership, people):
    rows = live(_open([partnership.pk]).filter(person__in=people))
    return [
        OpenAsk(
            person=row.person_id,
            key=str(row.pk),
            title=row.question,
            url=row.subject.get_absolute_url(),
            detail=str(row.instead_of),
            answers=ANSWERS,
        )
        for row in rows
    ]


def _record(partnership: Partnership, person: int, key: str, given: str, told: Told) -> None:
    row = _open([partnership.pk]).filter(person=person, pk=key).first()
    if row is None or given not in dict(ANSWERS):
        raise LookupError
    try:
        answer(row, given, told=told)
    except Settled:
        raise LookupError from None


ASKS = AskKind("taking_over", lambda of: _open([of.pk]).values("person"), _open_asks, _record, 40)
