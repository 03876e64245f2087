"""What is kept of a person, to take along: everything that concerns them, explained, and nothing that is others'."""

import io
import zipfile

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.personal import not_exported, personal
from backbone.tables.spreadsheets import read
from partnerships.correspondence.models import Confirmation
from partnerships.models import PrivateNote
from partnerships.people.personal import export as personal_data
from tests import factories

pytestmark = [pytest.mark.fast, pytest.mark.django_db]


@pytest.fixture
def joy(union):
    joy = factories.person("Joy Atim", "joy@example.org", phone="+256 1")
    return factories.representative(union, joy, job_title="Agronomist")


def opened(data):
    """{file name: text of all its cells}."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: _text(name, archive.read(name)) for name in archive.namelist()}


def _text(name, data):
    if name.endswith(".html"):
        return data.decode()
    return " ".join(
        str(cell) for sheet in read(data, name) for cells in sheet.rows.values() for cell in cells
    )


def test_it_holds_what_concerns_them_and_says_what_is_what(coffee, union, joy):
    factories.task(coffee, "Write the budget", owner=joy)
    Confirmation.objects.create(
        partnership=coffee, person=joy, kind="x", subject_id=1, question="Can you?", answer="yes",
        remark="Gladly, from May", answered_at=timezone.now(),
    )  # fmt: skip
    files = opened(personal_data.export(joy))
    assert "joy@example.org" in files["your-details.xlsx"]
    assert "Agronomist" in files["whom-you-represent.xlsx"]
    assert "Write the budget" in files["your-tasks.xlsx"]
    assert "Gladly, from May" in files["what-you-were-asked-and-your-answers.xlsx"]
    assert "What is kept about Joy Atim" in files["index.html"]
    assert "Private notes are about partners" in files["index.html"]
    assert {name for name in files if name != "index.html"} == {
        name for name in files if f'href="{name}"' in files["index.html"]
    }


def test_it_is_in_their_language(joy):
    joy.language = "nl"
    assert '<html lang="nl">' in opened(personal_data.export(joy))["index.html"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_table_has_a_name_of_its_own(language):
    with override(language):
        names = [personal_data.Table(kind, [], [], False).name for kind in personal]
    assert len(set(names)) == len(names)
    assert ".xlsx" not in names


def test_what_is_others_and_private_notes_are_not_in_it(coffee, union, joy, ruth):
    PrivateNote.objects.create(partnership=coffee, partner=union, text="marker note", by=joy)
    other = factories.representative(union, factories.person("marker other", phone="marker phone"))
    factories.task(factories.partnership(), "marker task", owner=other)
    Message.objects.create(
        key="k",
        message_id="<k@x>",
        recipient=other,
        to_address="o@example.org",
        subject="marker mail",
        text="marker",
    )
    assert "marker" not in " ".join(opened(personal_data.export(joy)).values())


def test_links_in_mails_are_dead_in_it(coffee, joy):
    link = factories.link_for(joy, coffee, "test")
    Message.objects.create(
        key="k",
        message_id="<k@x>",
        recipient=joy,
        to_address="j@example.org",
        subject="s",
        text=link.placeholder,
    )
    assert link.placeholder not in opened(personal_data.export(joy))["emails-to-you.xlsx"]


def test_every_column_that_names_a_person_is_in_it_or_said_why_not():
    told = {(one.model, column) for one in (*personal, *not_exported) for column in one.people}
    naming = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "pgh_tracked_model", None) is None
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }
    assert naming - told == set()


def test_each_kind_keeps_a_bound(joy, coffee, monkeypatch):
    monkeypatch.setattr(personal_data, "MOST", 3)
    for n in range(5):
        factories.task(coffee, f"Task {n}", owner=joy)
    files = opened(personal_data.export(joy))
    assert "Task 4" in files["your-tasks.xlsx"]
    assert "Task 1" not in files["your-tasks.xlsx"]
    assert "Only the newest 3" in files["index.html"]


def test_it_is_made_in_the_queue_and_downloaded_by_who_asked(as_, joy, django_capture_on_commit_callbacks):
    client = as_(joy)
    assert client.get("/me/data/file/").status_code == 404
    client.post("/me/data/")
    file = personal_data.made_for(joy, joy).get()
    assert "being created" in client.get("/me/data/").content.decode()
    personal_data.export_job.run(file.pk, person_id=joy.pk)
    assert "Download the export" in client.get("/me/data/").content.decode()
    answer = client.get("/me/data/file/")
    assert "index.html" in opened(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    admin = as_(factories.administrator())
    assert admin.get(f"/people/{joy.pk}/data/file/").status_code == 404
    admin.post(f"/people/{joy.pk}/data/")
    assert personal_data.made_for(joy, joy).exists()


def test_another_export_takes_the_place_of_the_last(joy):
    first = personal_data.ask_for(joy, by=joy)
    second = personal_data.ask_for(joy, by=joy)
    assert list(personal_data.made_for(joy, joy)) == [second] != [first]


def test_that_of_others_is_for_administrators(as_, joy, ruth):
    assert as_(ruth).get(f"/people/{joy.pk}/data/").status_code == 403
    assert as_(ruth).post(f"/people/{joy.pk}/data/").status_code == 403
    assert as_(ruth).get(f"/people/{joy.pk}/data/file/").status_code == 403
