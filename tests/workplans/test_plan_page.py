"""The plan filtered, sorted and cut by the database: each milestone on one page, in the order that was asked for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from backbone.time.days import today_here
from tests import factories
from workplans.plan.filters import MODES, SHOW, SORTS, Filters
from workplans.plan.page import PER_PAGE, TASKS_SHOWN, PlanPage

pytestmark = pytest.mark.django_db
STATES = ["planned", "under_way", "at_risk", "reached", "dropped"]
KINDS = ["late", "risk", "part", "open", "done", "dropped"]
FIRST = 50


@pytest.fixture
def of():
    """Seven objectives: the first with more milestones than a page, the third and the last without any."""
    of = factories.partnership()
    partners = [factories.partner(of, name) for name in ("Zebra", "Alpha")]
    people = [factories.representative(partner) for partner in partners]
    objectives = [factories.objective(of, f"Objective {n}", position=n) for n in range(7)]
    for n in range(FIRST + 21):
        under = objectives[0] if n < FIRST else objectives[[1, 3, 4, 5][n % 4]]
        state, lead = STATES[n % 5], n % 3
        factories.milestone(
            under,
            f"Milestone {n}" + (" of Joint Work" if n % 7 == 0 else ""),
            position=n,
            state=state,
            reached_on=today_here() if state == "reached" else None,
            due=None if n % 4 == 0 else today_here() + timedelta(days=n * 37 % 90 - 30),
            mode=["", "joint", "independent"][n % 3],
            celebrate=n % 6 == 0,
            lead_partner=partners[lead] if lead < 2 else None,
            lead_person=people[lead] if lead < 2 and n % 2 else None,
            place="Żywiec" if n % 9 == 0 else "",
        )
    return of


def pages(of, **filters):
    """All pages of what is shown, in turn."""
    first = PlanPage(of, Filters(**filters))
    count = first.page_obj.paginator.num_pages
    return [PlanPage(of, Filters(**filters), number) for number in range(1, count + 1)]


def shown(of, **filters):
    return [m.pk for page in pages(of, **filters) for s in page.sections for m in s.milestones]


FITS = {
    "": lambda m: True,
    "unfinished": lambda m: m.is_unfinished,
    "late": lambda m: m.is_late,
    "undated": lambda m: m.is_unfinished and m.due is None,
    "unled": lambda m: m.is_unfinished and not (m.lead_person_id and m.lead_partner_id),
    "celebrate": lambda m: m.celebrate,
}
KEYS = {
    "": lambda m: 0,
    "due": lambda m: m.due or date.max,
    "lead": lambda m: (
        m.lead_partner.organisation.sort_name if m.lead_partner else "\uffff",
        m.due or date.max,
    ),
    "state": lambda m: KINDS.index(m.kind),
}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("show", SHOW)
def test_each_milestone_that_fits_stands_once_under_its_objective_in_order(of, show, sort):
    rows = [m for m in of.milestones.order_by("objective__position", "position", "pk") if FITS[show](m)]
    rows.sort(key=lambda m: (m.objective.position, KEYS[sort](m)))
    assert shown(of, show=show, sort=sort) == [m.pk for m in rows]
    assert PlanPage(of, Filters(show=show, sort=sort)).milestones == len(rows)


@pytest.mark.parametrize("mode", list(MODES))
def test_of_a_mode(of, mode):
    assert {*shown(of, mode=mode)} == {
        *of.milestones.filter(mode="" if mode == "unchosen" else mode).values_list("pk", flat=True)
    }


@pytest.mark.parametrize(
    ("words", "count"),
    [("joint work", 11), ("ZEBRA", 24), ("alpha", 24), ("żywiec", 8), ("nothing", 0), ("%", 0)],
)
def test_words_are_looked_for_in_all_that_a_milestone_says(of, words, count):
    assert len(shown(of, words=words)) == count


def test_a_number_as_it_is_said_finds_its_milestone(of):
    row = of.milestones.get(title="Milestone 40")
    assert shown(of, words=f"{row.code} mile") == [row.pk]


def test_objectives_without_milestones_stand_where_they_belong_and_not_beside_a_filter(of):
    titles = [s.objective.title for page in pages(of) for s in page.sections]
    assert list(dict.fromkeys(titles)) == [f"Objective {n}" for n in range(7)]
    assert titles.count("Objective 0") == 2
    filtered = [s.objective.title for page in pages(of, mode="joint") for s in page.sections]
    assert {*filtered} == {f"Objective {n}" for n in (0, 1, 3, 4, 5)}


def test_the_beads_of_an_objective_are_of_all_its_milestones_on_each_page(of):
    first, second = pages(of)[:2]
    assert len(first.sections[0].kinds) == len(second.sections[0].kinds) == FIRST
    assert first.sections[0].beads_label.startswith(f"10 of {FIRST}")


def test_what_stands_at_the_edge_of_a_page_moves_on_over_it(of, client):
    client.force_login(factories.coordinator(of))
    address = reverse("plan", args=[of.slug])
    row = of.milestones.get(title=f"Milestone {PER_PAGE - 1}")
    assert f'aria-label="Move down: {row}"' in client.get(address).text
    answer = client.post(reverse("milestone_position", args=[row.pk]), {"to": "down"})
    assert answer.url == f"{address}?page=2#milestone-{row.pk}"
    assert f'id="milestone-{row.pk}"' in client.get(f"{address}?page=2").text


def test_only_the_first_cannot_move_up_and_only_the_last_cannot_move_down(of):
    sections = [s for page in pages(of) for s in page.sections]
    assert [s.is_first for s in sections].count(True) == [s.is_last for s in sections].count(True) == 1
    assert (sections[0].begins, sections[0].ends) == (True, False)
    assert (sections[1].begins, sections[1].ends) == (False, True)
    assert [s.begins for s in sections].count(True) == [s.ends for s in sections].count(True) == 7


def test_an_objective_moved_is_shown_where_it_stands_now(of, client):
    client.force_login(factories.coordinator(of))
    row = of.objectives.get(title="Objective 6")
    answer = client.post(reverse("objective_position", args=[row.pk]), {"to": "up"})
    assert answer.url == f"{reverse('plan', args=[of.slug])}?page=3#objective-{row.pk}"


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", ""])
def test_an_unknown_page_is_the_nearest_one(of, number):
    assert PlanPage(of, Filters(), number).sections


def test_tasks_come_when_they_are_opened_and_by_a_link_without_scripts(of, client):
    client.force_login(factories.coordinator(of))
    address = reverse("plan", args=[of.slug])
    row = of.milestones.get(number=1)
    factories.task(of, "Count the trees", milestone=row)
    assert "Count the trees" not in client.get(address).text
    fragment = client.get(f"{address}?tasks={row.pk}", headers={"HX-Request": "true"}).text
    assert "Count the trees" in fragment
    assert "<html" not in fragment
    assert "Count the trees" in client.get(f"{address}?tasks={row.pk}").text


def test_of_very_many_tasks_the_first_are_shown_and_the_rest_counted(of, client):
    client.force_login(factories.coordinator(of))
    row = of.milestones.earliest("number")
    for _ in range(TASKS_SHOWN + 2):
        factories.task(of, milestone=row)
    page = client.get(f"{reverse('plan', args=[of.slug])}?tasks={row.pk}").text
    assert page.count('href="/tasks/') == TASKS_SHOWN
    assert "2 more tasks" in page


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "-1", "²"])
def test_tasks_of_what_is_no_milestone_here_are_nothing(of, client, key):
    other = factories.milestone()
    client.force_login(factories.coordinator(of))
    address = reverse("plan", args=[of.slug])
    for wrong in (key, other.pk):
        assert other.title not in client.get(address, {"tasks": wrong}).text
