"""Statements over what grows for ever find their rows by an index, however many rows there are."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox.models import Message
from partnerships.correspondence.listing import page_of
from partnerships.correspondence.models import Correspondence
from tests import factories

pytestmark = pytest.mark.django_db
HOLDS_FEW = ("message_due", "message_claimed", "message_in_trouble", "message_sample")
MANY = 3_000
ADDRESSES = [
    *("partnership", "my_work", "meetings", "partners", "plan", "correspondence"),
    *(f"correspondence?state={state}" for state in ("given_up", "perhaps", "waiting", "stuck")),
]
GROWS = ("outbox_message", "correspondence_correspondence")


@pytest.fixture
def sent():
    """The statements sent meanwhile, as PostgreSQL would answer them if reading whole tables cost a fortune."""
    plans = []

    def explain(execute, sql, parameters, many, context):
        if sql.lstrip("( ").startswith("SELECT"):
            with connection.connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
                plans.append((sql, cursor.fetchone()[0][0]["Plan"]))
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
    """(index, statement) where all rows are looked at; a partial index holds few, so it may be read whole."""
    return [
        (node.get("Index Name", node["Node Type"]), sql)
        for sql, plan in plans
        for node, is_limited in nodes(plan)
        if (node.get("Relation Name") in GROWS or node["Node Type"] == "Bitmap Index Scan")
        and "Index Cond" not in node
        and node["Node Type"] != "Bitmap Heap Scan"
        and node.get("Index Name") not in HOLDS_FEW
        and ("Filter" in node or not is_limited)
    ]


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


def test_a_page_of_correspondence_far_down_begins_where_the_last_one_ended(busy, sent):
    sent.clear()
    page_of(busy, before=f"{now().isoformat()}_7")
    [(_sql, plan)] = sent
    conditions = [node for node, _first in nodes(plan) if "ROW(" in node.get("Index Cond", "")]
    assert len(conditions) == 1
