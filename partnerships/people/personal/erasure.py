"""Erasing a person: what it takes away, where, and what stays; nobody can undo it.

The row stays, without anything that says who it was, so that what others rely on keeps its place. The audit trail, the
outbox, uploaded tables and the files made of them are reached as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Cast, Concat, Now, Substr
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from backbone.accounts.models import MailPreference, Person
from backbone.database.history import is_tracked, noted
from backbone.files.models import StoredFile
from backbone.outbox.models import Message
from backbone.personal import Erased, erased
from backbone.reading.folding import folded
from partnerships.imports.models import ImportRow, ImportRun, Meaning
from partnerships.models import Merge, Removal
from partnerships.people.personal import named_texts, set_aside
from partnerships.people.personal.export import export_job
from partnerships.people.personal.naming import partnerships_of, without, words_of
from partnerships.taking_part import ROWS

NOBODY = "erased@invalid"
CLOSED = {
    "email": None,
    "contact_email": "",
    "phone": "",
    "salutation": "",
    "reached_by": "",
    "shows_address": False,
    "shows_phone": False,
    "language": "en",
    "timezone": "Europe/Amsterdam",
    "mail_preference": MailPreference.EACH,
    "next_digest_at": None,
    "source": "",
    "review_on": None,
    "last_login": None,
    "is_active": False,
}


@dataclass
class Part:
    """How many rows of one kind an erasure reaches."""

    label: str
    count: int


def reached(person: Person) -> list[Part]:
    """What an erasure would take away, kind by kind, where there is something."""
    sought = set_aside.sought(person)
    parts = [Part(one.label, _holding(one, person).count()) for one in erased]
    parts += [
        Part(_("Roles and seats, which end"), sum(rows.count() for rows in _roles_and_seats(person))),
        Part(_("Emails to them: address and text; what waits is cancelled"), _mails(person).count()),
        Part(_("Tables they uploaded, and files created for them"), len(_files(person))),
        Part(_("Rows of imported tables in which they appear"), _imported(person).count()),
        Part(_("What lies in a bin with a row of theirs"), len(set_aside.removals(sought))),
        Part(_("Merges that keep a row of theirs"), len(set_aside.merges(sought))),
        Part(
            _("Texts in which they are named, such as who had a task"), named_texts.count(person, sought.keys)
        ),
        Part(_("Earlier names and addresses in the history"), _events(person).count()),
    ]
    return [part for part in parts if part.count]


def _holding(one: Erased, person):
    """The rows in which there is something to take away: not those that hold already what they would."""
    rows = one.rows(person)
    return rows.exclude(**one.to) if one.to else rows


class CannotBeErased(Exception):
    """Somebody erases themselves, or an administrator whose role did not end before."""


def check(person: Person, by: Person) -> None:
    """Raise CannotBeErased with the reason, in a sentence that says what to do."""
    if person.pk == by.pk:
        raise CannotBeErased(_("This is you; another administrator can erase you."))
    if person.is_administrator:
        raise CannotBeErased(_("End their role as administrator first."))
    if person.erased_at:
        raise CannotBeErased(_("This person was erased already."))


@transaction.atomic
def erase(person: Person, *, by: Person) -> None:
    """Take away everything that says who this was; raises CannotBeErased."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    check(locked, by)
    with noted("erased", by):
        for rows in _roles_and_seats(locked):
            rows.update(until=Now())
        for one in erased:
            _erase(one, locked)
        # While it is known yet who became this person, and what they were called before.
        sought = set_aside.sought(locked)
        named_texts.take_out(locked, sought.keys, _nobodys_name())
        _events(locked).delete()
        Removal.objects.filter(pk__in=set_aside.removals(sought)).delete()
        Merge.objects.filter(pk__in=set_aside.merges(sought)).delete()
        # While imported tables still say that they stand in them.
        files = _files(locked)
        _erase_imports(locked)
        _erase_mails(locked)
        StoredFile.objects.filter(pk__in=files).delete()
        _erase_as_source(locked)
        _close(locked)


def _roles_and_seats(person):
    """Those that have not ended."""
    return [model.objects.not_ended().filter(person=person) for model in ROWS]


def _erase(one: Erased, person):
    rows = one.rows(person)
    if one.to is None:
        rows.delete()
        return
    words = {column: value for column, value in one.to.items() if column not in one.people}
    if is_tracked(one.model) and words:
        one.rows(person, one.model.pgh_event_model).update(**words)
    rows.update(**one.to)


# Mails


def _mails(person):
    return Message.objects.filter(recipient=person)


def _erase_mails(person):
    """None goes, or goes again: one that is being sent just now may still arrive."""
    mails = _mails(person)
    mails.exclude(state=Message.State.SENT).update(
        state=Message.State.CANCELLED, claimed_at=None, claimed_by="", unanswered_since=None
    )
    mails.exclude(error="").update(error=NOBODY)
    mails.update(to_name="", to_address=NOBODY, subject="", text="", html="", headers={})


# Files and imports


def _files(person) -> set[int]:
    """What they uploaded or had made, but for issued documents, what is attached to mails and files beside records; and exports about them."""
    own = StoredFile.objects.filter(created_by=person, version=None, attached=None, upload=None)
    about = StoredFile.objects.filter(job=export_job.name, job_args={"person_id": person.pk})
    uploads = ImportRun.objects.filter(Q(by=person) | Q(pk__in=_runs(person).values("pk")))
    return {
        key
        for rows in (own.values_list("pk"), about.values_list("pk"), uploads.values_list("files"))
        for (key,) in rows
        if key
    }


def _imported(person) -> QuerySet[ImportRow]:
    """Rows of imported tables in which they stand, in the partnerships in which they have or had a part."""
    rows = ImportRow.objects.filter(run__partnership__in=partnerships_of(person))
    return _naming(rows, ("cells", "values", "changes", "guesses", "problems"), person)


def _meanings(person) -> QuerySet[Meaning]:
    """What was said of words of tables that name them; such words are kept folded."""
    named = Q()
    for word, is_all in words_of(person).items():
        words = folded(word)
        named |= (
            Q(words=words) | Q(meaning=word)
            if is_all
            else Q(words__contains=words) | Q(meaning__icontains=word)
        )
    rows = Meaning.objects.filter(partnership__in=partnerships_of(person))
    return rows.filter(named) if named else rows.none()


def _runs(person) -> QuerySet[ImportRun]:
    """Imports in whose headings or rows they stand."""
    runs = ImportRun.objects.filter(partnership__in=partnerships_of(person))
    headed = _naming(runs, ("sheets",), person).values("pk")
    return runs.filter(Q(pk__in=headed) | Q(pk__in=_imported(person).values("run")))


def _naming(rows, columns, person):
    """Those of the rows in which one of these columns names the person."""
    words = Q()
    for word, is_all in words_of(person).items():
        text = json.dumps(word, ensure_ascii=False)
        words |= Q(as_text__icontains=text if is_all else text[1:-1])
    texts = [Cast(column, models.TextField()) for column in columns]
    return (
        rows.annotate(as_text=Concat(*texts, models.Value(""), output_field=models.TextField())).filter(words)
        if words
        else rows.none()
    )


def _erase_imports(person):
    """Rows that others imported stand empty; the tables that they uploaded themselves go."""
    rows, runs = list(_imported(person).values_list("pk", flat=True)), list(_runs(person))
    empty: dict[str, Any] = {"cells": [], "values": {}, "changes": {}, "guesses": {}, "problems": []}
    ImportRow.objects.filter(pk__in=rows).update(**empty)
    _meanings(person).delete()
    for run in runs:
        run.sheets = [{**without(sheet, words_of(person)), "file": None} for sheet in run.sheets]
        run.save(update_fields=["sheets"])
    ImportRun.objects.filter(by=person).delete()


# The person


def _events(person):
    keys = {person.pk, *set_aside.merged_into(person)}
    return Person.pgh_event_model.objects.filter(pgh_obj_id__in=keys)


def _erase_as_source(person):
    """Where they are named as who gave the details of others (`partnerships.persons.source`)."""
    begins = f"{person.name}, "
    rest = Concat(models.Value(f"{_nobodys_name()}, "), Substr("source", len(begins) + 1))
    for model in (Person.pgh_event_model, Person):
        model.objects.filter(source__startswith=begins).update(source=Substr(rest, 1, 200))


def _close(person):
    """Nothing in the row says who it was, and nothing signs in with it; its history begins anew."""
    closed: dict[str, Any] = {**CLOSED, "name": _nobodys_name(), "erased_at": timezone.now()}
    for column, value in closed.items():
        setattr(person, column, value)
    person.set_unusable_password()
    _events(person).delete()
    person.save(update_fields=[*closed, "password"])
    Person.objects.filter(pk=person.pk).update(
        sign_in_epoch=F("sign_in_epoch") + 1, revision=F("revision") + 1
    )


def _nobodys_name():
    """What stands for a name, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("a person who was erased")
