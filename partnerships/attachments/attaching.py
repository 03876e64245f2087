"""Putting files beside a row: checked, within the partnership's room, each by itself.

attached = attach(kind, row, request.FILES.getlist("files"), by=request.user)
attached.files, attached.refused
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.files import storing
from backbone.files.uploads import checking
from backbone.numbers import number
from partnerships.attachments.models import AttachedFile, Upload
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.uploads.checking import Checked
    from partnerships.attachments.kinds import Attachable

# How many files are sent at once.
MOST_AT_ONCE = 10
MB = 1024 * 1024


@dataclass
class Attached:
    """What became of files: those that lie beside the row now, and (name, why not) of the others."""

    files: list[AttachedFile] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def attach(kind: Attachable, row: Any, files: list[UploadedFile], *, by: Person) -> Attached:
    """Put these files beside the row; one that does not come in keeps out no other."""
    attached = Attached()
    for number_of_file, file in enumerate(files):
        name = storing.clean_name(file.name)
        if number_of_file >= MOST_AT_ONCE:
            attached.refused.append(
                (name, _("At most %(n)s files at once. Send this one after these.") % {"n": MOST_AT_ONCE})
            )
            continue
        try:
            attached.files.append(_keep(kind, row, checking.check(file), by))
        except (checking.Refused, NoRoom) as why:
            attached.refused.append((name, str(why)))
    return attached


def attach_checked(kind: Attachable, row: Any, files: list[Checked], *, by: Person) -> Attached:
    """The same for files that a form has checked."""
    attached = Attached()
    for checked in files:
        try:
            attached.files.append(_keep(kind, row, checked, by))
        except NoRoom as why:
            attached.refused.append((checked.name, str(why)))
    return attached


class NoRoom(Exception):
    """There is no room for a file; the words say where and what to do."""


@transaction.atomic
def _keep(kind, row, checked, by):
    # Two who send at once are counted one after the other.
    partnership = Partnership.objects.select_for_update(no_key=True).get(pk=row.partnership_id)
    _refuse_beside(kind, row, partnership, checked)
    file = storing.store(checked.name, checked.media_type, checked.data, by)
    upload = Upload.objects.create(partnership=partnership, file=file, by=by)
    with noted("file added", by):
        return kind.model.objects.create(
            partnership=partnership, upload=upload, name=file.name, **{kind.of: row}
        )


def _refuse_beside(kind, row, partnership, checked: Checked):
    if kind.media_types and checked.media_type not in kind.media_types:
        raise NoRoom(_("Only PDF and pictures (JPEG, PNG, WebP) come in here."))
    files = kind.files(row)
    if any(file.upload.file.size == len(checked.data) and _is_same(file, checked) for file in files):
        raise NoRoom(_("This very file is here already."))
    if len(files) >= kind.most:
        raise NoRoom(_("There are %(n)s files here, and no more fit. Remove one first.") % {"n": kind.most})
    refuse_without_room(partnership, checked)


def refuse_without_room(partnership: Partnership, checked: Checked) -> None:
    """Raise NoRoom where this file would take more than the partnership may; its row is locked."""
    most = most_bytes(partnership)
    if partnership.uploads.size() + len(checked.data) > most:
        raise NoRoom(
            _(
                "The files of this partnership take up all of their %(most)s MB. An administrator can give it more "
                "room; what is removed makes room after thirty days."
            )
            % {"most": number(most // MB)}
        )


def _is_same(file, checked):
    return file.upload.file.sha256 == storing.hash_of(checked.data)


def most_bytes(partnership: Partnership) -> int:
    """How much the files of a partnership may take, in bytes: its own bound, or the installation's."""
    return (partnership.file_room if partnership.file_room is not None else settings.FILE_ROOM) * MB
