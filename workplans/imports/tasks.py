"""The action list: what is to be done, by whom, for which partner, until when, and how it stands."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop, ngettext, ngettext_lazy

from backbone.numbers import number
from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.folding import folded
from backbone.reading.names import match_person
from backbone.reading.organisation_names import match_organisation
from backbone.registered.import_sheets import ImportSheet, PastedText
from backbone.time.days import today_of
from partnerships.imports import values
from partnerships.imports.columns import Column
from partnerships.setup_steps import and_next
from workplans import todo
from workplans.imports.task_words import NOBODY, STATES, is_nobody, state_of
from workplans.models import Task
from workplans.people import Candidate, candidates_of

State = Task.State
READ_AS = gettext_noop("“%(words)s” was read as %(name)s.")
EITHER = gettext_noop("“%(words)s” can be %(one)s or %(other)s: choose.")
SEVERAL = gettext_noop("“%(words)s” can be several people: %(names)s. Choose one.")
AN_ORGANISATION = gettext_noop(
    "“%(words)s” is an organisation: who there? Choose somebody, or write “nobody yet”."
)
NOBODY_SO_CALLED = gettext_noop("Nobody here is called “%(words)s”: choose somebody, or write “nobody yet”.")
NO_PARTNER = gettext_noop("“%(words)s” does not match one partner here: choose, or leave empty.")
OF_ANOTHER = gettext_noop("%(who)s does not represent %(organisation)s, but %(own)s.")
NO_DATE = gettext_noop("“%(words)s” is not a date that we can read.")
DAY_FIRST = gettext_noop("“%(words)s” was read as %(day)s, day before month.")
MONTH_FIRST = gettext_noop("“%(words)s” was read as %(day)s, month before day.")
READ_AS_OPEN = gettext_noop("“%(words)s” was read as open.")
NO_TITLE = gettext_noop("Say what is to be done, or leave this row out.")
HERE = gettext_noop("This is on the list already, so it is not added.")


@dataclass
class Known:
    """Who and what a list can name: people who can own a task, partners, titles that are there; three queries."""

    people: list[Candidate] = field(default_factory=list)
    partners: list[Any] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)


def known_of(partnership: Any) -> Known:
    """The `Known` of a partnership."""
    return Known(candidates_of(partnership), _partners(partnership), _titles(partnership))


def check(batch: Any, rows: list) -> None:
    """Check the rows (registered as the sheet's `check`): each row's `makes` gets "task" unless one of that title is
    here; an owner who can be several people, or nobody, is refused at its cell.
    """
    known = batch.once("tasks", lambda: known_of(batch.partnership))
    order = dates.order_of_days(row.text("due") for row in rows)
    context = replace(context_of(batch.partnership), day_first=order)
    for row in rows:
        _read(row, known, context)
        if not row.is_refused and row.values["title"] in known.titles:
            row.note("title", HERE)
        elif not row.is_refused:
            row.makes.append("task")


def context_of(partnership: Any) -> DateContext:
    """How days of an old list are read: the nearest of that name."""
    return DateContext(today_of(partnership), Policy.NEAREST, partnership.country)


def create(partnership: Any, rows: list, by: Any) -> None:
    """Write the tasks down. Nobody is mailed: this was promised before."""
    source = gettext("From the old list")
    people = {one.pk: one.person for one in candidates_of(partnership)}
    partners = {partner.pk: partner for partner in _partners(partnership)}
    for fields in (row.values for row in rows):
        columns = {"owner": people.get(fields["owner"]), "partner": partners.get(fields["partner"])}
        task = todo.create(
            partnership,
            title=fields["title"],
            by=by,
            via="paste",
            remind_late=True,
            source=source,
            due_on=fields["due_on"] and date.fromisoformat(fields["due_on"]),
            **columns,
        )
        if fields["state"] in CLOSE:
            CLOSE[fields["state"]](task, by=by, via="paste")


CLOSE = {State.DONE: todo.complete, State.DROPPED: todo.drop}


def done(run: Any) -> tuple[str, str]:
    """What was added, and the list of tasks."""
    n = run.counts.get("task", 0)
    words = ngettext("%(n)s task added.", "%(n)s tasks added.", n) % {"n": number(n)}
    return and_next(run.partnership, words), reverse("tasks", args=[run.partnership.slug])


def guess(partnership: Any, table: list[list[str]]) -> dict[str, int]:
    """{key: column} of a list without headings: its cells tell."""
    context, people = context_of(partnership), candidates_of(partnership)
    width = max(map(len, table), default=0)
    columns = [[cells[i] for cells in table if i < len(cells) and cells[i]] for i in range(width)]
    tests = {
        "due": lambda cell: dates.read(cell, context).is_read,
        "state": lambda cell: state_of(cell) is not None,
        "owner": lambda cell: bool(match_person(cell, people).candidates),
    }
    found: dict[str, int] = {}
    for key, test in tests.items():
        shares = {
            index: sum(map(test, cells)) / len(cells)
            for index, cells in enumerate(columns)
            if cells and index not in found.values()
        }
        best = max(shares, key=lambda index: shares[index], default=None)
        if best is not None and shares[best] >= 0.5:
            found[key] = best
    rest = [index for index in range(width) if index not in found.values()]
    return found | ({"title": max(rest, key=lambda i: sum(map(len, columns[i])))} if rest else {})


def _partners(partnership: Any) -> list:
    return list(partnership.partners.present().select_related("organisation"))


def _titles(partnership: Any) -> set[str]:
    return set(Task.objects.filter(partnership=partnership).values_list("title", flat=True))


def _read(row: Any, known: Known, context: DateContext) -> None:
    title = values.fitting(row, "title", most=300)
    if not title:
        row.refuse("title", NO_TITLE)
    partner = _partner(row, known.partners)
    owner = _owner(row, known, partner)
    row.values = {
        "title": title,
        "owner": owner.pk if owner else None,
        "partner": partner or (owner.partner if owner else None),
        "due_on": _due(row, context),
        "state": _state(row),
    }


def _owner(row: Any, known: Known, partner: int | None) -> Candidate | None:
    words = row.text("owner")
    if not words or is_nobody(words):
        return None
    match = match_person(words, known.people)
    found = tuple(one for one in match.candidates if partner and one.partner == partner) or match.candidates
    if partner and {one.partner for one in found} - {None, partner}:
        _refuse_pair(row, found)
        return None
    if len(found) == 1:
        if match.is_suggestion or folded(words) != folded(found[0].name):
            row.note("owner", READ_AS, words=words, name=found[0].told_apart(known.people))
        return found[0]
    names = [one.told_apart(known.people) for one in found]
    if len(names) == 2:
        row.refuse("owner", EITHER, words=words, one=names[0], other=names[1])
    elif names:
        row.refuse("owner", SEVERAL, words=words, names=", ".join(names[:6]))
    elif match_organisation(words, known.partners, names_of)[0]:
        row.refuse("owner", AN_ORGANISATION, words=words)
    else:
        row.refuse("owner", NOBODY_SO_CALLED, words=words)
    return None


def _refuse_pair(row: Any, found: tuple) -> None:
    own = dict.fromkeys(one.organisation for one in found)
    words = {"who": row.text("owner"), "organisation": row.text("partner"), "own": ", ".join(own)}
    row.refuse("partner", OF_ANOTHER, **words)


def _partner(row: Any, partners: list) -> int | None:
    words = row.text("partner")
    found, _is_suggestion = match_organisation(words, partners, names_of)
    if len(found) == 1:
        if folded(words) not in map(folded, names_of(found[0])):
            row.note("partner", READ_AS, words=words, name=found[0])
        return found[0].pk
    if words:
        row.note("partner", NO_PARTNER, words=words)
    return None


def _due(row: Any, context: DateContext) -> str | None:
    words = row.text("due")
    reading = dates.read(words, context)
    if words and reading.end is None:
        row.note("due", NO_DATE, words=words)
    elif reading.is_ambiguous:
        row.note("due", DAY_FIRST if context.is_day_first else MONTH_FIRST, words=words, day=reading.end)
    return reading.end.isoformat() if reading.end else None


def _state(row: Any) -> str:
    words = row.text("state")
    state = state_of(words)
    if words and state is None:
        row.note("state", READ_AS_OPEN, words=words)
    return state or State.OPEN


def names_of(partner: Any) -> tuple[str, str]:
    """Under which name and short name a partner is known."""
    return partner.organisation.name, partner.organisation.short_name


def _owner_choices(partnership: Any) -> list[str]:
    people = candidates_of(partnership)
    return [gettext(NOBODY), *(one.told_apart(people) for one in people)]


def _partner_choices(partnership: Any) -> list[str]:
    return [partner.organisation.name for partner in _partners(partnership)]


COLUMNS = [
    Column(
        "title",
        gettext_lazy("What"),
        "what, task, action, action point, action item, to do, todo, actie, actiepunt, taak, wat, te doen",
        required=True,
        loose="item, description, omschrijving, activity, activiteit",
    ),
    Column(
        "owner",
        gettext_lazy("Owner"),
        "who, owner, responsible, person responsible, responsible person, action owner, assigned to, assignee, wie, "
        "eigenaar, verantwoordelijke, trekker, actiehouder, actie door, uitvoerder, door wie",
        loose="name, naam, person, persoon, lead, verantwoordelijk",
        choices=_owner_choices,
    ),
    Column(
        "partner",
        gettext_lazy("Organisation"),
        "organisation, organization, partner, organisatie, partner organisation, partnerorganisatie",
        loose="bedrijf, company, instelling, institution",
        choices=_partner_choices,
    ),
    Column(
        "due",
        gettext_lazy("Due"),
        "due, due date, due on, deadline, target date, by when, due by, finish by, wanneer, gereed, gereed op, einddatum, "
        "uiterlijk, uiterste datum, streefdatum, klaar op, vóór",
        loose="date, datum, when, by, planning",
        never="raised, created, opened, added, start, started, begin, closed, completed, ingebracht, aangemaakt, gemeld, "
        "besproken, ingediend, startdatum, begindatum, afgerond, afgesloten, meeting, overleg, vergadering",
    ),
    Column(
        "state",
        gettext_lazy("State"),
        "state, status, stand, voortgang, progress, stand van zaken",
        choices=lambda partnership: [str(label) for label in STATES.values()],
    ),
]
SHEET = ImportSheet(
    kind="tasks",
    label=gettext_lazy("Tasks"),
    columns=COLUMNS,
    check=check,
    create=create,
    order=50,
    things={"task": ngettext_lazy("%(n)s task", "%(n)s tasks", "n")},
    url=lambda partnership: reverse("tasks", args=[partnership.slug]),
    pasted=PastedText(
        page="tasks_paste",
        name=gettext_lazy("Pasted action list"),
        nav="plan",
        lead=gettext_lazy("Nobody gets an email because of it until something is due."),
        done=done,
        guess=guess,
        is_whole=True,
    ),
)
