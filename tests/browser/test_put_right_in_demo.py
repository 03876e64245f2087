"""One of every kind in the demo is made, renamed, merged, ended, withdrawn, removed and brought back, in Chromium.

The database is as before but for what says that something happened: history, counters, mails, sessions, ended links.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from backbone.accounts.models import Person
from backbone.outbox.models import SenderSettings
from impact.models import Measurement, Story
from meetings.models import AgendaItem, Meeting
from partnerships.models import (
    Benefit,
    Body,
    Contribution,
    Partner,
    PrivateNote,
    Representative,
    Role,
)
from tests.browser.steps.putting_right import Desk, Kind
from tests.partnerships.whole_database import rows_of_all_tables
from workplans.models import Indicator, Milestone, Objective, Outcome, Resource, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

SLUG = "highland-coffee"
# What says that something happened, and whose mails and sign-ins it was.
APART = frozenset(
    [
        "workplans_change",
        "accounts_click",
        "partnerships_merge",
        "partnerships_mergedrows",
        "correspondence_correspondence",
        "correspondence_confirmation",
        "outbox_message",
        "outbox_attempt",
        "outbox_linktoken",
        "django_session",
        "usersessions_usersession",
    ]
)
COUNTED = ("revision", "sign_in_epoch", "last_login")


@pytest.fixture
def world(site, world):
    """The demo, with sending held, so that the worker leaves its waiting mail where it is."""
    SenderSettings.objects.update(held=True, released_at=None)
    return world


@pytest.fixture(params=["mouse", "keyboard", "no scripts"])
def desk(request, site, browser, context, sign_in, world):
    """The coordinator's desk."""
    sign_in(world.people["coordinator"])
    own = browser.new_context(java_script_enabled=request.param != "no scripts")
    own.add_cookies(context.cookies())
    yield Desk(own.new_page(), site, keyboard=request.param == "keyboard")
    own.close()


def database():
    return rows_of_all_tables(APART, COUNTED)


def differs(before):
    """The tables that are not as before, each with the rows that went and that came."""
    after = database()
    return {
        table: (sorted(set(rows) - set(after[table])), sorted(set(after[table]) - set(rows)))
        for table, rows in before.items()
        if rows != after[table]
    }


def kinds(world):
    """The kinds of rows with a form of their own, and where in the demo one is made."""
    of = [world.of.slug]
    partner = [world.of.partners.order_by("pk").first().pk]
    milestone = [Milestone.objects.filter(partnership=world.of).order_by("pk").first().pk]
    indicator = [Indicator.objects.filter(partnership=world.of).order_by("pk").first().pk]
    bodies = reverse("bodies", args=of)
    return [
        (Kind("objective", Objective, "objective_new", {"title": "Growers trained"}, "objective"), of),
        (
            Kind(
                "milestone",
                Milestone,
                "milestone_new",
                {"objective": None, "title": "Ten growers trained"},
                "milestone_edit",
            ),
            of,
        ),
        (Kind("task", Task, "task_new", {"title": "Book the hall"}, "task_edit"), of),
        (
            Kind(
                "resource",
                Resource,
                "milestone",
                {"what": "Trainers", "needed": "3"},
                "resource",
                named="what",
                button="Add",
            ),
            milestone,
        ),
        (
            Kind(
                "contribution",
                Contribution,
                "contribution_new",
                {"description": "A hall for the season"},
                "contribution_edit",
                named="description",
            ),
            partner,
        ),
        (
            Kind(
                "benefit",
                Benefit,
                "benefit_new",
                {"description": "Growers who stay"},
                "benefit_edit",
                named="description",
            ),
            partner,
        ),
        (
            Kind(
                "group",
                Body,
                "body_new",
                {"name": "Seed group"},
                "body_edit",
                named="name",
                removed_at=bodies,
            ),
            of,
        ),
        (
            Kind(
                "meeting",
                Meeting,
                "meeting_new",
                {"title": "Seed meeting", "starts_at": "2031-05-06T10:00"},
                "meeting_edit",
            ),
            of,
        ),
        (Kind("story", Story, "story_new", {"title": "The first harvest"}, "story_edit"), of),
        (
            Kind(
                "figure",
                Measurement,
                "measurement_new",
                {"value": "12", "period_words": "2019", "source": "Counted by hand"},
                "measurement_edit",
                named="source",
            ),
            indicator,
        ),
    ]


def test_what_has_a_form_is_made_renamed_removed_and_brought_back(desk, world):
    wrong = {}
    for kind, where in kinds(world):
        row = desk.make(kind, reverse(kind.made_at, args=where))
        before = database()
        edit = reverse(kind.edited_at, args=[row.pk])
        was = desk.rename(edit, kind.named, "Called something else")
        assert getattr(kind.model.objects.get(pk=row.pk), kind.named) == "Called something else"
        desk.rename(edit, kind.named, was)
        desk.remove(kind, row)
        assert not kind.model.objects.filter(pk=row.pk).exists()
        desk.undo()
        desk.remove(kind, row)
        desk.bring_back(row, SLUG)
        if differs(before):
            wrong[kind.name] = differs(before)
    assert wrong == {}


def test_what_is_not_removed_is_renamed_and_back(desk, world):
    item = AgendaItem.objects.filter(partnership=world.of, meeting__state="planned").first()
    outcome = Outcome.objects.filter(partnership=world.of).first()
    partner = world.of.partners.order_by("pk").first()
    person = Representative.objects.filter(partner=partner).first().person
    before = database()
    for name, args, named in [
        ("partnership_edit", [SLUG], "name"),
        ("organisation_edit", [partner.organisation_id], "name"),
        ("contact", [SLUG, person.pk], "name"),
        ("agenda_item", [item.pk], "title"),
        ("outcome_edit", [outcome.pk], "name"),
        ("indicator_edit", [outcome.indicators.first().pk], "name"),
    ]:
        was = desk.rename(reverse(name, args=args), named, "Called something else")
        desk.rename(reverse(name, args=args), named, was)
        assert differs(before) == {}, name


def test_a_partner_that_came_twice_is_merged_withdrawn_and_removed_and_comes_back(desk, world):
    kind = Kind(
        "partner",
        Partner,
        "partner_new",
        {"organisation_name": "Kigezi Unnion", "sector": None},
        "partner_edit",
    )
    partner = desk.make(kind, reverse("partner_new", args=[SLUG]))
    stays = world.of.partners.order_by("pk").first().organisation
    before = database()

    desk.go(f"{reverse('organisation', args=[stays.pk])}?q=Unnion")
    desk.press(desk.button(re.compile("^Merge into this one.*Kigezi Unnion")))
    expect(desk.flash.first).to_be_visible()
    assert not Partner.objects.filter(pk=partner.pk).exists()
    desk.go(reverse("organisation", args=[stays.pk]))
    desk.undo(re.compile("^Undo.*Kigezi Unnion"))
    assert differs(before) == {}

    desk.go(reverse("partner_withdrawal", args=[partner.pk]))
    desk.press(desk.button("Record the withdrawal"))
    expect(desk.button("Take the withdrawal back")).to_be_visible()
    desk.press(desk.button("Take the withdrawal back"))
    expect(desk.button("Take the withdrawal back")).to_have_count(0)
    assert differs(before) == {}

    desk.remove(kind, partner)
    desk.bring_back(partner, SLUG)
    assert differs(before) == {}


def test_a_person_who_came_twice_is_merged_and_comes_back(desk, world):
    person = world.people["partner"]
    kind = Kind(
        "contact",
        Person,
        "contacts",
        {"name": f"{person.name}a", "partner": None},
        "contact",
        button="Add to the contacts",
    )
    double = desk.make(kind, reverse("contacts", args=[SLUG]))
    before = database()
    desk.go(f"{reverse('contact', args=[SLUG, person.pk])}?q={double.name}")
    desk.press(desk.button(re.compile(f"^Merge into this one.*{double.name}")))
    expect(desk.flash.first).to_be_visible()
    assert not Person.objects.filter(pk=double.pk).exists()
    desk.go(reverse("contact", args=[SLUG, person.pk]))
    desk.undo(re.compile(f"^Undo.*{double.name}"))
    assert differs(before) == {}


def test_seats_and_roles_are_ended_and_come_back(desk, world):
    seat = Representative.objects.current().filter(person=world.people["partner"]).first()
    role = Role.objects.current().filter(person=world.people["leader"]).first()
    before = database()
    desk.go(reverse("representative_end", args=[seat.pk]))
    desk.press(desk.button("End it now"))
    desk.undo(re.compile(f"^Undo.*{seat.person}"))
    assert differs(before) == {}
    desk.go(reverse("roles", args=[SLUG]))
    desk.press(desk.button(f"End the role of {role.person}"))
    desk.undo(re.compile("^Undo"))
    assert differs(before) == {}


def test_a_private_note_is_deleted_and_comes_back(desk, world):
    partner = world.of.partners.order_by("pk").first()
    address = reverse("partner_notes", args=[partner.pk])
    kind = Kind(
        "note", PrivateNote, "partner_notes", {"text": "Tired of it"}, "partner_notes", button="Add note"
    )
    desk.make(kind, address)
    before = database()
    desk.go(address)
    desk.press(desk.button("Delete for good"))
    desk.undo(re.compile("^Undo$"))
    expect(desk.page.locator("main")).to_contain_text("Tired of it")
    before, after = (
        [re.sub(r'"id": \d+', "", row) for row in rows["partnerships_privatenote"]]
        for rows in (before, database())
    )
    assert before == after
