"""A new link for somebody whose link is over: by mail, to the address that is known, never to one that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.accounts.models import Person
from backbone.isolation import each
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.links import with_part
from partnerships.correspondence.sending import send

if TYPE_CHECKING:
    from backbone.outbox.models import Message
    from partnerships.correspondence.models import AccessLink


def renew(link: AccessLink) -> Message | None:
    """Mail a new link, at most one an hour for a person in a partnership; not to somebody who left it."""
    return send(_draft(link.person, link.partnership)) if link.has_part else None


def _draft(person, partnership):
    hour = timezone.now().strftime("%Y%m%d%H")
    return Draft(
        kind="link_renewed",
        key=f"link:renewed:{partnership.pk}:{person.pk}:{hour}",
        person=person,
        partnership=partnership,
        context=lambda link: {"link": link},
        cause="link",
    )


def renew_for_address(address: str) -> None:
    """Renew the links of whoever has this address, one for each partnership."""
    address = Person.objects.normalise(address)
    links = with_part().filter(person__email=address) if address else ()
    latest = {link.partnership_id: link for link in links}
    each(latest, lambda of: renew(latest[of]), what="new link in partnership")
