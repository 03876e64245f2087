"""A coordinator of one partnership sends the ids of another's rows: in the address, in a form's choices, as plain words.

Nothing of the other changes, nothing of it is in the answer, nothing breaks. The addresses come from the
access matrix and the fields from the forms that each address makes, so that a new one is covered without a word here.
"""

import re
from datetime import timedelta

import pytest
from django import forms
from django.db import IntegrityError
from django.urls import reverse

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.time.days import today_here
from impact.models import Measurement
from meetings.models import AgendaItem, Line
from partnerships.models import Organisation, Partner, Partnership
from tests.access_table import SENT, addresses, rows
from tests.access_table.policies import COORDINATE, REPORT, SEE, WORK
from tests.walks import foreign
from tests.world import World
from workplans.models import Milestone, Objective, Task

pytestmark = pytest.mark.django_db

INSIDE = (SEE, WORK, REPORT, COORDINATE)
# Known here as it is there: an organisation is one record for all partnerships.
SHARED = (Organisation,)
# Words that every form or view reads, and the rows whose keys a view may read without a form.
NO_ROWS = {
    "csrfmiddlewaretoken",
    "once",
    "_method",
    "next",
    "sent",
    "take",
    "q",
    "page",
    "sort",
    "show",
    "mode",
}
NO_ROWS |= {"kind", "state", "direction", "reason", "changed", "number", "text", "words", "from"}
READ_BY_HAND = (AgendaItem, Line, Measurement, Message, Milestone, Objective, Partner, Person, Task)

A_FIGURE = {"period_words": "2019", "holds": "open", "is_of_another_period": "on"}
LATER = {"until": str(today_here() + timedelta(30))}
AN_INDICATOR = {"due_words": "June 2027", "figures_fit": "on"}
# Where the kinds of the fields do not tell what a well-meant form holds.
# Their one field is a file, of which nothing is sent here.
TAKE_A_FILE = {"logo_new", "word_reading_new"}
MEANT = {
    "acceptance_still": {"wish": ""},
    "body_edit": {"quorum_share": "", "reports_to": ""},
    "body_new": {"quorum_share": ""},
    "contribution_new": {"delivered_on": ""},
    "seat_edit": {"alternate": ""},
    "local_convening_new": {"organisation": ""},
    "local_convening_edit": {"organisation": ""},
    "match_new": {"grant": "", "share": ""},
    "match_edit": {"grant": "", "share": ""},
    "measurement_new": A_FIGURE,
    "measurement_edit": A_FIGURE,
    "indicator_new": AN_INDICATOR,
    "indicator_edit": AN_INDICATOR,
    "line_owner": {"due": ""},
    "valuation": {"period_words": "2019"},
    "valuation_edit": {"period_words": "2018"},
    "valuation_new": {"period_words": "2017"},
    "organisation_edit": {"country": "NL"},
    "partner_new": {"organisation_name": ""},
    "partnership_edit": {"country": "NL", "currency": "EUR", "timezone": "Europe/Amsterdam"},
    "people_paste": {"text": "somebody.new@example.org"},
    "representative_new": {"name": "", "email": ""},
    "roles": {"name": "", "email": ""},
    # A change waits, in Word; the version enters into force without it.
    "signing_round_in_force": {"as_it_is": "on"},
    "task_extension": {"wanted_due_on": LATER["until"]},
    "task_new": {"backup": "", "partner": ""},
    # The first person and the first organisation do not belong together.
    "task_edit": {"partner": ""},
    "milestone_new": {"lead_person": ""},
    "milestone_edit": {"lead_person": ""},
    "attendance": {"partner": ""},
    "attendance_person": {"partner": ""},
    "mail_wording": {"subject": "{task}"},
    "mail_wording_preview": {"subject": "{task}"},
    "own_pause": LATER,
    "partner_pause": LATER,
    "person_pause": LATER,
}


class Attack:
    """The coordinator's browser, and what it found."""

    def __init__(self, client, world):
        self.here = world
        self.there = foreign.There(self.here)
        self.client, self.found = client, []
        self.before = self.there.state()
        self.parameters = dict(addresses())
        client.force_login(self.here.people["coordinator"])

    def targets(self, method):
        return [name for m, name, statuses in rows() if m == method and statuses in INSIDE]

    def address(self, name, world=None):
        return reverse(name, kwargs=(world or self.here).kwargs(name, self.parameters[name]))

    def send(self, method, address, data, what):
        """One request, undone again; whatever was wrong with it is noted."""
        try:
            with foreign.taken_back():
                answer = getattr(self.client, method)(address, data)
                text = answer.content.decode("utf-8", "replace") + answer.cookies.output()
                after = self.there.state() if answer.status_code < 400 else self.before
                changed = [table for table, mark in after.items() if mark != self.before[table]]
        except IntegrityError as problem:
            self.found.append((what, str(problem)))
            return None
        self.found += [(what, answer.status_code)] if answer.status_code >= 500 else []
        self.found += [(what, "changed", changed)] if changed else []
        self.found += [(what, "shown")] if foreign.MARKER.strip() in text else []
        return answer


def test_rows_of_another_partnership_are_not_there(client, world):
    attack = Attack(client, world)
    for method in ("get", "post", "delete"):
        for name in attack.targets(method):
            address = attack.address(name, attack.there)
            answer = attack.send(method, address, SENT.get(name, {"sent": "1"}), (method, name))
            if answer is not None and answer.status_code != 404:
                attack.found.append((method, name, answer.status_code))
    assert attack.found == []


def test_a_row_of_another_partnership_behind_one_of_our_own(client, world):
    attack, here, there = Attack(client, world), World.kwargs, []
    for method, name, _statuses in rows():
        parameters = attack.parameters[name]
        if len(parameters) < 2 or not {"pk", "person_pk", "message_pk"} & set(parameters):
            continue
        mine, theirs = here(attack.here, name, parameters), here(attack.there, name, parameters)
        for swapped in parameters:
            if swapped in ("token", "criterion"):
                continue
            address = reverse(name, kwargs=mine | {swapped: theirs[swapped]})
            answer = attack.send(method, address, SENT.get(name, {"sent": "1"}), (method, name, swapped))
            there.append((name, swapped, answer and answer.status_code))
    assert attack.found == []
    assert [row for row in there if row[2] not in (303, 404)] == []


def test_ids_of_another_partnership_in_what_is_sent(client, world):
    attack = Attack(client, world)
    refused = []
    for name in attack.targets("post"):
        own, choices, words = meant(attack, name)
        with foreign.watched() as (bound, _read):
            attack.send("post", attack.address(name), own, (name, "own"))
        refused += [(name, form.errors) for form in bound if form.errors and name not in TAKE_A_FILE]
        for field, values in foreign_values(attack.there, choices, words):
            for value in values:
                sent = {**own, field: value}
                attack.send("post", attack.address(name), sent, (name, field, value))
    assert attack.found == []
    assert refused == []


def meant(attack, name):
    """(what a well-meant form here sends, its choices among rows, the other words that the view reads)."""
    data = SENT.get(name, {"sent": "1"})
    with foreign.watched() as (bound, read), foreign.taken_back():
        attack.client.post(attack.address(name), data)
    choices = {form.add_prefix(n): field for form in bound for n, field in form.fields.items()}
    words = {n for n in read if n not in choices} - NO_ROWS
    return {**data, **foreign.filled(bound), **MEANT.get(name, {})}, choices, words


def foreign_values(there, choices, words):
    """(field, what to send in it) for each field that takes a row, whatever its rows are."""
    for field, choice in choices.items():
        if isinstance(choice, forms.ModelChoiceField):
            yield field, foreign_rows(there, choice.queryset.model)
        elif isinstance(choice, forms.ChoiceField) and _names_rows(choice):
            yield field, [composed(there, str(next(reversed(choice.choices))[0]))]
    every = dict.fromkeys(str(pk) for kind in READ_BY_HAND for pk in foreign_rows(there, kind)[:1])
    for word in {re.sub(r"\d+", "", word): word for word in sorted(words)}.values():
        yield word, every


def _names_rows(choice):
    return any(re.search(r"\d", str(value)) for value, _label in choice.choices)


def foreign_rows(there, model):
    """Keys of rows that are the other partnership's alone."""
    if model in SHARED:
        return []
    if model is Person:
        return sorted(there.only_there)[:2]
    if model is Partnership:
        return [there.of.pk]
    where = {"correspondence__partnership": there.of} if model is Message else {"partnership": there.of}
    return list(model.objects.filter(**where).order_by("pk").values_list("pk", flat=True)[:2])


def composed(there, value):
    """A key such as 12-5 with a person and a partner of the other partnership in it."""
    keys = iter([min(there.only_there), there.one(Partner).pk])
    return re.sub(r"\d+", lambda _match: str(next(keys)), value, count=2)
