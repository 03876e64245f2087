"""What is kept of a person, to take along: a table for each kind of row, and a page that explains them.

Rows that concern others as well hold what is known of this person in them, and no more; private notes about partners
and what protects a sign-in are not among them.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.timezone import now

from backbone.accounts.models import Person
from backbone.files.models import StoredFile
from backbone.files.storing import Gone, file_job, request_file
from backbone.outbox.models import SenderSettings
from backbone.personal import Personal, not_exported, personal, rows_of
from backbone.tables import spreadsheets

# Of each kind the newest; the page says when there are more.
MOST = 5000
NAME, ZIP = "personal-data.zip", "application/zip"


@dataclass
class Table:
    """The rows of one kind, newest first, with their headings; `is_cut`: older ones are left out."""

    kind: Personal
    headings: list[str]
    rows: list[list]
    is_cut: bool

    @property
    def name(self) -> str:
        """The name of its file: what such rows are called, in the person's language."""
        return f"{slugify(self.kind.label)}.xlsx"


def ask_for(person: Person, *, by: Person) -> StoredFile:
    """Have the export made; what was made for the same reader before goes."""
    made_for(person, by).delete()
    return request_file(NAME, ZIP, export_job.name, {"person_id": person.pk}, by)


def made_for(person: Person, by: Person) -> models.QuerySet[StoredFile]:
    """The exports of a person's data that somebody asked for, the newest first."""
    own = StoredFile.objects.filter(created_by=by, job=export_job.name, job_args={"person_id": person.pk})
    return own.order_by("-pk")


@file_job("people.export")
def export_job(file: StoredFile, person_id: int) -> bytes:
    """Make the export of a person's data."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Gone
    return export(person)


def export(person: Person) -> bytes:
    """A ZIP in the person's language: index.html, and a table for each kind of which there are rows."""
    with translation.override(person.language), timezone.override(person.zone):
        found = [table for kind in personal if (table := _table(kind, person)).rows]
        context = {
            "person": person,
            "tables": found,
            "left_out": list(dict.fromkeys(str(one.why) for one in not_exported if one.why)),
            "holder": SenderSettings.load().holder,
            "made_at": now(),
            "most": MOST,
        }
        page = render_to_string("people/personal_data_page.html", context)
        return _zipped({"index.html": page.encode(), **{table.name: _workbook(table) for table in found}})


def _zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _workbook(table):
    headings = [(heading, "bold") for heading in table.headings]
    return spreadsheets.write([(str(table.kind.label), [headings, *table.rows])])


def _table(kind, person):
    fields = {name: kind.model._meta.get_field(name) for name in kind.columns}
    pointing = [name for name, field in fields.items() if field.is_relation]
    rows = rows_of(person, kind.model, kind.people).select_related(*pointing).order_by("-pk")
    found = list(rows[: MOST + 1])
    cells = [[_cell(kind, name, field, row) for name, field in fields.items()] for row in found[:MOST]]
    return Table(
        kind, [_heading(kind, name, field) for name, field in fields.items()], cells, len(found) > MOST
    )


def _heading(kind, name, field):
    words = str(kind.columns[name] or field.verbose_name)
    return words[:1].upper() + words[1:]


def _cell(kind, name, field, row):
    value = getattr(row, name)
    if value is None:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return translation.gettext("yes") if value else translation.gettext("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, int | float):
        return value
    return kind.written(name, str(value)) if kind.written else str(value)
