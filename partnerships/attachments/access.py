"""Who may open a file: whoever may open the row that it lies beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.attachments.kinds import Attachable
    from partnerships.attachments.models import AttachedFile


def get_file(person: Person, pk: int, kind: Attachable) -> AttachedFile:
    """A file with its row, which carries the person's access."""
    file = kind.model.objects.filter(pk=pk).select_related("upload__file").first()
    if file is None:
        raise Http404
    setattr(file, kind.of, kind.get(person, getattr(file, f"{kind.of}_id")))
    return file
