"""In presentation mode nothing private is on any page, whoever presents; the marks are those of `planted.py`."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.files.models import StoredFile
from meetings.minutes import issuing
from meetings.models import AgendaItem, Decision, Line, Meeting
from partnerships.correspondence.models import Notice
from partnerships.documents.models import Version
from tests import factories
from tests.walks.planted import Planted
from tests.walks.test_private import content, everything
from workplans.models import Milestone, Task
from workplans.printing import issue_plan

pytestmark = pytest.mark.django_db
BAR = "You are presenting"
ISSUED_MARKS = tuple(
    f"arker-issued-{name}-zq" for name in ("item", "note", "decision", "task", "late", "waiting")
)


@pytest.fixture
def planted(world):
    return Planted(world)


def present(client, on="1", **more):
    return client.post("/me/presentation/", {"on": on, **more})


def hide_more(planted, viewer):
    """What is the viewer's own, what stands under a confidential item, and what has no place; returns the marks."""
    Person.objects.filter(pk=viewer.pk).update(
        phone="marker-own-phone-zq", contact_email="marker-own-contact-zq@example.org"
    )
    Notice.objects.create(partnership=planted.of, person=viewer, key="own", text="marker-own-notice-zq")
    fields = {"partnership": planted.of, "meeting": planted.meeting}
    item = planted.meeting.items.create(
        partnership=planted.of, title="Personnel (confidential) marker-item-zq", position=99
    )
    line = Line.objects.create(text="marker-confidential-zq", kind="decision", item=item, **fields)
    Decision.objects.create(text=line.text, line=line, **fields)
    Line.objects.create(text="marker-without-place-zq", gone_item=1, **fields)
    Line.objects.create(text="marker-removed-zq", item=planted.meeting.items.first(), removed_at="2026-01-01T00:00Z", **fields)  # fmt: skip
    marks = ["own-phone", "own-contact", "own-notice", "item", "confidential", "without-place", "removed"]
    return [f"marker-{mark}-zq" for mark in marks], item


@dataclass
class Issued:
    """A meeting whose minutes are issued with a confidential item, and what came of that."""

    meeting: Meeting
    item: AgendaItem
    task: Task
    milestone: Milestone
    marks: tuple = ISSUED_MARKS

    @property
    def pages(self):
        """All that shows it to whoever does not present."""
        of = self.meeting.partnership
        versions = list(Version.objects.filter(document__kind__in=("minutes", "plan"), partnership=of))
        files = [
            reverse(name, args=[one.pk]) for one in versions for name in ("version_file", "version_status")
        ]
        return [
            *files,
            *(
                reverse("minutes_version", args=[one.pk])
                for one in versions
                if one.document.kind == "minutes"
            ),
            *(reverse(name, args=[self.meeting.pk]) for name in ("meeting", "minutes", "attendance")),
            reverse("minutes", args=[self.meeting.pk]) + f"?item={self.item.pk}",
            reverse("agenda_item", args=[self.item.pk]),
            *(reverse("task", args=[self.task.pk]), reverse("task_edit", args=[self.task.pk])),
            reverse("milestone", args=[self.milestone.pk]),
            reverse("plan", args=[of.slug]) + f"?tasks={self.milestone.pk}",
            *(
                reverse("tasks", args=[of.slug]) + query
                for query in ("", "?show=all", "?show=late", "?q=marker")
            ),
            reverse("tasks", args=[of.slug]) + f"?q={self.task.spoken_number.replace(' ', '+')}",
            reverse("decisions", args=[of.slug]) + "?q=marker",
            *(reverse("partnership", args=[of.slug]), reverse("my_work")),
        ]


def issue_confidential(planted, viewer):
    """Minutes with a note, a decision and an action point of the viewer's under a confidential item, issued and then
    corrected; the next meeting of the group takes the action point up, and the plan's PDF names it."""
    of, coordinator = planted.of, planted.world.people["coordinator"]
    meeting = factories.meeting(
        of, "Board", starts_at=timezone.now() - timedelta(days=20), minute_taker=viewer
    )
    item = factories.agenda_item(meeting, "Staff (in camera) marker-issued-item-zq")
    factories.line(meeting, "marker-issued-note-zq", item)
    factories.line(meeting, "= marker-issued-decision-zq", item)
    action = factories.line(meeting, "! marker-issued-task-zq", item)
    Line.objects.filter(pk=action.pk).update(owner=viewer, due_on=meeting.day + timedelta(days=1))
    issuing.issue(meeting, number=1, to=(), by=coordinator)
    factories.line(meeting, "marker-issued-late-zq", item, by=viewer)
    issuing.issue(meeting, number=2, to=(), by=coordinator, changed="A line more")
    factories.line(meeting, "marker-issued-waiting-zq", item, by=viewer)
    task = Task.objects.get(title="Marker-issued-task-zq")
    milestone = planted.world.one(Milestone, lead_person__isnull=False)
    Task.objects.filter(pk=task.pk).update(milestone=milestone)
    issue_plan(of, coordinator)
    after = factories.meeting(of, "Board again", starts_at=timezone.now() - timedelta(days=1))
    factories.agenda_item(after, "Open")
    issuing.issue(after, number=1, to=(), by=coordinator)
    return Issued(meeting, item, task, milestone)


@pytest.mark.parametrize("role", ["coordinator", "administrator", "partner", "leader"])
def test_nothing_private_is_on_any_page_while_somebody_presents(role, planted, client):
    viewer = planted.world.people[role]
    marks, item = hide_more(planted, viewer)
    issued = issue_confidential(planted, viewer)
    # Minutes are typed on the wall: there the draft is what everybody looks at.
    secrets = [*marks, *issued.marks, *(one.marker for one in planted.secrets if one.marker != planted.draft)]
    client.force_login(viewer)
    present(client)
    own = [f"/meetings/{planted.meeting.pk}/minutes/?item={item.pk}"]
    own.append(reverse("decision", args=[Decision.objects.get(text="marker-confidential-zq").pk]))
    own += [
        reverse("line", args=[pk])
        for pk in Line.objects.filter(text__startswith="marker").values_list("pk", flat=True)
    ]
    found = []
    for address in [*everything(planted.world), *own, *issued.pages]:
        for headers in ({}, {"HX-Request": "true"}):
            text = content(client.get(address, headers=headers))
            found += [(address, mark) for mark in secrets if mark in text and mark not in address]
    assert found == []


def test_what_came_of_a_confidential_item_is_found_by_nobody_who_presents_and_is_linked_nowhere(
    planted, client
):
    viewer = planted.world.people["coordinator"]
    issued = issue_confidential(planted, viewer)
    versions = Version.objects.filter(html__contains="arker-issued-", partnership=planted.of)
    assert {one.document.kind for one in versions} == {"minutes", "plan"}
    # Two versions of the minutes, those of the next meeting with its matters arising, the plan.
    assert versions.count() == 4
    for one in versions:
        StoredFile.objects.filter(pk=one.file_id).update(
            state="ready", sha256="0" * 64, ready_at=timezone.now()
        )
    hidden = [reverse(name, args=[one.pk]) for one in versions for name in ("version_file", "version_status")]
    hidden += [reverse("task", args=[issued.task.pk]), reverse("agenda_item", args=[issued.item.pk])]
    client.force_login(viewer)
    before = "".join(content(client.get(address)) for address in issued.pages if address not in hidden)
    linked = [address for address in hidden if f'href="{address}"' in before]
    assert {reverse("task", args=[issued.task.pk]), reverse("agenda_item", args=[issued.item.pk])} < set(
        linked
    )
    assert [mark for mark in issued.marks if mark not in before] == []
    present(client)
    assert {address: client.get(address).status_code for address in hidden} == dict.fromkeys(hidden, 404)
    now = "".join(content(client.get(address)) for address in issued.pages if address not in hidden)
    assert [address for address in hidden if f'href="{address}"' in now] == []
    assert [mark for mark in issued.marks if mark in now] == []


def test_the_same_marks_are_there_once_the_presentation_has_ended(planted, client):
    viewer = planted.world.people["coordinator"]
    _marks, item = hide_more(planted, viewer)
    client.force_login(viewer)
    present(client)
    present(client, on="")
    pages = [
        reverse("settings"),
        f"/meetings/{planted.meeting.pk}/minutes/?item={item.pk}",
        f"/meetings/{planted.meeting.pk}/minutes/",
    ]
    text = "".join(content(client.get(address)) for address in pages)
    assert [
        mark for mark in ("confidential", "without-place", "removed") if f"marker-{mark}-zq" not in text
    ] == []
    secret = next(one for one in planted.secrets if one.address == "partner_notes")
    assert secret.marker in content(client.get(reverse(secret.address, kwargs=secret.kwargs)))


def test_a_bar_says_so_on_every_page_and_leads_out(planted, client):
    client.force_login(planted.world.people["coordinator"])
    page = reverse("partnership", args=[planted.of.slug])
    assert BAR not in client.get(page).text
    assert present(client, next=page).url == page
    minutes = f"/meetings/{planted.meeting.pk}/minutes/"
    hidden = reverse("partner_notes", args=[planted.partner.pk])
    for address, status in [
        (page, 200),
        (minutes, 200),
        (hidden, 403),
        (reverse("settings"), 403),
        ("/nowhere/", 404),
    ]:
        shown = client.get(address)
        assert (shown.status_code, BAR in shown.text) == (status, True), address
    assert "not shown while you present" in client.get(hidden).text
    assert present(client, on="", next=minutes).url == minutes
    assert client.get(hidden).status_code == 200


def test_minutes_are_typed_on_while_presenting_and_nothing_else_changes(planted, client):
    client.force_login(planted.world.people["coordinator"])
    present(client)
    data = {"uuid": "0b9e0c9e-1111-4222-8333-444455556666", "text": "Typed on the wall", "item": ""}
    assert client.post(f"/meetings/{planted.meeting.pk}/minutes/", data).status_code == 302
    assert Line.objects.filter(text="Typed on the wall").exists()
    assert client.post(reverse("partnership_edit", args=[planted.of.slug]), {"name": "x"}).status_code == 403


def test_it_gives_nobody_more_than_they_have(planted, client):
    client.force_login(planted.world.people["partner"])
    present(client)
    assert client.get(f"/meetings/{planted.meeting.pk}/minutes/").status_code == 403
    client.force_login(planted.world.people["outsider"])
    present(client)
    assert client.get(reverse("partnership", args=[planted.of.slug])).status_code == 404


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_back_to_our_own_pages_only(planted, client, wanted):
    client.force_login(planted.world.people["coordinator"])
    assert present(client, next=wanted).url == "/"


def test_another_session_does_not_present(planted, client):

    client.force_login(planted.world.people["coordinator"])
    present(client)
    other = Client()
    other.force_login(planted.world.people["coordinator"])
    assert BAR not in other.get(reverse("partnership", args=[planted.of.slug])).text


def test_the_second_step_is_asked_of_a_coordinator_who_presents(planted, client, settings):
    settings.TWO_FACTOR_REQUIRED = True
    client.force_login(planted.world.people["coordinator"])
    session = client.session
    session["presenting"] = True
    session.save()
    page = client.get(reverse("partnership", args=[planted.of.slug]))
    assert (page.status_code, page.url) == (302, reverse("mfa_activate_totp"))


def test_nobody_is_presented_who_was_not_signed_in(client):
    assert present(client).status_code == 302
    assert BAR not in client.get("/").text
