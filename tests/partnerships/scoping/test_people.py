"""Rounds when partners or people turn out to be one, and when a person's data is exported or erased."""

import pytest

from partnerships.merges import merging
from partnerships.models import Organisation
from partnerships.people import merging as people
from partnerships.people.personal import erasure, export
from partnerships.scoping import asking
from partnerships.scoping.models import CanvasAnswer, CanvasAsk
from tests import factories
from tests.partnerships.people.test_personal_data import opened


def test_what_two_partners_said_stays_when_they_are_one(canvas, said, bank):
    by = factories.administrator()
    CanvasAnswer.objects.create(
        partnership=canvas.partnership, canvas=canvas, partner=bank, achieve="Cheap loans", way="page"
    )
    merged = merging.merge_organisations(bank.organisation, said.partner.organisation, by=by)
    answer = CanvasAnswer.objects.get()
    assert answer.partner == said.partner
    assert answer.achieve == "Better prices\n- Fewer middlemen\nCheap loans"
    merging.undo(merged, Organisation, by=by)
    assert set(CanvasAnswer.objects.values_list("achieve", flat=True)) == {said.achieve, "Cheap loans"}


def test_two_people_who_are_one_were_asked_once(canvas, bank, joan, released):
    twin = factories.representative(bank, factories.person("Joan A. Akello"))
    asking.ask(canvas, [*joan.represents.all(), *twin.represents.all()])
    people.merge_people(twin, joan, by=factories.administrator())
    assert CanvasAsk.objects.get().person == joan


@pytest.fixture
def asked(canvas, bank, joan, released):
    asking.ask(canvas, joan.represents.all())
    return CanvasAnswer.objects.create(
        partnership=canvas.partnership,
        canvas=canvas,
        partner=bank,
        achieve="Cheap loans",
        way="link",
        by=joan,
    )


def test_an_export_holds_what_somebody_said_and_was_asked(asked, joan):
    files = opened(export.export(joan))
    assert "Cheap loans" in files["what-you-said-for-a-partner-in-a-round.xlsx"]
    assert any(name.startswith("rounds-in-which-you-were-asked") for name in files)


def test_an_erasure_leaves_the_partners_words_without_their_name(asked, joan):
    erasure.erase(joan, by=factories.administrator())
    asked.refresh_from_db()
    assert asked.achieve == "Cheap loans"
    assert asked.by is None or asked.by.name != "Joan Akello"
