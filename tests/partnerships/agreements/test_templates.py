"""Templates: three kinds, chosen when an agreement begins; worded, added to and restored by administrators."""

import pytest
from django.urls import reverse
from django.utils import translation

from partnerships.agreements import templates, writing
from partnerships.agreements.convenant_clauses import COVENANT
from partnerships.agreements.kinds import TEMPLATES
from partnerships.agreements.memorandum_clauses import MEMORANDUM
from partnerships.agreements.models import Agreement, Clause, TemplateClause
from tests import factories

pytestmark = pytest.mark.fast


@pytest.fixture
def as_admin(db, as_):
    return as_(factories.administrator())


def page(kind="covenant", language="en", clause="disputes", name="template_clause"):
    return reverse(name, args=[kind, language, *([clause] if clause else [])])


def said(heading="Quarrels", text="Talk within a week.", **more):
    return {"heading": heading, "text": text, "hint": "Keep it short", **more}


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_kind_has_its_clauses_and_title_in_both_languages(coffee, kind, language):
    coffee.language = language
    coffee.save()
    agreement = writing.write(coffee, kind)
    keys = [clause.key for clause in agreement.clauses.all()]
    assert keys == [pattern.key for pattern in TEMPLATES[kind].patterns]
    assert len(keys) == len(set(keys))
    with translation.override(language):
        assert agreement.document.title == str(TEMPLATES[kind].title)
        assert str(TEMPLATES[kind].title) in writing.compose(agreement, list(agreement.clauses.all()))


@pytest.mark.parametrize("pattern", [*COVENANT, *MEMORANDUM], ids=lambda pattern: pattern.key)
def test_their_clauses_have_their_dutch_and_an_instruction(pattern):
    for words in (pattern.heading, pattern.standard, pattern.hint):
        english = str(words)
        with translation.override("nl"):
            assert english
            assert str(words) != english


def test_one_press_begins_the_first_as_before(as_ruth, coffee):
    address = reverse("agreement", args=[coffee.slug])
    page = as_ruth.get(address).text
    assert 'value="covenant"' in page
    as_ruth.post(address)
    assert Agreement.objects.get().kind == "partnering"


def test_another_is_chosen_and_names_the_document(as_ruth, coffee):
    address = reverse("agreement", args=[coffee.slug])
    as_ruth.post(address, {"kind": "covenant"})
    assert "<h1>Covenant</h1>" in as_ruth.get(address).text
    assert Clause.objects.filter(key="evaluation", left_out=False).exists()


def test_an_instruction_of_a_kind_is_never_printed(as_ruth, coffee):
    agreement = writing.write(coffee, "covenant")
    clause = agreement.clauses.get(key="start_and_end")
    hint = "A covenant without an end needs a reason."
    assert hint in as_ruth.get(reverse("clause_edit", args=[clause.pk])).text
    assert hint not in writing.compose(agreement, list(agreement.clauses.all()))


def test_an_administrator_words_a_clause_for_new_agreements_alone(as_admin, coffee):
    begun = writing.write(coffee, "covenant")
    assert "mediator" in as_admin.get(page()).text
    as_admin.post(page(), said())
    writing.bring_up_to_date(begun)
    assert begun.clauses.get(key="disputes").heading == "Disputes"
    later = writing.write(factories.partnership(), "covenant")
    clause = later.clauses.get(key="disputes")
    assert (clause.heading, clause.text) == ("Quarrels", "Talk within a week.")
    assert templates.hint_of(clause) == "Keep it short"
    writing.bring_up_to_date(later)
    clause.refresh_from_db()
    assert clause.text == "Talk within a week."
    assert writing.in_step(later, [clause])[0].text == "Talk within a week."
    other = writing.write(factories.partnership(), "memorandum")
    assert other.clauses.get(key="disputes").heading == "Disputes"


def test_what_the_records_say_goes_before_the_template(coffee, union, as_admin):
    as_admin.post(page(clause="partners"), said("Who we are", "Named later."))
    clause = writing.write(coffee, "covenant").clauses.get(key="partners")
    assert (clause.heading, union.organisation.name in clause.text) == ("Who we are", True)


def test_a_clause_is_added_dropped_and_restored(as_admin, coffee):
    as_admin.post(page(clause="", name="template_clause_new"), said("Bees", "Nobody sprays.", group="how"))
    as_admin.post(page(), said(is_dropped="on"))
    agreement = writing.write(coffee, "covenant")
    assert agreement.clauses.get(heading="Bees").text == "Nobody sprays."
    assert agreement.clauses.get(key="disputes").left_out
    for row in TemplateClause.objects.all():
        as_admin.post(page(clause=row.key, name="template_clause_standard"))
    assert not TemplateClause.objects.exists()
    again = writing.write(factories.partnership(), "covenant")
    assert not again.clauses.filter(heading="Bees").exists()
    assert not again.clauses.get(key="disputes").left_out


def test_two_administrators_see_both_texts(as_admin):
    as_admin.post(page(), said())
    TemplateClause.objects.update(text="Within a month.", revision=1)
    conflict = as_admin.post(page(), said(text="Within a day.", revision=0))
    assert conflict.status_code == 409
    assert "Within a month." in conflict.text


def test_two_who_begin_at_once_lose_nothing(as_admin):
    as_admin.post(page(), said())
    again = as_admin.post(page(), said(text="Within a day."))
    assert again.status_code == 422
    assert TemplateClause.objects.get().text == "Talk within a week."


def test_it_is_one_languages(as_admin, coffee):
    as_admin.post(page(language="nl"), said("Ruzie", "Praat binnen een week."))
    assert writing.write(coffee, "covenant").clauses.get(key="disputes").heading == "Disputes"


@pytest.mark.parametrize("address", [page("other"), page(language="fr"), page(clause="nothing")])
def test_what_there_is_not_is_not_found(as_admin, address):
    assert as_admin.get(address).status_code == 404


def test_coordinators_do_not_word_templates(as_ruth):
    assert as_ruth.get(page()).status_code == 403


def test_it_holds_so_many(as_admin, monkeypatch):
    monkeypatch.setattr(templates, "MOST_ADDED", 0)
    answer = as_admin.get(page(clause="", name="template_clause_new"), follow=True)
    assert "remove one first" in answer.text


@pytest.mark.parametrize("kind", ["covenant", "memorandum"])
@pytest.mark.parametrize(("language", "itself"), [("en", "this agreement"), ("nl", "deze afspraken")])
def test_a_template_calls_itself_by_one_name_and_has_no_heading_twice(db, kind, language, itself):
    agreement = writing.write(factories.partnership(language=language), kind)
    agreement.partnership.partners.create(organisation=factories.organisation("Water Board"))
    writing.bring_up_to_date(agreement)
    clauses = list(agreement.clauses.all())
    assert [one.key for one in clauses if itself in one.text.lower()] == []
    assert len({one.heading for one in clauses}) == len(clauses)


def test_a_memorandum_says_one_time_of_notice(db):
    clauses = writing.write(factories.partnership(), "memorandum").clauses
    assert "three months" in clauses.get(key="memorandum_period").text
    assert "one month" not in clauses.get(key="moving_on").text
