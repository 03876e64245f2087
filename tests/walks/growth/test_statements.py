"""Statements over what grows for ever find their rows by an index, however many rows there are."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox.models import Message
from bench.growth import Growth, grow, tidy
from meetings.models import Meeting
from partnerships.correspondence.listing import page_of
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partnership
from tests import factories

pytestmark = pytest.mark.django_db
HOLDS_FEW = (
    *("message_due", "message_claimed", "message_in_trouble", "message_sample"),
    *("correspondence_undelivered", "person_without_address"),
)
MANY = 3_000
ADDRESSES = [
    *("partnership", "my_work", "meetings", "partners", "plan", "correspondence"),
    *(f"correspondence?state={state}" for state in ("given_up", "perhaps", "waiting", "stuck")),
]
# The indexes by which a page of a large partnership reads what there is much of.
READ_BY = {
    "partnership": {
        "correspondence_asked_of",
        "correspondence_undelivered",
        "milestone_in_order",
        "task_in_order",
        "task_partner_open",
    },
    "my_work": {"correspondence_undelivered", "task_in_order"},
    "partners": {"correspondence_asked_of", "task_partner_open"},
    "tasks": {"task_in_order", "task_owners"},
    "meetings": {"attendance_here", "decision_of_meeting", "meeting_approves"},
    "plan": {"milestone_in_order", "task_milestone"},
}
LARGE = Growth("large", 1, 300, 2, 300, 3_000, 60, 3_000, is_coordinated=True)
OTHERS = Growth("other", 20, 20, 2, 15, 30, 6, 50)
GROWS = ("outbox_message", "correspondence_correspondence")


@pytest.fixture
def sent():
    """The statements sent meanwhile, as PostgreSQL would answer them if reading whole tables cost a fortune."""
    plans = []

    def explain(execute, sql, parameters, many, context):
        if sql.lstrip("( ").startswith("SELECT"):
            with connection.connection.cursor() as cursor:
                cursor.execute("SET enable_seqscan = off")
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
                plans.append((sql, cursor.fetchone()[0][0]["Plan"]))
                cursor.execute("RESET enable_seqscan")
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(explain):
        yield plans


def nodes(plan, is_limited=False):
    """(node, whether only its first rows are asked for)."""
    yield plan, is_limited
    goes_on = plan["Node Type"] == "Limit" or (is_limited and plan["Node Type"] == "Result")
    for part in plan.get("Plans", []):
        yield from nodes(part, goes_on)


def whole_reads(plans):
    """(index, statement) where all mail is looked at; a partial index holds few, so it may be read whole."""
    of_mail = indexes_on(GROWS)
    return [
        (node.get("Index Name", node["Node Type"]), sql)
        for sql, plan in plans
        for node, is_limited in nodes(plan)
        # A bitmap's scan of an index does not say of which table.
        if (node.get("Relation Name") in GROWS or node.get("Index Name") in of_mail)
        and "Index Cond" not in node
        and node["Node Type"] != "Bitmap Heap Scan"
        and node.get("Index Name") not in HOLDS_FEW
        and ("Filter" in node or not is_limited)
    ]


def indexes_on(tables):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = ANY(%s)", [list(tables)])
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def busy():
    """A partnership with so much mail that PostgreSQL would not read it whole by choice."""
    others = factories.partnership()
    mails = Message.objects.bulk_create(
        Message(
            key=f"many:{number}",
            message_id=f"<many.{number}@example.org>",
            to_address="somebody@example.org",
            subject="One of many",
            text="One of many.",
            state="sent",
            sent_at=now(),
        )
        for number in range(MANY)
    )
    Correspondence.objects.bulk_create(
        Correspondence(partnership=others, message=mail, cause="test") for mail in mails
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return others


def test_a_page_reads_no_whole_table_of_mail(client, busy, sent):
    of = factories.partnership()
    client.force_login(factories.coordinator(of))
    found = {}
    for address in ADDRESSES:
        name, mark, query = address.partition("?")
        sent.clear()
        page = client.get(reverse(name, args=[] if name == "my_work" else [of.slug]) + mark + query)
        assert page.status_code == 200
        assert len(sent) > 2
        if reads := whole_reads(sent):
            found[address] = reads
    assert found == {}


@pytest.fixture
def large(world):
    """A partnership of thousands of tasks and mails beside others, as PostgreSQL keeps it once it has tidied up."""
    grow(OTHERS)
    grow(LARGE)
    # Tables and indexes of the size that their rows need, whatever tests took back in this database before.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL")
    tidy()
    take_for_tidy()
    return Partnership.objects.get(slug="large-0")


def take_for_tidy():
    """Tell the planner that everybody sees all rows: what somebody in this cluster looks at just now is left untidied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pg_class SET relallvisible = relpages "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )


def plans_of(sent, client, name, of):
    """The plans of a page's statements, for the coordinator of this partnership."""
    client.force_login(of.roles.get(kind="coordinator").person)
    keys = {"my_work": []} | {"minutes": [Meeting.objects.filter(partnership=of).latest("starts_at").pk]}
    sent.clear()
    assert client.get(reverse(name, args=keys.get(name, [of.slug]))).status_code == 200
    return list(sent)


def indexes_of(plans):
    """The names of all indexes that the statements are answered by."""
    return {
        node["Index Name"] for _sql, plan in plans for node, _first in nodes(plan) if "Index Name" in node
    }


@pytest.mark.django_db(transaction=True)
def test_a_large_partnership_is_read_by_the_indexes_made_for_it(client, large, sent):
    missing = {name: by - indexes_of(plans_of(sent, client, name, large)) for name, by in READ_BY.items()}
    assert {name: by for name, by in missing.items() if by} == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["task_new", "roles"])
def test_of_too_many_people_for_a_list_nobody_is_read_in_full(client, large, sent, name):
    people = [sql for sql, _plan in plans_of(sent, client, name, large) if "STRING_AGG" in sql]
    assert people == []


@pytest.mark.django_db(transaction=True)
def test_the_names_of_an_attendance_list_are_looked_up_at_once(client, large, sent):
    plans = plans_of(sent, client, "minutes", large)
    [of_list] = [plan for sql, plan in plans if 'FROM "meetings_attendance"' in sql]
    assert {node.get("Relation Name") for node, _first in nodes(of_list)} - {None} == {"meetings_attendance"}


def test_a_page_of_correspondence_far_down_begins_where_the_last_one_ended(busy, sent):
    sent.clear()
    page_of(busy, before=f"{now().isoformat()}_7")
    [plan] = [plan for sql, plan in sent if 'FROM "correspondence_correspondence"' in sql]
    conditions = [node for node, _first in nodes(plan) if "ROW(" in node.get("Index Cond", "")]
    assert len(conditions) == 1
