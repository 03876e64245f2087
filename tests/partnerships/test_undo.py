"""Nothing typed is lost by one click: each removal has its Undo on the page that follows, as a form."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.utils import timezone

from meetings.models import AgendaItem
from partnerships.agreements import writing
from partnerships.agreements.models import Clause
from partnerships.models import Body, PrivateNote, Removal
from tests import factories
from tests.partnerships.whole_database import rows_of_all_tables

pytestmark = pytest.mark.fast

UNDO = re.compile(r'action="([^"]+/return/)"[^>]*>.*?Undo', re.DOTALL)


@pytest.fixture
def gift(coffee, union):
    return union.contributions.create(partnership=coffee, description="Staff")


@pytest.fixture
def removable(coffee, union, gift):
    """{address of its removal: row} of each kind that has an Undo at the place."""
    gain = union.benefits.create(partnership=coffee, description="Training")
    body = Body.objects.create(partnership=coffee, name="Board")
    body.partners.add(union)
    objective = factories.objective(coffee)
    milestone = factories.milestone(objective, number=1)
    resource = milestone.resources.create(partnership=coffee, what="Days", needed=3)
    item = factories.agenda_item(factories.meeting(coffee, body=body))
    return {
        f"/contributions/{gift.pk}/removal/": gift,
        f"/benefits/{gain.pk}/removal/": gain,
        f"/bodies/{body.pk}/removal/": body,
        f"/resources/{resource.pk}/": resource,
        f"/objectives/{objective.pk}/removal/": objective,
        f"/agenda-items/{item.pk}/removal/": item,
    }


def undo_on(page):
    """The address of the Undo that a page shows."""
    return UNDO.search(page.content.decode())[1]


def address_of(removable, model):
    return next(address for address, row in removable.items() if row._meta.model_name == model)


@pytest.mark.parametrize("kind", ["contribution", "benefit", "body", "resource", "objective", "agendaitem"])
def test_what_was_removed_is_back_with_one_click(as_, ruth, removable, kind):
    address = address_of(removable, kind)
    row = removable[address]
    client = as_(ruth)
    before = rows_of_all_tables()
    page = client.post(address, {"_method": "delete"}, follow=True)
    assert not type(row).objects.filter(pk=row.pk).exists()
    back = client.post(undo_on(page), follow=True)
    assert f"“{row}” is back." in unescape(back.content.decode())
    assert rows_of_all_tables() == before


def test_an_undo_is_for_those_who_may_remove(as_, ruth, coffee, union, gift):
    as_(ruth).post(f"/contributions/{gift.pk}/removal/")
    address = f"/removals/{Removal.objects.get().pk}/return/"
    assert as_(factories.representative(union)).post(address).status_code == 403
    assert as_(factories.coordinator(factories.partnership())).post(address).status_code == 404
    assert as_(ruth).get(address).status_code == 405
    assert not union.contributions.exists()


def test_an_undo_that_can_not_be_says_why(as_, ruth, coffee):
    body = Body.objects.create(partnership=coffee, name="Board")
    page = as_(ruth).post(f"/bodies/{body.pk}/removal/", follow=True)
    Body.objects.create(partnership=coffee, name="Board")
    back = as_(ruth).post(undo_on(page), follow=True)
    assert "“Board” was not brought back" in back.content.decode()
    assert Removal.objects.exists()


def test_an_objective_whose_milestone_was_answered_says_so_and_stays(as_, ruth, coffee):
    milestone = factories.milestone(factories.objective(coffee), number=1)
    milestone.lead_accepted_at = milestone.objective.partnership.created_at
    milestone.save()
    page = as_(ruth).post(f"/objectives/{milestone.objective_id}/removal/", follow=True)
    assert "Its lead said yes, so it stays" in page.content.decode()
    assert coffee.objectives.exists()


def test_minutes_that_were_written_under_an_item_keep_it(as_, ruth, coffee):
    item = factories.agenda_item(factories.meeting(coffee))
    factories.line(item.meeting, "Prices were low.", item=item)
    page = as_(ruth).post(f"/agenda-items/{item.pk}/removal/", follow=True)
    assert "There are minutes under this item" in page.content.decode()
    assert AgendaItem.objects.filter(pk=item.pk).exists()


# A clause that is written again


@pytest.fixture
def mission(coffee):
    writing.write(coffee)
    Clause.objects.filter(key="mission").update(text="Our own words.", written_from="hand", revision=7)
    return Clause.objects.get(key="mission")


def test_a_clause_that_was_written_again_gets_its_own_words_back(as_, ruth, mission):
    page = as_(ruth).post(f"/clauses/{mission.pk}/rewriting/", follow=True)
    assert Clause.objects.get(pk=mission.pk).text == "Every family earns a living income."
    back = as_(ruth).post(undo_on(page), follow=True)
    again = Clause.objects.get(pk=mission.pk)
    assert (again.text, again.written_from, again.revision) == ("Our own words.", "hand", 9)
    assert "has its own words again" in back.content.decode()


def test_a_clause_that_was_edited_since_keeps_its_newer_words(as_, ruth, mission):
    page = as_(ruth).post(f"/clauses/{mission.pk}/rewriting/", follow=True)
    mission.refresh_from_db()
    typed = {"heading": mission.heading, "text": "Newer words.", "revision": mission.revision}
    as_(ruth).post(f"/clauses/{mission.pk}/edit/", typed)
    back = as_(ruth).post(undo_on(page), follow=True)
    assert Clause.objects.get(pk=mission.pk).text == "Newer words."
    assert "was edited since" in back.content.decode()


# A private note: the server keeps nothing


SECRET = "She is tired of <it> & says so"


@pytest.fixture
def note(coffee, union, ruth):
    return union.private_notes.create(partnership=coffee, about="tension", text=SECRET, by=ruth)


def carried_by(page):
    return re.search(r'name="note" value="([^"]+)"', page.content.decode())[1]


def everything():
    """All that the database holds, history and sessions too, as one text."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute(
            " UNION ALL ".join(f'SELECT to_jsonb(one)::text FROM "{name}" AS one' for name in names)
        )
        return "".join(text for (text,) in cursor.fetchall())


def test_the_page_that_follows_carries_a_deleted_note_and_nothing_else_does(as_, ruth, union, note):
    assert "She is tired" in everything()
    client = as_(ruth)
    page = client.post(f"/notes/{note.pk}/removal/")
    assert page.status_code == 200
    carried = carried_by(page)
    held = everything()
    assert "She is tired" not in held
    assert carried not in held
    assert not any(carried in str(value) for value in client.session.values())
    assert "messages" not in client.cookies
    assert carried not in client.get(f"/partners/{union.pk}/notes/").content.decode()


def test_a_deleted_note_is_back_as_it_was(as_, ruth, union, note):
    before = PrivateNote.objects.values().get()
    page = as_(ruth).post(f"/notes/{note.pk}/removal/")
    assert not PrivateNote.objects.exists()
    carried = carried_by(page)
    for _twice in range(2):
        as_(ruth).post(f"/partners/{union.pk}/notes/return/", {"note": carried})
    assert PrivateNote.objects.values().get() == before


def test_the_form_that_brought_a_note_back_does_so_once(as_, ruth, union, note):
    """Deleted again it does not come back by what was carried the first time."""
    client, address = as_(ruth), f"/partners/{union.pk}/notes/return/"
    first = carried_by(client.post(f"/notes/{note.pk}/removal/"))
    client.post(address, {"note": first})
    second = carried_by(client.post(f"/notes/{note.pk}/removal/"))
    assert "can’t be brought back" in client.post(address, {"note": first}, follow=True).text
    assert not PrivateNote.objects.exists()
    client.post(address, {"note": second})
    assert PrivateNote.objects.get().pk == note.pk


def test_a_note_comes_back_for_an_hour(as_, ruth, union, note, time_machine):
    carried = carried_by(as_(ruth).post(f"/notes/{note.pk}/removal/"))
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=2))
    as_(ruth).post(f"/partners/{union.pk}/notes/return/", {"note": carried})
    assert not PrivateNote.objects.exists()


def test_a_note_comes_back_only_where_it_was_and_only_as_it_was(as_, ruth, coffee, union, note):
    page = as_(ruth).post(f"/notes/{note.pk}/removal/")
    other = factories.partner(coffee)
    for address, carried in (
        (f"/partners/{other.pk}/notes/return/", carried_by(page)),
        (f"/partners/{union.pk}/notes/return/", carried_by(page)[:-1] + "!"),
        (f"/partners/{union.pk}/notes/return/", ""),
    ):
        answer = as_(ruth).post(address, {"note": carried}, follow=True)
        assert "can’t be brought back" in answer.content.decode()
    assert not PrivateNote.objects.exists()


def test_only_coordinators_bring_a_note_back(as_, ruth, union, note):
    carried = carried_by(as_(ruth).post(f"/notes/{note.pk}/removal/"))
    address = f"/partners/{union.pk}/notes/return/"
    assert as_(factories.representative(union)).post(address, {"note": carried}).status_code == 403
    assert not PrivateNote.objects.exists()
