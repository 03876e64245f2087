"""Mails that wait for their release, and those that will leave by themselves, by who may look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from backbone.outbox.samples import waiting
from backbone.panels import registry
from partnerships.access import check
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.outbox.models import Message
    from backbone.panels import Forthcoming


def waiting_messages(partnership: Partnership | None = None) -> QuerySet[Message]:
    """What waits for a partnership and is about no other, or everything, by recipient."""
    rows = waiting().not_stopped().order_by("to_name", "to_address", "pk")
    if partnership is None:
        return rows
    others = Correspondence.objects.filter(message=OuterRef("pk")).exclude(partnership=partnership)
    return rows.filter(~Exists(others), correspondence__partnership=partnership)


def get_waiting(person: Person, pk: int) -> tuple | None:
    """A mail that waits and the partnership it is about, or None when it is about none or several.

    For administrators, and for who coordinates all that it is about.
    """
    message = waiting().filter(pk=pk).first()
    if message is None:
        raise Http404
    rows = message.correspondence.select_related("partnership").order_by("partnership")
    about = [row.partnership for row in rows]
    for partnership in about:
        check(person, partnership, "coordinate")
    if not about and not person.is_administrator:
        raise Http404
    return message, about[0] if len(about) == 1 else None


def forthcoming(partnership: Partnership | None = None) -> list[Forthcoming]:
    """What nobody has queued yet and will leave by itself, the soonest first: of a partnership, or everywhere."""
    partnerships = Partnership.objects.all() if partnership is None else [partnership]
    mails = [mail for source in registry.forthcoming for mail in source(partnerships)]
    return sorted(mails, key=lambda mail: (mail.leaves_at, mail.person.sort_name, mail.key))


def get_forthcoming(partnership: Partnership | None, key: str) -> tuple | None:
    """(Forthcoming, the unsaved Message that it would be) by the key of a forthcoming mail.

    Raises Http404 when no such mail is to come, or it would be empty.
    """
    mail = next((mail for mail in forthcoming(partnership) if mail.key == key), None)
    message = mail.message() if mail else None
    if message is None:
        raise Http404
    return mail, message
