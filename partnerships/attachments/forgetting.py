"""Uploads that lie beside nothing any more, and in no bin, are deleted with their bytes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from backbone.files.models import StoredFile
from partnerships.attachments.kinds import attachables
from partnerships.attachments.models import Upload
from partnerships.models import Removal

AT_ONCE = 200


def forget_uploads() -> int:
    """Delete them; returns how many there were."""
    loose = Upload.objects.all()
    for kind in attachables():
        loose = loose.exclude(Exists(kind.model.objects.filter(upload=OuterRef("pk"))))
    return sum(_forget(upload) for upload in loose.order_by("pk")[:AT_ONCE] if not _is_in_a_bin(upload))


def _is_in_a_bin(upload):
    columns = [(kind.model, kind.model._meta.get_field("upload")) for kind in attachables()]
    of_partnership = Removal.objects.filter(partnership=upload.partnership_id)
    return of_partnership.pointing_to(columns, [upload.pk]).exists()


@transaction.atomic
def _forget(upload):
    upload.delete()
    StoredFile.objects.filter(pk=upload.file_id).delete()
    return True
