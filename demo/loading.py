"""The demo: two made-up partnerships with a year behind them, relative to today, and the one above the second.

It is removable without a trace.
"""

from __future__ import annotations

from itertools import chain

import pgtrigger
from django.apps import apps
from django.db import transaction
from pghistory.models import Context

from backbone.accounts.models import Person
from backbone.files.models import StoredFile
from backbone.outbox.models import Attachment, Message
from demo import story
from demo.builder import Builder
from partnerships.attachments.models import Upload
from partnerships.documents.models import Version
from partnerships.imports.models import ImportRun
from partnerships.models import Organisation, Partnership, Role

KEPT = (
    "documents.Version:accepted_stays",
    "signing.AcceptanceEvidence:evidence_stays",
    "signing.SignedScan:kept_scan_stays",
)


@transaction.atomic
def load() -> bool:
    """Load them; False when they are there already."""
    if Partnership.objects.filter(is_demo=True).exists():
        return False
    first, second = (Builder(story.read(name)) for name in story.NAMES)
    first.build()
    second.build()
    _share_staff(first, second)
    _share_staff(first, second.above)
    return True


def _share_staff(first, second):
    """Who signs in to look around sees all: the coordinator as a deputy, leadership as leadership."""
    for key, kind in (("coordinator", Role.Kind.COORDINATOR), ("leader", Role.Kind.LEADER)):
        Role.objects.create(
            person=first.people[first.story[key]],
            kind=kind,
            partnership=second.partnership,
            since=second.began,
        )


@transaction.atomic
def remove() -> None:
    """Remove everything of the demo, its mails, files and history included."""
    partnerships = list(Partnership.objects.filter(is_demo=True).values_list("pk", flat=True))
    people = list(Person.objects.filter(is_demo=True).values_list("pk", flat=True))
    organisations = list(Organisation.objects.filter(is_demo=True).values_list("pk", flat=True))
    files = _files_of(partnerships)
    Message.objects.filter(correspondence__partnership__in=partnerships).delete()
    Message.objects.filter(recipient__in=people).delete()
    Partnership.objects.filter(parent__in=partnerships).update(parent=None)
    # What was accepted is kept by the database; of the demo it goes with all the rest.
    with pgtrigger.ignore(*KEPT):
        Partnership.objects.filter(pk__in=partnerships).delete()
    StoredFile.objects.filter(pk__in=files).delete()
    Organisation.objects.filter(pk__in=organisations, partners=None).delete()
    Person.objects.filter(pk__in=people).delete()
    _forget(partnerships, people, organisations)


def _files_of(partnerships):
    versions = Version.objects.filter(partnership__in=partnerships).values_list("file", flat=True)
    beside = Upload.objects.filter(partnership__in=partnerships).values_list("file", "picture")
    uploads = ImportRun.objects.filter(partnership__in=partnerships).values_list("files", flat=True)
    attached = Attachment.objects.filter(message__correspondence__partnership__in=partnerships)
    return [
        pk
        for pk in (
            *versions,
            *chain.from_iterable(beside),
            *uploads,
            *attached.values_list("file", flat=True),
        )
        if pk
    ]


def _forget(partnerships, people, organisations):
    """The audit trail's rows of what was removed, and what was noted beside them alone."""
    own = {"partnerships.PartnershipEvent": partnerships, "partnerships.OrganisationEvent": organisations}
    found = [
        apps.get_model(name).objects.filter(pgh_obj_id__in=pks)
        for name, pks in {**own, "accounts.PersonEvent": people}.items()
    ]
    kept = [model for model in apps.get_models() if hasattr(model, "pgh_obj")]
    for model in kept:
        if hasattr(model, "partnership"):
            found.append(model.objects.filter(partnership__in=partnerships))
    noted = {context for rows in found for context in rows.values_list("pgh_context", flat=True)}
    for rows in found:
        rows.delete()
    beside = set(chain.from_iterable(_contexts(model, noted) for model in kept))
    Context.objects.filter(pk__in=noted - beside - {None}).delete()


def _contexts(model, among):
    return model.objects.filter(pgh_context__in=among).values_list("pgh_context", flat=True)
