"""What the statements of a page read in the large database, in blocks of PostgreSQL's (8 KB); after `pages` made it."""

import json

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from bench.pages import LARGE_SLUG, coordinator_of, pages_of
from bench.results import row
from partnerships.correspondence.listing import page_of
from partnerships.models import Partnership

BLOCKS = 200
# Beside the pages' own: page a few hundred pages deep into the correspondence.
DEEP = 90_000


def measure():
    """A row for each page: the blocks that its most expensive statement reads."""
    partnership = Partnership.objects.get(slug=LARGE_SLUG)
    person = coordinator_of(partnership)
    with override_settings(ALLOWED_HOSTS=["*"]), connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        client = Client()
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        found = [
            (name, most_read(lambda address=address: client.get(address)))
            for name, address, _own in pages_of(partnership, person)
        ]
    address = deep(partnership)
    found.append(("correspondence, far down", most_read(lambda: page_of(partnership, before=address))))
    return [
        row(f"{name}: most blocks that a statement reads", blocks, "blocks", size="x1000", goal=BLOCKS)
        for name, blocks in found
    ]


def deep(partnership):
    """The address of a page that far down."""
    mail = partnership.correspondence.order_by("-at", "-pk")[DEEP]
    return f"{mail.at.isoformat()}_{mail.pk}"


def most_read(work):
    """The blocks that the most expensive of the work's statements reads, found or fetched."""
    blocks = [0]

    def explain(execute, sql, parameters, many, context):
        if sql.lstrip("( ").startswith("SELECT"):
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", parameters)
                answer = cursor.fetchone()[0]
            plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
            blocks.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(explain):
        work()
    return max(blocks)
