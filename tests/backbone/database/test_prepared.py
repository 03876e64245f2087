"""A prepared question answers as its queryset does, whatever its keys, and is worked out once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Count, Exists, F, OuterRef, Q, Value

from backbone.accounts.models import Person
from backbone.database.prepared import prepared
from partnerships.models import Partner, Partnership, Representative, Role
from tests import factories
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def partnerships():
    """Three, each with partners, people and tasks of its own."""
    made = [factories.partnership(f"Nr {number}") for number in range(3)]
    for number, of in enumerate(made):
        for partner in [factories.partner(of) for _ in range(number + 1)]:
            owner = factories.person(f"Person {number}")
            factories.representative(partner, owner)
            factories.task(of, owner=owner, partner=partner, due_on=TODAY + timedelta(days=number))
    return made


QUESTIONS = {
    "a model with related rows": lambda pk: Task.objects.filter(partnership=pk).select_related(
        "owner", "partner__organisation", "milestone"
    ),
    "some columns": lambda pk: (
        Task.objects.filter(partnership=pk).only("title", "owner").select_related("owner")
    ),
    "without some": lambda pk: Partnership.objects.filter(pk=pk).defer("purpose"),
    "annotations": lambda pk: Partner.objects.filter(partnership=pk).annotate(
        n=Count("representatives"), has=Exists(Task.objects.filter(partner=OuterRef("pk"), partnership=pk))
    ),
    "values": lambda pk: Task.objects.filter(partnership=pk).values("title", of=F("owner__name")),
    "tuples": lambda pk: Task.objects.filter(partnership=pk).values_list("owner__name", "due_on", "title"),
    "flat": lambda pk: Task.objects.filter(partnership=pk).values_list("due_on", flat=True),
    "groups": lambda pk: (
        Task.objects.filter(partnership=pk).order_by().values("partner").annotate(n=Count("pk"))
    ),
    "a union": lambda pk: (
        Role.objects.filter(partnership=pk)
        .order_by()
        .values_list("kind", "partnership_id")
        .union(
            Representative.objects.filter(partnership=pk)
            .order_by()
            .values_list(Value("represents"), "partnership_id"),
            all=True,
        )
    ),
    "the first ones": lambda pk: Person.objects.filter(represents__partnership=pk).distinct()[:2],
    "a condition with OR": lambda pk: Task.objects.filter(Q(partnership=pk, title="x") | Q(partnership=pk)),
}


def plain(rows):
    return [
        (row, {name: value for name, value in vars(row).items() if name != "_state"}, row._state.db)
        if hasattr(row, "_state")
        else row
        for row in rows
    ]


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_gives_what_the_queryset_gives_for_each_key(partnerships, name):
    build = QUESTIONS[name]
    ask = prepared(build)
    for of in partnerships * 2:
        expected = plain(build(of.pk).order_by("pk")) if "model" in name else plain(build(of.pk))
        assert sorted(map(repr, plain(ask(of.pk)))) == sorted(map(repr, expected))


def test_related_rows_come_along(partnerships, django_assert_num_queries):
    ask = prepared(QUESTIONS["a model with related rows"])
    with django_assert_num_queries(1):
        assert len({str(row.partner.organisation) for row in ask(partnerships[2].pk)}) == 3


def test_the_function_is_called_once_for_each_shape(partnerships):
    calls = []

    @prepared
    def tasks(keys, day):
        calls.append(keys)
        return Task.objects.filter(partnership__in=keys, due_on__lte=day)

    first, second, third = (of.pk for of in partnerships)
    assert len(tasks([first], TODAY)) == 1
    assert len(tasks([second], TODAY)) == 0
    assert len(tasks([third], TODAY + timedelta(days=2))) == 3
    assert len(tasks([first, second], TODAY + timedelta(days=1))) == 3
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("key", "column"),
    [(NOW, "created_at"), ("Nr 1", "name"), ("it's 100% ~key 0~ %s", "name")],
)
def test_texts_and_moments_are_keys(partnerships, key, column):
    ask = prepared(lambda key: Partnership.objects.filter(**{f"{column}__gte": key}))
    assert ask(key) == list(Partnership.objects.filter(**{f"{column}__gte": key}))


@pytest.mark.parametrize(
    ("build", "key", "error"),
    [
        (lambda key: Task.objects.filter(title__contains=key), "x", ValueError),
        (lambda key: Task.objects.all(), 1, ValueError),
        (lambda key: Task.objects.filter(pk=key).prefetch_related("changes"), 1, ValueError),
        (lambda key: Task.objects.filter(pk=key), None, TypeError),
        (lambda key: Task.objects.filter(agreed=key), True, TypeError),
        # A moment of its own would be that of the first call for ever.
        (lambda key: Representative.objects.current().filter(partnership=key), 1, ValueError),
        (lambda key: Task.objects.filter(pk=key, due_on__lt=TODAY), 1, ValueError),
    ],
)
def test_what_does_not_fit_is_refused_when_it_is_first_asked(build, key, error):
    with pytest.raises(error):
        prepared(build)(key)
