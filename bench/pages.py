"""Pages against their bare pages and against themselves at a thousand times the size: processor time and bytes.

Measured in one process: the thread's processor time and its database backend's, medians, ours and bare in turn.
"""

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from backbone.outbox import link_tokens
from bench import bare
from bench.growth import CROWD, HUNDRED, LARGE, grow, tidy
from bench.results import row
from meetings.models import Meeting
from partnerships.correspondence.links import new_link
from partnerships.models import Partnership, Role
from partnerships.proposals.models import WordReading
from partnerships.signing.models import SigningRound

LARGE_SLUG = "large-0"
ROUNDS, WARM_UP = 25, 3
AGAINST_BARE, AGAINST_DEMO, KILOBYTES = 3, 1.5, 150
# Those whose time has a goal against their bare page.
MAIN = ("overview", "My work", "plan", "partner list", "minutes room", "link page")
FORMS = {
    "task form": "task_new",
    "meeting form": "meeting_new",
    "milestone form": "milestone_new",
    "roles": "roles",
}


@dataclass(frozen=True)
class Cost:
    """Of one page: milliseconds of both processors, of the bare page's, and bytes."""

    ours: float
    bare: float
    size: int


def measure():
    """Rows for each page at each size."""
    costs = {"demo": costs_of("highland-coffee")}
    grow(HUNDRED)
    tidy()
    costs["x100"] = costs_of("highland-coffee")
    grow(CROWD)
    grow(LARGE)
    tidy()
    costs["x1000"] = costs_of(LARGE_SLUG)
    return rows(costs)


def costs_of(slug):
    """{page: Cost} for the partnership of this slug, as its coordinator."""
    partnership = Partnership.objects.get(slug=slug)
    person = coordinator_of(partnership)
    with override_settings(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["*"]), connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        client = Client()
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        pages = pages_of(partnership, person)
        return {name: _cost(client, address, slug if own else "") for name, address, own in pages}


def coordinator_of(partnership):
    """Its first coordinator."""
    return Role.objects.filter(kind=Role.Kind.COORDINATOR, partnership=partnership).earliest("pk").person


def rows(costs):
    """A row of results for each page, size and goal. costs: {size: {page: Cost}}, the demo's among them."""
    found = []
    for size, pages in costs.items():
        for name, cost in pages.items():
            if name in MAIN:
                ratio = cost.ours / cost.bare
                found.append(row(f"{name}, against its bare page", ratio, "×", size=size, goal=AGAINST_BARE))
            if size != "demo":
                ratio = cost.ours / costs["demo"][name].ours
                found.append(row(f"{name}, against the demo's", ratio, "×", size=size, goal=AGAINST_DEMO))
            found.append(row(f"{name}, bytes", cost.size / 1000, "KB", size=size, goal=KILOBYTES))
            found.append(row(f"{name}, processor time", cost.ours, "ms", size=size))
    return found


def pages_of(partnership, person):
    """(name, address, whether it is the partnership's)."""
    meeting = Meeting.objects.filter(partnership=partnership).latest("starts_at")
    round = SigningRound.objects.filter(partnership=partnership).latest("version__number")
    file = WordReading.objects.filter(partnership=partnership).earliest("pk")
    link = new_link(person, partnership, "tasks")
    link.save()
    of = [partnership.slug]
    lists = {"overview": "partnership", "plan": "plan", "partner list": "partners", "tasks": "tasks"}
    lists |= {"give and get": "give_and_get", "agreement": "agreement"}
    lists |= {"clauses commented": "comments", "Word files": "word_readings"}
    lists |= {"papers of the agreement": "agreement_papers", "difference": "version_difference"}
    lists |= {"meetings": "meetings", "correspondence": "correspondence", "decisions": "decisions"}
    return [
        ("My work", reverse("my_work"), False),
        ("minutes room", reverse("minutes", args=[meeting.pk]), True),
        ("who has accepted", reverse("signing_round", args=[round.pk]), True),
        ("who signed together", reverse("signing_round_ceremony", args=[round.pk]), True),
        ("Word file", reverse("word_reading", args=[file.pk]), True),
        ("link page", f"/l/{link_tokens.token(link.pk)}/", False),
        *((name, reverse(url, args=of), True) for name, url in {**lists, **FORMS}.items()),
    ]


def _cost(client, address, slug):
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    bare_address = bare.show(client, address, slug, answer.content)
    taken = {address: [], bare_address: []}
    for number in range(WARM_UP + ROUNDS):
        for one, times in taken.items():
            spent = _processor_time(client, one)
            if number >= WARM_UP:
                times.append(spent)
        if sum(map(sum, taken.values())) > 20_000:
            break
    ours, least = (statistics.median(times) for times in taken.values())
    return Cost(ours, least, len(answer.content))


def _processor_time(client, address):
    """Milliseconds of this thread and of the database backend that it talks to."""
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    began, there = time.thread_time(), int(backend.read_text().split()[0])
    client.get(address)
    spent = time.thread_time() - began
    return spent * 1000 + (int(backend.read_text().split()[0]) - there) / 1e6
