"""Erasing a person: a marker planted in everything of theirs is in no table afterwards, but where it is said to stay."""

import html
from datetime import timedelta

import pghistory
import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from backbone.accounts.models import AddressProposal, Person
from backbone.database.trail import Asked
from backbone.files.models import StoredFile
from backbone.files.storing import store
from backbone.outbox.models import Message
from backbone.personal import staying
from meetings.models import Attendance
from partnerships import removing
from partnerships.correspondence.models import AccessLink, Confirmation, Correspondence, Notice
from partnerships.documents.models import Document, Version
from partnerships.imports import reading
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.merges.merging import merge_organisations
from partnerships.models import Merge, PrivateNote, Removal, Representative, Role
from partnerships.needing import later
from partnerships.past import history
from partnerships.people.merging import merge_people
from partnerships.people.personal import erasure, export
from partnerships.persons import source
from tests import factories
from workplans.models import Change, SmartAnswer, Task

pytestmark = [pytest.mark.fast, pytest.mark.django_db]
MARKER = "Zqmarker"
# Where it is said to stay: issued documents, private notes, and what others wrote.
STAYING = {"documents_version", "partnerships_privatenote"}


@pytest.fixture
def admin(coffee):
    return factories.administrator(factories.person("Ada Admin"))


@pytest.fixture
def marked(coffee, union, ruth):
    """Somebody in whose every corner the marker stands, in the history as well."""
    address = f"{MARKER}@example.org".lower()
    who = factories.person(
        f"Joy {MARKER}", address, contact_email=f"box.{address}", phone=f"+256 {MARKER}", salutation=f"Dear {MARKER}",
        source=MARKER,
    )  # fmt: skip
    who.name = f"Joyce {MARKER}"
    who.save()
    factories.representative(union, who, job_title=MARKER)
    Representative.objects.filter(person=who).update(job_title=f"{MARKER} 2")
    factories.coordinator(coffee, who)
    factories.person("Somebody else", source=source(who, coffee))
    plant_accounts(who)
    plant_mails(coffee, who)
    plant_answers(coffee, who)
    plant_files(coffee, who, ruth)
    plant_set_aside(coffee, union, who, ruth)
    return who


def plant_set_aside(of, union, who, ruth):
    """In the bin, and in what a merge keeps; and rows that they put off."""
    task = factories.task(of, "In the bin", owner=who)
    Task.objects.filter(pk=task.pk).update(wanted_reason=MARKER)
    removing.remove(task, by=ruth, page="/")
    double = factories.representative(union, factories.person(f"J. {MARKER}", None, source=MARKER))
    merge_people(double, who, by=factories.administrator())
    later.put_off(who, "/my-work/", "late", title=MARKER, until=timezone.localdate() + timedelta(days=9))


def plant_accounts(who):
    EmailAddress.objects.create(user=who, email=who.email, primary=True)
    AddressProposal.objects.create(
        person=who, kind="contact", address=f"new.{who.email}", code_hash="x", expires_at=timezone.now()
    )


def plant_mails(of, who):
    claim = {"claimed_at": timezone.now(), "claimed_by": "x"}
    moments = {"sent": {"sent_at": timezone.now()}, "claimed": claim}
    for state in ("waiting", "claimed", "sent", "given_up"):
        mail = Message.objects.create(
            key=f"k:{state}", message_id=f"<{state}@x>", recipient=who, to_name=who.name, to_address=who.email,
            subject=MARKER, text=MARKER, html=MARKER, headers={"X": MARKER}, state=state,
            error=MARKER if state == "given_up" else "", **moments.get(state, {}),
        )  # fmt: skip
        Correspondence.objects.create(
            partnership=of, message=mail, person=who, cause="digest", subject=MARKER, text=MARKER
        )
    Notice.objects.create(partnership=of, person=who, key="n", text=MARKER)
    factories.link_for(who, of, "test")


def plant_answers(of, who):
    Confirmation.objects.create(
        partnership=of, person=who, kind="x", subject_id=1, question="Can you?", answer="yes", remark=MARKER,
        answered_at=timezone.now(),
    )  # fmt: skip
    task = factories.task(of, "Write", owner=who)
    Task.objects.filter(pk=task.pk).update(wanted_reason=MARKER)
    Change.objects.create(partnership=of, task=task, what="time_wanted", words=MARKER, by=who)
    milestone = factories.milestone(factories.objective(of))
    SmartAnswer.objects.create(partnership=of, milestone=milestone, letter="S", words=MARKER, by=who)
    factories.attendance(factories.meeting(of), who)
    Attendance.objects.filter(person=who).update(replacement=MARKER)


def plant_files(of, who, ruth):
    table = f"organisation,role\n{MARKER},Member\n".encode()
    own, _errors = reading.begin(of, [("own.csv", "text/csv", table)], who)
    ImportRow.objects.create(run=own, sheet=0, kind="partners", number=2, cells=[MARKER], fate="refuse")
    others, _errors = reading.begin(of, [("list.csv", "text/csv", who.email.encode())], ruth)
    ImportRow.objects.create(
        run=others, sheet=0, kind="people", number=2, cells=[who.name, who.email], fate="create",
        values={"email": who.email},
    )  # fmt: skip
    ImportRow.objects.create(run=others, sheet=0, kind="people", number=3, cells=["Ida"], fate="create")
    store("upload.txt", "text/plain", MARKER.encode(), by=who)
    store(export.NAME, export.ZIP, MARKER.encode(), by=ruth)
    StoredFile.objects.filter(name=export.NAME).update(
        job=export.export_job.name, job_args={"person_id": who.pk}
    )


def found():
    """The tables in which the marker stands, in whatever column, case and encoding."""
    hexed = MARKER.encode().hex()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s OR t::text ILIKE %s)',
                [f"%{MARKER}%", f"%{hexed}%"],
            )
            if cursor.fetchone()[0]:
                yield table


def test_a_marker_is_in_no_table_but_where_it_is_said_to_stay(coffee, union, marked, admin):
    document = Document.objects.create(partnership=coffee, kind="minutes", title="Minutes", language="en")
    Version.objects.create(
        document=document, partnership=coffee, number=1, data={"present": [MARKER]}, html=MARKER, sha256="0"
    )
    PrivateNote.objects.create(partnership=coffee, partner=union, text=MARKER)
    before = set(found())
    assert len(before) > 20, before
    erasure.erase(marked, by=admin)
    assert set(found()) == STAYING


def test_nobody_signs_in_with_them_and_nothing_is_mailed_to_them(coffee, marked, admin, client):
    client.force_login(marked)
    erasure.erase(marked, by=admin)
    assert client.get("/me/").status_code == 302
    marked = Person.objects.get(pk=marked.pk)
    assert (str(marked), marked.mail_address, marked.is_active) == ("a person who was erased", "", False)
    assert not marked.has_usable_password()
    assert set(Message.objects.values_list("state", flat=True)) == {"cancelled", "sent"}
    assert not AccessLink.objects.filter(person=marked).exists()
    assert not Role.objects.current().filter(person=marked).exists()
    assert not Representative.objects.current().filter(person=marked).exists()


def test_what_others_imported_stays_but_the_rows_in_which_they_stand(coffee, marked, admin, ruth):
    erasure.erase(marked, by=admin)
    run = ImportRun.objects.get()
    assert run.by == ruth
    assert [row.cells for row in run.rows.order_by("number")] == [[], ["Ida"]]
    assert run.sheets[0]["file"] is None


def test_a_short_name_empties_no_row_that_has_it_in_another_word(coffee, admin, ruth):
    ann = factories.representative(factories.partner(coffee), factories.person("Ann", "ann@example.org"))
    run, _errors = reading.begin(coffee, [("list.csv", "text/csv", b"Annual report\n")], ruth)
    ImportRow.objects.create(run=run, sheet=0, kind="tasks", number=1, cells=["Annual report"], fate="create")
    ImportRow.objects.create(run=run, sheet=0, kind="tasks", number=2, cells=["Call", "Ann"], fate="create")
    erasure.erase(ann, by=admin)
    assert [row.cells for row in run.rows.order_by("number")] == [["Annual report"], []]


def test_a_short_name_takes_nothing_away_that_was_removed_or_merged_by_others(coffee, admin, ruth):
    ann = factories.representative(factories.partner(coffee), factories.person("Ann", "ann@example.org"))
    for of in (coffee, factories.partnership()):
        removing.remove(factories.task(of, "Annual plan of all"), by=ruth, page="/")
        merge_organisations(*(factories.partner(of, "Planned").organisation for _n in range(2)), by=admin)
    theirs = factories.partnership()
    removing.remove(factories.task(theirs, "Call ann@example.org"), by=ruth, page="/")
    removing.remove(factories.task(theirs, "Their version", owner=ann), by=ruth, page="/")
    removing.remove(factories.task(coffee, "Ask ann@example.org"), by=ruth, page="/")
    erasure.erase(ann, by=admin)
    kept = set(Removal.objects.values_list("name", flat=True))
    assert kept == {"Annual plan of all", "Call ann@example.org"}
    assert (Removal.objects.count(), Merge.objects.count()) == (3, 2)


def test_the_history_of_a_partnership_names_them_no_more(coffee, marked, admin, as_, ruth):
    with pghistory.context(user=marked.pk):
        factories.partner(coffee, "A union that they added")
    erasure.erase(marked, by=admin)
    page = as_(ruth).get("/partnerships/coffee/history/").content.decode()
    assert "A union that they added" in page
    assert "a person who was erased" in page
    assert MARKER.casefold() not in page.casefold()
    assert MARKER not in str(history.page_of(coffee, Asked(coffee.pk)).entries)


def test_what_it_would_do_is_shown_first(as_, marked, admin):
    page = html.unescape(as_(admin).get(f"/people/{marked.pk}/erasure/").content.decode())
    for words in ("Emails to them", "Links in emails", "Rows of imported tables", *map(str, staying)):
        assert words in page
    assert Person.objects.get(pk=marked.pk).email
    as_(admin).post(f"/people/{marked.pk}/erasure/")
    assert Person.objects.get(pk=marked.pk).erased_at
    assert "Erase them" not in as_(admin).get(f"/people/{marked.pk}/").content.decode()


def test_rows_in_which_nothing_stands_are_not_counted(union):
    who = factories.representative(union, factories.person("Joy Atim"))
    assert "Job titles" not in [str(part.label) for part in erasure.reached(who)]
    Representative.objects.filter(person=who).update(job_title="Director")
    assert ("Job titles", 1) in [(str(part.label), part.count) for part in erasure.reached(who)]


def test_oneself_an_administrator_and_who_was_erased_are_not_erased(as_, marked, admin):
    other = factories.administrator()
    for subject in (admin, other):
        answer = as_(admin).post(f"/people/{subject.pk}/erasure/")
        assert answer.status_code == 409
        assert Person.objects.get(pk=subject.pk).erased_at is None
    erasure.erase(marked, by=admin)
    with pytest.raises(erasure.CannotBeErased):
        erasure.erase(Person.objects.get(pk=marked.pk), by=admin)


def test_it_is_for_administrators(as_, marked, ruth):
    assert as_(ruth).get(f"/people/{marked.pk}/erasure/").status_code == 403
    assert as_(ruth).post(f"/people/{marked.pk}/erasure/").status_code == 403
