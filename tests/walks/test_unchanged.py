"""A form that is saved as it stands changes nothing, whoever left in the meantime: for every form over a row."""

import pytest
from django.apps import apps
from django.urls import reverse

from backbone.time.days import today_of
from partnerships import partners
from partnerships.agreements import writing
from partnerships.models import Representative
from tests.access_table import addresses
from tests.filled_in import fields
from workplans.models import Milestone, Task

pytestmark = pytest.mark.django_db

PARAMETERS = dict(addresses())
# {page: a field that its form has}
FORMS = dict.fromkeys(
    [
        "agenda_item",
        "agreement_edit",
        "benefit_edit",
        "body_edit",
        "clause_edit",
        "contact",
        "contacts_kept",
        "contribution_edit",
        "indicator_edit",
        "measurement_edit",
        "meeting_edit",
        "milestone_edit",
        "objective",
        "organisation_edit",
        "outcome_edit",
        "partner_edit",
        "partnership_edit",
        "plan_settings",
        "story_edit",
        "task_edit",
    ],
    "revision",
) | {"representative_edit": "capacity", "resource": "what", "settings": "revision"}
# What a save counts or keeps beside the row.
LEFT_OUT = {"revision", "edited_at", "updated_at", "last_used_at", "wording"}
NOT_COMPARED = ("event", "events", "click", "session", "lease", "context")


def everything():
    """{model: {key: its columns}} of all that is stored, but what a save notes of itself."""
    return {
        model._meta.label: {
            row["pk"]: {name: value for name, value in row.items() if name not in LEFT_OUT}
            for row in model._base_manager.values("pk", *(f.attname for f in model._meta.concrete_fields))
        }
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.model_name.endswith(NOT_COMPARED)
    }


@pytest.fixture
def gone(world):
    """The demo, in which those who have most left, and a partner withdrew."""
    for person in {
        Task.objects.filter(owner__isnull=False).first().owner,
        Milestone.objects.exclude(lead_person=None).first().lead_person,
    }:
        for seat in Representative.objects.filter(person=person, until=None):
            partners.stop_representing(seat)
    partner = Milestone.objects.exclude(lead_partner=None).first().lead_partner
    partners.withdraw(partner, today_of(partner.partnership))
    return world


@pytest.mark.parametrize("name", FORMS)
def test_a_form_saved_as_it_stands_changes_nothing(gone, client, name):
    client.force_login(gone.people["coordinator"])
    address = reverse(name, kwargs=gone.kwargs(name, PARAMETERS[name]))
    if name in ("agreement_edit", "clause_edit"):
        # Clauses that follow the records show already that somebody withdrew, and a save writes what they show.
        writing.bring_up_to_date(writing.agreement_of(gone.of))
    form = fields(client.get(address).text, FORMS[name])
    before = everything()
    answer = client.post(address, form)
    assert answer.status_code in (302, 303), answer.text
    after = everything()
    assert {label: rows for label, rows in after.items() if rows != before[label]} == {}
