"""Whether a mail reached somebody, in words: of silence only after a mail that was sent, of asking only when one was.

Everything here reads the state of the message; nothing is taken for sent because it was to be sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.outbox.models import Message, SenderSettings
from backbone.time import dates
from partnerships.correspondence.models import Correspondence

if TYPE_CHECKING:
    from backbone.accounts.models import Person

State = Message.State
NOT_REACHED = {
    State.WAITING: gettext_lazy("the email waits to be sent"),
    State.CLAIMED: gettext_lazy("the email is being sent"),
    State.GIVEN_UP: gettext_lazy("the email was not delivered"),
    State.PERHAPS: gettext_lazy("whether the email arrived is not known"),
    State.CANCELLED: gettext_lazy("the email was kept back"),
}
BEADS = {State.SENT: "open", State.GIVEN_UP: "late", State.PERHAPS: "risk"}


def last_state(cause: str, ids: QuerySet, person: Any) -> Subquery:
    """For `annotate`: the state of the last mail of that cause to that person, an OuterRef; None without a mail."""
    rows = Correspondence.objects.filter(cause=cause, cause_id__in=ids, person=person)
    return Subquery(rows.order_by("-message").values("message__state")[:1])


def last_mail(cause: str, pk: int, person: Person | None) -> Message | None:
    """The last mail of that cause to the person."""
    rows = Correspondence.objects.filter(cause=cause, cause_id=pk, person=person).order_by("-message")
    row = rows.select_related("message").defer("message__html", "message__text").first()
    return row and row.message


def silence(state: str | None) -> str:
    """What is said of somebody without an answer, by the state of the mail that asked them."""
    if state == State.SENT:
        return _("no answer yet")
    return str(NOT_REACHED[State(state)]) if state else _("no email was sent")


def asked(message: Message | None) -> str:
    """When somebody was asked, or what became of the mail that was to ask them; empty without a mail."""
    if message is None:
        return ""
    if message.state == State.SENT:
        return _("asked %(day)s") % {"day": dates.short(message.sent_at)}
    return silence(message.state)


def is_held() -> bool:
    """Whether mail waits for its release: what is said of a mail then lies in the future."""
    return SenderSettings.load().held
