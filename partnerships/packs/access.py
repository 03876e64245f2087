"""Packs are made and looked at by coordinators; whoever gets one has it in their mailbox or in their hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.packs.models import Pack

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_pack(person: Person, pk: int) -> Pack:
    """A pack that was given, checked through its partnership."""
    rows = Pack.objects.select_related("to", "by", "file", "seat__person", "seat__partner__organisation")
    return fetch(rows, person, "coordinate", pk=pk)
