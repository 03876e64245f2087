"""Mails that wait for their release, by who may look at them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from backbone.outbox.samples import waiting
from partnerships.access import access_to


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
    if person.is_administrator:
        return message
    access = access_to(person, about.partnership) if about else None
    if access is None or not access.see:
        raise Http404
    if not access.coordinate:
        raise PermissionDenied
    return message
