"""Access links: what a mail carries so that a partner can act without an account."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone

from backbone import links
from partnerships.models import AccessLink

VALID_FOR = timedelta(days=90)


def link_for(person, partnership, purpose):
    """A link for this person and partnership, made anew for each mail so that one can be revoked alone."""
    link = dead_link(person, partnership, purpose)
    link.save(force_insert=True)
    return link


def dead_link(person, partnership, purpose):
    """A link that opens nothing, for showing a mail before it is sent."""
    expires_at = timezone.now() + VALID_FOR
    return AccessLink(person=person, partnership=partnership, purpose=purpose, expires_at=expires_at)


def open_link(token):
    """The valid link behind a token; 404 for a foreign one, `ExpiredLink` for one that is over."""
    uuid = links.uuid_of(token)
    link = uuid and AccessLink.objects.select_related("person", "partnership").filter(pk=uuid).first()
    if not link:
        raise Http404
    if link.revoked_at or link.expires_at <= timezone.now() or not link.person.is_active:
        raise ExpiredLink(link)
    return link


class ExpiredLink(Exception):
    """The link was real and is over; its page says how to get a new one."""

    def __init__(self, link):
        self.link = link
        super().__init__("expired")
