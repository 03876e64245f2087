"""Mails that wait for their release, and those that will leave by themselves, by who may look at them."""

from django.http import Http404

from backbone.outbox.samples import waiting
from backbone.panels import registry
from partnerships.access import check
from partnerships.models import Partnership


def held(partnership=None):
    """What waits for a partnership, or everything, by recipient."""
    rows = waiting().order_by("to_name", "to_address", "pk")
    return rows if partnership is None else rows.filter(correspondence__partnership=partnership)


def get_held(person, pk):
    """A mail that waits: for administrators, and for the coordinators of its partnership."""
    message = waiting().select_related("correspondence__partnership").filter(pk=pk).first()
    if message is None:
        raise Http404
    about = getattr(message, "correspondence", None)
    if about:
        check(person, about.partnership, "coordinate")
    elif not person.is_administrator:
        raise Http404
    return message


def ahead(partnership=None):
    """What nobody has queued yet and will leave by itself, the soonest first: of a partnership, or everywhere."""
    partnerships = Partnership.objects.all() if partnership is None else [partnership]
    mails = [mail for source in registry.forthcoming for mail in source(partnerships)]
    return sorted(mails, key=lambda mail: (mail.leaves_at, mail.person.sort_name, mail.key))


def get_ahead(partnership, key):
    """One of these and the message that it would be; 404 when it is not among them, or would be empty."""
    mail = next((mail for mail in ahead(partnership) if mail.key == key), None)
    message = mail.letter() if mail else None
    if message is None:
        raise Http404
    return mail, message
