"""News that asks nothing: kept for the person's digest, or mailed at once to those who prefer that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.accounts.models import MailPreference
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Notice
from partnerships.correspondence.sending import preview, send

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person
    from backbone.outbox.models import Message
    from partnerships.models import Partnership

# The kind of mail about something that the person can answer on their own page.
OF_OWN = "own_notice"


def tell(
    person: Person, partnership: Partnership, *, key: str, text: str, path: str = "", anchor: str = ""
) -> Notice | None:
    """Tell a person some news once. A mail now, in the day's digest, or only on the page, as they prefer.

    anchor: the place on their own page behind a link where they can go on, such as "task-17"
    """
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "partnership": partnership,
            "text": text[:300],
            "path": path,
            "anchor": anchor,
        },
    )
    if is_new and person.mail_preference == MailPreference.EACH:
        _mail(notice)
    return notice


def tell_at_once(person: Person, partnership: Partnership, *, key: str, text: str) -> Notice | None:
    """Tell a person something once by a mail of its own, however they choose to get news; None when none went."""
    if Notice.objects.filter(key=key).exists():
        return None
    notice = Notice.objects.create(key=key, person=person, partnership=partnership, text=text[:300])
    if send(_draft(notice)) is None:
        notice.delete()
        return None
    notice.digested_at = timezone.now()
    notice.save(update_fields=["digested_at"])
    return notice


def preview_of(person: Person, partnership: Partnership, *, text: str, path: str, at: datetime) -> Message:
    """The mail of some news that is not told yet, as it will read at that moment."""
    notice = Notice(person=person, partnership=partnership, text=text[:300], path=path)
    return preview(_draft(notice), at)


def _mail(notice):
    send(_draft(notice))
    notice.digested_at = timezone.now()
    notice.save(update_fields=["digested_at"])


def _draft(notice):
    return Draft(
        kind=OF_OWN if notice.anchor else "notice",
        key=f"notice:{notice.pk}",
        person=notice.person,
        partnership=notice.partnership,
        context=lambda link: {"notice": notice, "link": link},
        cause="notice",
        cause_id=notice.pk,
    )
