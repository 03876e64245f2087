"""Giving a pack: by email with its content, or printed for who has none."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from django.db import transaction

from backbone.files.models import StoredFile
from backbone.files.storing import Gone, file_job, request_file
from backbone.paper import pdf
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.sending import send, why_not
from partnerships.packs import contents
from partnerships.packs.models import Pack

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Representative


class NotSent(Exception):
    """No mail left: the person has no address, or takes part no more; the words say so."""


@transaction.atomic
def give(
    seat: Representative, kind: str, *, to: Person, parts: list[str], on_paper: bool, by: Person
) -> Pack:
    """Mail the pack, or have it printed; raises NotSent where no mail can go."""
    way = Pack.Way.PAPER if on_paper else Pack.Way.MAIL
    pack = Pack.objects.create(
        partnership=seat.partnership, seat=seat, kind=kind, to=to, parts=parts, way=way, by=by
    )
    if not on_paper and send(mail := draft(pack)) is None:
        raise NotSent(why_not(mail))
    if on_paper:
        pack.file = request_file(f"{pack}.pdf", "application/pdf", "packs.print", {"pack_id": pack.pk}, by)
        pack.save(update_fields=["file"])
    return pack


def draft(pack: Pack) -> Draft:
    """The pack as a mail to the one it is for."""
    return Draft(
        kind=f"{pack.kind}_pack",
        key=f"pack:{pack.pk}",
        person=pack.to,
        partnership=pack.partnership,
        partner=pack.seat.partner,
        cause="pack",
        cause_id=pack.pk,
        context=lambda link: facts(pack, language=pack.to.language, zone=pack.to.zone),
    )


def facts(pack: Pack, *, language: str, zone: tzinfo) -> dict:
    """What the templates of a pack show."""
    return {
        "pack": pack,
        "seat": pack.seat,
        "parts": contents.parts(pack.seat, pack.kind, pack.parts, language=language, zone=zone),
    }


@file_job("packs.print")
def print_pack(file: StoredFile, pack_id: int) -> bytes:
    """The pack as a PDF, in the partnership's language and by its clock."""
    rows = Pack.objects.select_related("partnership", "to", "seat__person", "seat__partner__organisation")
    pack = rows.filter(pk=pack_id).first()
    if pack is None:
        raise Gone
    partnership = pack.partnership
    page = {"title": str(pack), "kicker": partnership.name, "lead": str(pack.to)}
    page |= facts(pack, language=partnership.language, zone=partnership.zone)
    html = pdf.compose("packs/pack_pdf.html", page, partnership)
    return pdf.render(html)
