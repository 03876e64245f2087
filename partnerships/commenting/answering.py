"""Answering a comment: what becomes of it, told to whoever wrote it."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.database.history import noted
from partnerships.commenting import late
from partnerships.commenting.saying import OWN_WAYS
from partnerships.correspondence import notices
from partnerships.models import Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.commenting.forms import AnswerForm
    from partnerships.commenting.models import ClauseComment

# The place of comments on the page behind a link.
PLACE = "comments"
# A notice holds 300 letters; the page behind its link has the whole answer.
MOST_HEADING, MOST_ANSWERED, MOST_QUOTED = 60, 110, 60


@transaction.atomic
def answer(form: AnswerForm, *, by: Person) -> ClauseComment | None:
    """Save a valid form; None when somebody saved meanwhile. Without an outcome the comment is open again."""
    is_answered = bool(form.cleaned_data["outcome"])
    step = noted("comment answered", by) if is_answered else noted("comment open again", by)
    with step:
        row = form.save_or_conflict(
            answered_at=now() if is_answered else None, answered_by=by if is_answered else None
        )
    if row and is_answered:
        _tell(row)
    return row


def _tell(row):
    """News for whoever wrote it, which asks nothing; whoever noted it from a letter tells them."""
    if row.by is None or row.way not in OWN_WAYS or not _speaks_still(row):
        return
    with override(row.by.language):
        text = _news(row)
    notices.tell(
        row.by,
        row.partnership,
        key=f"comment:{row.pk}:answer:{row.revision}",
        text=text,
        path=reverse("own_comments", args=[row.partner_id]),
        anchor=PLACE,
    )


def _news(row):
    """What became of it in the first line, which is the subject of its mail; the answer; what was said."""
    first = _("Your comment on “%(heading)s”: %(outcome)s.") % {
        "heading": shorten(row.about, MOST_HEADING, placeholder="…"),
        "outcome": row.get_outcome_display(),
    }
    said = _("You wrote: “%(words)s”") % {"words": shorten(row.text, MOST_QUOTED, placeholder="…")}
    answer = shorten(row.answer, MOST_ANSWERED, placeholder="…")
    return "\n".join(line for line in (first, answer, _for_next(row), said) if line)


def _for_next(row):
    stage = late.mark([row], row.agreement)
    if not row.is_late:
        return ""
    return _("It came after version %(n)s and is for the next one.") % {"n": stage.number}


def _speaks_still(row):
    return Representative.objects.current().filter(person=row.by, partner=row.partner_id).exists()
