"""A partnership's logo: put in, taken out, brought back, and the small picture of it that everything shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.files import storing
from backbone.files.uploads import checking, drawing
from partnerships import removing
from partnerships.attachments.attaching import refuse_without_room
from partnerships.attachments.models import Upload
from partnerships.identity.models import Logo
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile
    from partnerships.models import Removal


def logo_of(partnership: Partnership) -> Logo | None:
    """The partnership's logo."""
    return Logo.objects.filter(partnership=partnership).select_related("upload__file", "upload__by").first()


def put(partnership: Partnership, sent: UploadedFile, *, by: Person) -> Logo:
    """Take this file as the logo; the one before lies in the bin.

    Raises `checking.Refused` for what is no picture, and `attaching.NoRoom`.
    """
    checked = checking.check(sent)
    if checked.media_type not in drawing.DRAWN:
        raise checking.Refused("no_picture")
    return _put(partnership, checked, drawing.small_picture(checked.data), by)


@transaction.atomic
def _put(partnership, checked, picture, by):
    locked = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    refuse_without_room(locked, checked)
    if before := logo_of(locked):
        removing.remove(before, by=by, page=reverse("identity", args=[locked.slug]))
    upload = Upload.objects.create(
        partnership=locked,
        file=storing.store(checked.name, checked.media_type, checked.data, by),
        picture=storing.store("logo.png", "image/png", picture, by),
        by=by,
    )
    with noted("file added", by):
        logo = Logo.objects.create(partnership=locked, upload=upload, name=upload.file.name)
    show(locked.pk)
    return logo


def show(partnership_id: int) -> None:
    """Let every page of the partnership show the logo that it has now, or none."""
    shown = Logo.objects.filter(partnership=partnership_id).values_list("upload__picture__sha256", flat=True)
    Partnership.objects.filter(pk=partnership_id).update(logo_hash=shown.first() or "")


def show_after_removal(removal: Removal) -> None:
    """What was removed may have been the logo."""
    if removal.kind == "identity.logo":
        show(removal.partnership_id)


def picture(sha256: str) -> StoredFile | None:
    """The small picture at this address, while it is a partnership's logo."""
    logo = Logo.objects.filter(upload__picture__sha256=sha256).select_related("upload__picture").first()
    return logo.upload.picture if logo else None


def said_of(partnership: Partnership) -> str:
    """What is read aloud in the place of the logo."""
    return _("Logo of %(partnership)s") % {"partnership": partnership}
