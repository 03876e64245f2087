"""The files of a row as its page shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.files.uploads import checking
from partnerships.attachments.attaching import MB, MOST_AT_ONCE, most_bytes
from partnerships.attachments.kinds import attachable, attachables, kind_of
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.attachments.models import AttachedFile
    from partnerships.models import Partner

# Of a partner's files, on its page.
SHOWN = 10
WORDS = {
    "pdf": _("PDF"),
    "png": _("Picture"),
    "jpg": _("Picture"),
    "webp": _("Picture"),
    "svg": _("Drawing"),
    "docx": _("Word document"),
    "odt": _("Text document"),
    "xlsx": _("Spreadsheet"),
    "ods": _("Spreadsheet"),
    "pptx": _("Slides"),
    "odp": _("Slides"),
    "txt": _("Text"),
}


def files_of(key: str, person: Person, row: Any, *, refused: list[tuple[str, str]] | None = None) -> dict:
    """What `attachments/files.html` shows: the row's files, and the form where this person may add some.

    refused: (name, why) of what was sent just now and did not come in
    """
    kind = attachable(key)
    files = [_facts(kind, file) for file in kind.files(row)]
    may_add = kind.may_add(person, row)
    return {
        "list": files,
        "may_add": may_add,
        "has_room": may_add and len(files) < kind.most,
        "address": kind.add_address(row),
        "refused": refused or [],
        "accept": checking.ACCEPT,
        "most": settings.UPLOAD_LIMIT // MB,
        "most_bytes": settings.UPLOAD_LIMIT,
        "at_once": MOST_AT_ONCE,
        "is_needed": bool(files) or may_add,
    }


def _facts(kind, file):
    stored = file.upload.file
    return {
        "name": file.name,
        "url": reverse(f"{kind.key}_file", args=[file.pk]),
        "what": WORDS[checking.ENDINGS[stored.media_type][0]],
        "size": filesizeformat(stored.size),
        "by": file.upload.by,
        "at": file.upload.at,
    }


def behind_link(row: Any, door: Callable[[AttachedFile], str]) -> list[dict]:
    """The files of a row on the page of a link. door: the address at which whoever has the link opens one"""
    kind = kind_of(row)
    if kind is None or row._state.adding:
        return []
    return [{**_facts(kind, file), "url": door(file)} for file in kind.files(row)]


def below_form(person: Person, row: Any) -> dict | None:
    """The files below the form of a row, for rows that take some."""
    kind = kind_of(row)
    return {"files": files_of(kind.key, person, row)} if kind else None


def of_partner(partner: Partner, **_page: Any) -> dict | None:
    """Proof and evidence of what a partner gives and gets, the newest first."""
    found = [
        {**_facts(kind, file), "of": getattr(file, kind.of)}
        for kind in attachables()
        if kind.key in ("contribution", "benefit")
        for file in _newest(kind, partner, partner.partnership.access.is_between(partner.pk))
    ]
    found.sort(key=lambda file: file["at"], reverse=True)
    if not found:
        return None
    return {"files": found[:SHOWN], "more": len(found) > SHOWN, "shown": SHOWN}


def _newest(kind, partner, is_between):
    of = kind.row_model.objects.filter(partner=partner)
    rows = kind.model.objects.filter(**{f"{kind.of}__in": of if is_between else of.agreed()})
    return rows.select_related("upload__file", "upload__by", kind.of).order_by("-pk")[: SHOWN + 1]


def room_of(person: Person, row: Any) -> dict | None:
    """How much of its room the files of a partnership take."""
    if not isinstance(row, Partnership):
        return None
    most = most_bytes(row)
    size = row.uploads.size()
    return {"size": filesizeformat(size), "most": filesizeformat(most), "is_full": size >= most}
