"""A new link for somebody whose link is over: by mail, to the address that is known, never to one that is typed."""

from django.db import transaction
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.isolation import each
from partnerships.correspondence.links import link_for, with_part
from partnerships.correspondence.sending import send


@transaction.atomic
def renew(link):
    """Mail a new link, at most one an hour for a person in a partnership; not to somebody who left it."""
    person, partnership = link.person, link.partnership
    if not link.has_part:
        return None
    hour = timezone.now().strftime("%Y%m%d%H")
    fresh = link_for(person, partnership, "renewed")
    message = send(
        key=f"link:renewed:{partnership.pk}:{person.pk}:{hour}",
        person=person,
        partnership=partnership,
        template="link_renewed",
        context={"link": fresh.placeholder},
        cause="link",
    )
    if message is None:
        fresh.delete()
    return message


def renew_for_address(address):
    """Renew the links of whoever has this address, one for each partnership."""
    address = Person.objects.normalise(address)
    links = with_part().filter(person__email=address) if address else ()
    latest = {link.partnership_id: link for link in links}
    each(latest, lambda of: renew(latest[of]), what="new link in partnership")
