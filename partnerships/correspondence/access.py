"""Who may open a mail of a partnership's correspondence and change its words; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404

from partnerships.access import check_administrator, fetch, get_partnership
from partnerships.correspondence.models import Correspondence, MailWording, worded_kinds

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def get_correspondence(person: Person, pk: int) -> Correspondence | None:
    """A mail in a partnership's correspondence, which is for its coordinators."""
    rows = Correspondence.objects.select_related("message", "person", "partner__organisation")
    return fetch(rows, person, "look_back", pk=pk)


def may_word(person: Person, slug: str | None) -> Partnership | None:
    """The partnership whose mails this person may word, as its coordinator; without one all, for administrators."""
    return get_partnership(person, slug, "coordinate") if slug else check_administrator(person)


def get_wording(person: Person, slug: str | None, mail: str, language: str) -> MailWording:
    """The own words for such a mail in that language; a new row where there never were any."""
    partnership = may_word(person, slug)
    if mail not in dict(worded_kinds()) or language not in dict(settings.LANGUAGES):
        raise Http404
    which = {"partnership": partnership, "kind": mail, "language": language}
    wording = MailWording.objects.select_related("changed_by").filter(**which).first() or MailWording(**which)
    wording.partnership = partnership
    return wording
