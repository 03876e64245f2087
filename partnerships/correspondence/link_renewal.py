"""A new link for somebody whose link is over, and the end of those that somebody else reads.

A new one goes by mail, to the address that is known, never to one that is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.isolation import each
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.links import is_denied, with_part
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.notices import tell
from partnerships.correspondence.sending import send
from partnerships.roles import coordinators_of

if TYPE_CHECKING:
    from backbone.outbox.models import Message


def renew(link: AccessLink) -> Message | None:
    """Mail a new link, at most one an hour for a person in a partnership.

    Not to somebody who left it, nor to an address that somebody else reads.
    """
    if not link.has_part or is_denied(link.person):
        return None
    return send(_draft(link.person, link.partnership))


def _draft(person, partnership):
    hour = timezone.now().strftime("%Y%m%d%H")
    return Draft(
        kind="link_renewed",
        key=f"link:renewed:{partnership.pk}:{person.pk}:{hour}",
        person=person,
        partnership=partnership,
        context=lambda link: {"link": link, "reason": _("You get this because you asked for a new link.")},
        cause="link",
    )


def renew_for_address(address: str) -> None:
    """Renew the links of whoever has this address, one for each partnership."""
    address = Person.objects.normalise(address)
    links = with_part().filter(person__email=address) if address else ()
    latest = {link.partnership_id: link for link in links}
    each(latest, lambda of: renew(latest[of]), what="new link in partnership")


@transaction.atomic
def not_theirs(link: AccessLink) -> None:
    """Somebody who opened the link is not its person: all links at that address end, and the coordinators hear of it.

    From then on mail to the person waits, until a coordinator confirms or changes the address.
    """
    ended = AccessLink.objects.filter(person=link.person_id, revoked_at=None)
    if not ended.update(revoked_at=timezone.now()):
        return
    AccessLink.objects.filter(pk=link.pk).update(denied_at=timezone.now())
    for coordinator in coordinators_of(link.partnership_id):
        with override(coordinator.language):
            text = _("Somebody reads emails to %(person)s who is not %(person)s: check the address.") % {
                "person": link.person
            }
        path = reverse("contact", args=[link.partnership.slug, link.person_id])
        tell(coordinator, link.partnership, key=f"not-me:{link.pk}:{coordinator.pk}", text=text, path=path)
