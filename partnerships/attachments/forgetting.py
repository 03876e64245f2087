"""Uploads that lie beside nothing any more, and in no bin, are deleted with their bytes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from backbone.files.models import StoredFile
from partnerships.attachments.kinds import models_with_files
from partnerships.attachments.models import Upload
from partnerships.models import Removal

AT_ONCE = 200


def forget_uploads() -> int:
    """Delete them; returns how many there were."""
    loose = Upload.objects.all()
    for model in models_with_files():
        loose = loose.exclude(Exists(model.objects.filter(upload=OuterRef("pk"))))
    forgotten = 0
    for upload in loose.order_by("pk").iterator(chunk_size=AT_ONCE):
        if forgotten == AT_ONCE:
            break
        # What lies in a bin is passed over and takes nobody's place.
        forgotten += not _is_in_a_bin(upload) and _forget(upload)
    return forgotten


def _is_in_a_bin(upload):
    columns = [(model, model._meta.get_field("upload")) for model in models_with_files()]
    of_partnership = Removal.objects.filter(partnership=upload.partnership_id)
    return of_partnership.pointing_to(columns, [upload.pk]).exists()


@transaction.atomic
def _forget(upload):
    upload.delete()
    StoredFile.objects.filter(pk__in=[upload.file_id, upload.picture_id]).delete()
    return True
