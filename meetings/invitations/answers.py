"""What people answer to an invitation: they come, or they can't. Nobody's silence is taken for either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from backbone.time import dates
from meetings.models import Attendance, Meeting
from partnerships.correspondence import confirmations, notices
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.reached import BEADS, silence
from partnerships.roles import coordinators_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.calling.told import Told

KIND = "meeting"
Expected = Attendance.Expected
MARKS = {Expected.COMING: "done", Expected.APOLOGIES: "dropped"}


class TooLate(Exception):
    """The meeting has begun or was called off; what was said stays."""


def is_open(meeting: Meeting) -> bool:
    """Whether an answer can still be given or changed."""
    return meeting.state == Meeting.State.PLANNED and meeting.starts_at > timezone.now()


@transaction.atomic
def answer(
    meeting: Meeting,
    person: Person,
    expected: str,
    *,
    replacement: str = "",
    words: str = "",
    via: str = "page",
    told: Told | None = None,
) -> Attendance | None:
    """Record what somebody who was asked says; the same again changes nothing. Returns their row.

    told: how and when they told it to a coordinator, who notes it
    """
    # A round that asks again is over, or has not begun: it would take an answer for one to its question.
    meeting = Meeting.objects.select_related("partnership").locked(meeting.pk)
    row = Attendance.objects.select_for_update(of=("self",)).get(
        meeting=meeting, person=person, asked_at__isnull=False
    )
    if not is_open(meeting):
        raise TooLate
    if (row.expected, row.replacement) == (expected, replacement) and not words:
        return row
    given = Confirmation.Answer.YES if expected == Expected.COMING else Confirmation.Answer.NO
    question = confirmations.ask(KIND, meeting, person, partner=row.partner, question=str(meeting))
    confirmation = confirmations.answer(question, given, words, via, told)
    Attendance.objects.filter(pk=row.pk).update(replacement=replacement)
    row.refresh_from_db()
    if words or replacement:
        _tell_coordinators(meeting, row, confirmation)
    return row


def handle(confirmation: Confirmation) -> None:
    """The registered handler: apologies are recorded as said, presence only by those who see it."""
    row = Attendance.objects.select_for_update(of=("self",)).get(
        meeting=confirmation.subject_id, person=confirmation.person
    )
    coming = confirmation.answer == Confirmation.Answer.YES
    row.expected = Expected.COMING if coming else Expected.APOLOGIES
    row.answered_at = confirmation.answered_at
    if row.state in ("", Attendance.State.APOLOGIES):
        row.state = "" if coming else Attendance.State.APOLOGIES
    row.save(update_fields=["expected", "answered_at", "state"])


def _tell_coordinators(meeting, row, confirmation):
    for coordinator in coordinators_of(meeting.partnership_id):
        with override(coordinator.language), timezone.override(meeting.zone):
            text = _news(meeting, row, confirmation.remark)
        key = f"meeting:{meeting.pk}:said:{confirmation.pk}:{coordinator.pk}"
        path = meeting.get_absolute_url()
        notices.tell(coordinator, meeting.partnership, key=key, text=text, path=path)


def _news(meeting, row, words):
    names = {"name": row.person, "meeting": meeting, "day": dates.short(meeting.starts_at)}
    if row.expected == Expected.COMING:
        fact = _("%(name)s is coming to %(meeting)s (%(day)s).") % names
    else:
        fact = _("%(name)s can’t come to %(meeting)s (%(day)s).") % names
    said = [_("Named as replacement: %(who)s.") % {"who": row.replacement}] if row.replacement else []
    said += [f"“{words}”"] if words else []
    # A subject is read on a phone that lies on a table: what somebody typed stands below its line.
    return "\n".join(filter(None, [fact, " ".join(said)]))


def words_of(meeting: Meeting) -> dict:
    """{person's pk: the last word they sent with an answer}, for coordinators."""
    answered = Confirmation.objects.filter(kind=KIND, subject_id=meeting.pk).exclude(answer="")
    return dict(answered.order_by("answered_at").values_list("person_id", "remark"))


@dataclass(frozen=True)
class Expectation:
    """What is known of who comes, before the meeting."""

    coming: int
    apologies: int
    silent: int
    unreached: int = 0

    @property
    def asked(self) -> int:
        return self.coming + self.apologies + self.silent + self.unreached

    @property
    def words(self) -> str:
        """Such as "3 come, 1 can't, 2 have not answered, 1 not reached yet"."""
        parts = []
        if self.coming:
            parts.append(ngettext("%(n)s coming", "%(n)s coming", self.coming) % {"n": self.coming})
        if self.apologies:
            parts.append(ngettext("%(n)s can’t", "%(n)s can’t", self.apologies) % {"n": self.apologies})
        if self.silent:
            words = ngettext("%(n)s has not answered", "%(n)s have not answered", self.silent)
            parts.append(words % {"n": self.silent})
        if self.unreached:
            words = ngettext("%(n)s not reached yet", "%(n)s not reached yet", self.unreached)
            parts.append(words % {"n": self.unreached})
        return ", ".join(parts)


def expectation(rows: list[Attendance]) -> Expectation:
    """How many of those who were asked and did not leave come, can't, have not answered, or were not reached.

    The rows carry `mail_state` and `has_left` (`meetings.attendance`: `rows_of`, `mark_who_left`).
    """
    asked = [row for row in rows if row.asked_at and not row.has_left]
    expected = [row.expected for row in asked]
    silent = sum(not row.expected and row.mail_state == "sent" for row in asked)
    return Expectation(
        expected.count(Expected.COMING),
        expected.count(Expected.APOLOGIES),
        silent,
        expected.count("") - silent,
    )


def mark(row: Attendance) -> tuple:
    """(bead, words) of what somebody said, or of the mail that asked them; of who left only that."""
    if getattr(row, "has_left", False):
        return "dropped", _("has left")
    if not row.asked_at:
        return "quiet", _("not invited yet")
    if not row.expected:
        return BEADS.get(row.mail_state, "quiet"), silence(row.mail_state)
    words = _("coming") if row.expected == Expected.COMING else _("can’t come")
    return MARKS[row.expected], words


def was_asked(meeting: Meeting, person: Person) -> bool:
    """Whether this person was asked to come."""
    return Attendance.objects.filter(meeting=meeting, person=person, asked_at__isnull=False).exists()
