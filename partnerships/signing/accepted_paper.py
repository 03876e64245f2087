"""The agreement with its acceptances: the text as it was frozen, and behind it who has accepted, by the rows of that day.

The version's own PDF stays as it was issued, with nobody's acceptance; this is a paper of its own, as often as asked.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.files.storing import Gone
from backbone.paper import apart
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.agreement_papers import papers
from partnerships.documents import versions
from partnerships.signing import amending, counting
from partnerships.signing.models import ScanCover, SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile
    from partnerships.models import Partnership

KIND = "accepted"
# The lines to sign on, as a version is issued with them.
EMPTY_LIST = re.compile(r'<table class="stack signatures">.*?</table>', re.DOTALL)


def ask_for(round: SigningRound, *, by: Person) -> StoredFile:
    """Have it made from what is recorded now; its name says the version and the day."""
    name = f"v{round.version.number}-{today_of(round.partnership).isoformat()}"
    return papers.ask_for(KIND, round.partnership, by=by, name=name, round=round.pk)


def _make(partnership: Partnership, round: int) -> bytes:
    rows = SigningRound.objects.filter(partnership=partnership, pk=round)
    found = rows.select_related("version__document", "version__partnership", "version__issued_by").first()
    if found is None:
        raise Gone
    found.partnership = partnership
    return apart.render(composed(found))


PAPER = papers.Paper(gettext_lazy("Agreement with acceptances"), "see", _make)


def composed(round: SigningRound) -> str:
    """The HTML: the frozen text, who has accepted, and the control block, which says how it stands."""
    version, partnership = round.version, round.partnership
    # Whoever was asked stands once: their list takes the place of the empty one that was issued.
    has_place = EMPTY_LIST.search(version.html) is not None
    with translation.override(partnership.language), timezone.override(partnership.zone):
        context = contents(round)
        accepted = render_to_string("signing/accepted_pdf.html", context | {"is_last": not has_place})
    page = versions.version_page(version, behind="" if has_place else accepted, status=context["stands"])
    return EMPTY_LIST.sub(lambda _found: accepted, page, count=1) if has_place else page


def contents(round: SigningRound) -> dict[str, Any]:
    """What stands behind the text, in the language that is active: nothing that is between a partner and who coordinates."""
    version = round.version
    day = dates.long(today_of(round.partnership))
    stands = _("on %(day)s: %(words)s") % {"words": counting.words(version), "day": day}
    return {
        "version": version,
        "stands": stands,
        "verify_url": f"{settings.BASE_URL}/verify/{version.sha256[: versions.SHORT_HASH]}/",
        "rows": list(_rows(round)),
        "review_on": _day(version.data.get("review_on")),
        "end_on": _day(version.data.get("end_on")),
    }


def _rows(round):
    rows = list(round.acceptances.select_related("partner", "evidence").in_own_order())
    amending.look_at(round, rows)
    scanned = set(ScanCover.objects.filter(acceptance__round=round).values_list("acceptance_id", flat=True))
    for row in rows:
        row.waits_for_second = row.needs_second and row.confirmed_at is None and row.pk not in scanned
        # A signer who is only named has said nothing yet.
        row.is_left = row.state == row.State.LEFT
        row.has_said = row.state not in (row.State.OPEN, row.State.LEFT)
        yield row


def _day(frozen: str | None) -> str:
    return dates.long(date.fromisoformat(frozen)) if frozen else ""
