"""Two people, or one person twice, at the same moment: one effect, and the other gets words."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.core import signing
from django.db.models import F
from django.test import Client
from django.utils import timezone

from backbone.accounts import first_start
from backbone.accounts.models import Person
from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from meetings.models import Attendance, Line, Meeting, Remark
from partnerships import removing
from partnerships.closing import closing
from partnerships.correspondence.models import Confirmation
from partnerships.documents.models import Version
from partnerships.imports import checking, reading
from partnerships.imports.models import ImportRun
from partnerships.models import Contribution, Merge, Organisation, Partner, Partnership, Removal, Role
from tests import factories
from tests.factories import link_for
from tests.together import behind, together
from workplans import leads
from workplans.models import Change, Milestone, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


@pytest.fixture
def coffee():
    """A partnership with a coordinator, and Anna of a partner with two links in her mail."""
    of = factories.partnership("Coffee Platform", "coffee")
    ruth = factories.coordinator(of, factories.person("Ruth Nansubuga"))
    partner = factories.partner(of, "Rwenzori Growers Co-op")
    anna = factories.representative(partner, factories.person("Anna Kyomuhendo"))
    tokens = [link_tokens.token(link_for(anna, of, "test").pk) for _ in range(2)]
    return SimpleNamespace(of=of, ruth=ruth, partner=partner, anna=anna, tokens=tokens)


def posting(address, data, person=None):
    """A browser's POST, ready to be sent by a thread of its own; the page that follows is the answer."""
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(person)
    return lambda: browser.post(address, data, follow=True)


def statuses(answers):
    return [answer.status_code for answer in answers]


@pytest.mark.parametrize(
    ("given", "answer", "effect"),
    [(["accept", "accept"], "yes", "lead_accepted"), (["decline", "decline"], "no", "lead_withdrawn")],
)
def test_a_lead_answered_twice(coffee, given, answer, effect):
    milestone = factories.milestone(
        factories.objective(coffee.of), lead_person=coffee.anna, lead_partner=coffee.partner
    )
    leads.ask(milestone, by=coffee.ruth)
    answers = together(
        Milestone,
        *(
            posting(f"/l/{token}/milestones/{milestone.pk}/lead/", {"answer": word})
            for token, word in zip(coffee.tokens, given, strict=True)
        ),
    )
    assert statuses(answers) == [200, 200]
    assert Confirmation.objects.get().answer == answer
    assert Change.objects.filter(what=effect).count() == 1
    if answer == "no":
        assert sum("is settled already" in page.text for page in answers) == 1


@pytest.mark.parametrize("said", [["Signed list", "Signed list"], ["Signed list", "A photo"]])
def test_done_from_two_links(coffee, said):
    """The same words once more are no conflict; others are not saved, and stay on their page with the reason."""
    task = factories.task(coffee.of, "Agree the sites", owner=coffee.anna, partner=coffee.partner)
    addresses = [f"/l/{token}/tasks/{task.pk}/answer/" for token in coffee.tokens]
    typed = [{"answer": "done", "evidence": words} for words in said]
    answers = together(Task, *map(posting, addresses, typed))
    assert Change.objects.filter(task=task, what="completed").count() == 1
    assert sum("Nothing was changed" in page.text for page in answers) == 1
    task.refresh_from_db()
    for page, words in zip(answers, said, strict=True):
        assert page.status_code == (200 if words == task.evidence else 409)
        assert page.status_code == 200 or ("Nothing was changed" in page.text and words in page.text)


def minuted(coffee):
    meeting = factories.meeting(coffee.of, "Steering committee 10")
    factories.attendance(meeting, coffee.anna, "present", coffee.partner)
    factories.line(meeting, "! Anna: send the list")
    return meeting


def issue(coffee, meeting, person):
    return posting(f"/meetings/{meeting.pk}/issue/", {"number": 1, "to": [coffee.anna.pk]}, person)


def test_minutes_issued_by_two_coordinators(coffee):
    meeting, deputy = minuted(coffee), factories.coordinator(coffee.of)
    answers = together(Meeting, issue(coffee, meeting, coffee.ruth), issue(coffee, meeting, deputy))
    assert statuses(answers) == [200, 200]
    assert Version.objects.count() == Message.objects.filter(key__startswith="meeting:").count() == 1
    assert Task.objects.count() == 1
    assert sum("nothing was sent twice" in page.text for page in answers) == 1


@pytest.mark.parametrize(
    ("address", "data"), [("removal", {}), ("kind", {"kind": "note"}), ("owner", {"owner": "", "due": ""})]
)
def test_a_line_changed_while_its_minutes_are_issued(coffee, address, data):
    """The task says what was issued; what came after it waits with the line for the next version."""
    meeting = minuted(coffee)
    line = meeting.lines.get()
    change = posting(f"/lines/{line.pk}/{address}/", data, coffee.ruth)
    answers = together(Line, change, issue(coffee, meeting, coffee.ruth))
    assert statuses(answers) == [200, 200]
    line.refresh_from_db()
    stands = line.removed_at is None and line.kind == "action"
    tasks = list(Task.objects.values_list("owner", flat=True))
    issued_first = line.unissued_since is not None or (address == "kind" and stands)
    assert tasks == ([coffee.anna.pk] if issued_first else [line.owner_id] if stands else [])


def test_a_remark_sent_twice(coffee):
    meeting = minuted(coffee)
    issue(coffee, meeting, coffee.ruth)()
    # The minute in which issuing can be undone, and is seen by nobody else, is over.
    Version.objects.update(undoable_until=None)
    version = Version.objects.get()
    answers = together(
        Confirmation,
        *(
            posting(f"/l/{token}/minutes/{version.pk}/remark/", {"words": "It was Kasese"})
            for token in coffee.tokens
        ),
    )
    assert statuses(answers) == [200, 200]
    assert Remark.objects.count() >= 1
    assert Confirmation.objects.filter(answer="").count() == 0


def test_an_import_confirmed_twice(coffee):
    upload = [("partners.csv", "text/csv", b"organisation,role\nNew Union,Member\nOther Union,Member\n")]
    run, errors = reading.begin(coffee.of, upload, coffee.ruth)
    assert errors == []
    checking.check(run)
    confirm = f"/imports/{run.pk}/confirmation/"
    answers = together(ImportRun, posting(confirm, {}, coffee.ruth), posting(confirm, {}, coffee.ruth))
    assert statuses(answers) == [200, 200]
    assert Partner.objects.filter(partnership=coffee.of).count() == 3
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE


@pytest.mark.parametrize(("other", "expected"), [("c-2-0", [200, 409]), ("c-3-1", [200, 200])])
def test_two_who_correct_one_import(coffee, other, expected):
    """One cell: the second is told; two cells: both are kept."""
    upload = [("partners.csv", "text/csv", b"organisation,role\nNew Union,Member\nOther Union,Member\n")]
    run, _errors = reading.begin(coffee.of, upload, coffee.ruth)
    checking.check(run)
    address, page = f"/imports/{run.pk}/corrections/", {"row": ["2", "3"], "sheet": "0", "revision": "0"}
    texts = {"c-2-0": "New Union", "c-2-1": "Member", "c-3-0": "Other Union", "c-3-1": "Member"}
    answers = together(
        ImportRun,
        posting(address, page | texts | {"c-2-0": "Mine"}, coffee.ruth),
        posting(address, page | texts | {other: "Yours"}, factories.coordinator(coffee.of)),
    )
    assert sorted(statuses(answers)) == expected
    cells = [cell for row in run.rows.all() for cell in row.cells]
    assert len({"Mine", "Yours"} & set(cells)) == expected.count(200)


def test_held_mail_released_twice():
    first, second = factories.administrator(), factories.administrator()
    SenderSettings.load().save()
    release = "/settings/mail/release/"
    answers = together(SenderSettings, posting(release, {}, first), posting(release, {}, second))
    assert statuses(answers) == [200, 200]
    settings = SenderSettings.load()
    assert (settings.held, settings.released_by in (first, second)) == (False, True)


def test_two_coordinators_end_one_role_and_each_other(coffee):
    deputy, third = factories.coordinator(coffee.of), factories.coordinator(coffee.of)
    end = "/roles/{}/end/".format
    same = end(third.roles.get().pk)
    assert statuses(together(Role, posting(same, {}, coffee.ruth), posting(same, {}, deputy))) == [200, 200]
    each = zip((coffee.ruth, deputy), (deputy, coffee.ruth), strict=True)
    answers = together(Role, *(posting(end(other.roles.get().pk), {}, by) for by, other in each))
    assert all(status < 500 for status in statuses(answers))
    assert Role.objects.current().filter(partnership=coffee.of, kind="coordinator").count() == 1


def test_two_first_administrators_from_one_address():
    token = signing.dumps("start", salt=first_start.START)
    address = f"/start/{token}/"
    who = [{"name": name, "language": "en", "timezone": "UTC"} for name in ("Ruth", "Saskia")]
    answers = together(Person, *(posting(address, data) for data in who))
    assert sorted(statuses(answers)) == [200, 410]
    assert Person.objects.count() == Role.objects.filter(kind="administrator").count() == 1


def test_one_address_given_to_two_people():
    administrator, people = factories.administrator(), [factories.person("One"), factories.person("Two")]
    data = {"language": "en", "timezone": "Europe/Amsterdam", "mail_preference": "each", "revision": 0}
    data |= {"email": "shared@example.org"}
    answers = together(
        Person,
        *(posting(f"/people/{p.pk}/", data | {"name": p.name}, administrator) for p in people),
    )
    assert sorted(statuses(answers)) == [200, 422]
    assert Person.objects.filter(email="shared@example.org").count() == 1
    assert sum("already exists" in page.text for page in answers) == 1


def test_somebody_new_put_on_the_list_twice(coffee):
    meeting = minuted(coffee)
    data = {"name": "Zoë", "email": "zoe@example.org", "state": "present"}
    address = f"/meetings/{meeting.pk}/attendance/person/"
    answers = together(Person, *(posting(address, data, coffee.ruth) for _ in range(2)))
    assert statuses(answers) == [200, 200]
    assert Person.objects.filter(email="zoe@example.org").count() == 1
    assert Attendance.objects.filter(person__email="zoe@example.org").count() == 1


def test_one_organisation_becomes_a_partner_twice(coffee):
    organisation = factories.organisation("Kigezi Union")
    address = f"/partnerships/{coffee.of.slug}/partners/new/"
    data = {"organisation": organisation.pk}
    answers = together(Partner, *(posting(address, data, coffee.ruth) for _ in range(2)))
    assert all(status < 500 for status in statuses(answers))
    assert Partner.objects.filter(organisation=organisation).count() == 1


def test_one_partnership_started_twice(coffee):
    data = {
        "name": "Clean Rivers",
        "purpose": "Rivers that children swim in.",
        "hue": 200,
        "language": "en",
        "country": "NL",
    }
    answers = together(Role, *(posting("/partnerships/new/", data, coffee.ruth) for _ in range(2)))
    assert sorted(statuses(answers)) == [200, 422]
    assert Partnership.objects.filter(name="Clean Rivers").count() == 1
    assert sum("There is a partnership of this name already" in page.text for page in answers) == 1


def test_two_who_merge_the_same_two_the_other_way_round(coffee):
    one, two = (factories.partner(coffee.of, name).organisation for name in ("DWU", "Delta Water Union"))
    merges = [
        posting(f"/organisations/{stays.pk}/merging/", {"other": gone.pk}, coffee.ruth)
        for gone, stays in ((one, two), (two, one))
    ]
    answers = together(Organisation, *merges)
    assert Organisation.objects.filter(pk__in=[one.pk, two.pk]).count() == 1
    assert Merge.objects.count() == 1
    assert all(status in (200, 404) for status in statuses(answers))


def test_what_was_on_its_way_when_a_partnership_was_closed_counts_as_before_it(coffee):
    """It passed the check, and nothing that follows from it leaves while the partnership is closed."""
    SenderSettings.objects.create(
        name="Backbone", address="b@example.org", held=False, released_at=timezone.now()
    )
    milestone = factories.milestone(
        factories.objective(coffee.of), lead_person=coffee.anna, lead_partner=coffee.partner
    )
    address = f"/milestones/{milestone.pk}/lead/request/"
    ask = posting(address, {}, coffee.ruth)
    assert statuses(behind(coffee.anna, partial(closing.close, coffee.of, by=coffee.ruth), ask)) == [200]
    message = Message.objects.get()
    assert message.created_at > Partnership.objects.get(pk=coffee.of.pk).closed_at
    assert message not in Message.objects.due()
    assert ask().status_code == 409
    closing.open_again(coffee.of)
    assert message in Message.objects.due()


def test_what_went_into_the_bin_as_a_partnership_was_closed_has_its_days_once_it_is_open(coffee):
    gift = Contribution.objects.create(partnership=coffee.of, partner=coffee.partner, description="Nursery")
    close = partial(closing.close, coffee.of, by=coffee.ruth)
    behind(gift, close, posting(f"/contributions/{gift.pk}/removal/", {}, coffee.ruth))
    removal = Removal.objects.get()
    assert removal.at > Partnership.objects.get(pk=coffee.of.pk).closed_at
    for rows, column in ((Partnership.objects, "closed_at"), (Removal.objects, "at")):
        rows.update(**{column: F(column) - timedelta(days=40)})
    closing.open_again(coffee.of)
    assert removing.forget_old() == 0
    removal.refresh_from_db()
    assert timezone.now() - removal.at < timedelta(days=1)
