"""Papers of the agreement: who gets which, and what stands in them."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import now
from docx import Document

from backbone.files.models import StoredFile
from backbone.paper import pdf_renderer
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.agreement_papers import papers
from partnerships.agreements import writing
from partnerships.documents import versions
from partnerships.models import Benefit, Body, Contribution, PrivateNote
from partnerships.signing import proposing
from tests import factories
from tests.pdfs import assert_in_pdf, pages_of
from tests.walks.paper.structure import faults

SLUG = "coffee"


@pytest.fixture
def agreement(coffee, union, peter):
    return writing.write(coffee)


@pytest.fixture
def two_versions(agreement, ruth):
    clause = agreement.clauses.get(key="communication")
    clause.text, clause.written_from = "Minutes go out within 2 working days.", "hand"
    clause.save()
    writing.issue(agreement, by=ruth)
    clause.text = "Minutes go out within 5 working days."
    clause.save()
    agreement.clauses.filter(key="disputes").update(left_out=True)
    agreement.binding = True
    agreement.save()
    writing.issue(agreement, by=ruth, reason="Later minutes")


def page(name, *args):
    return reverse(name, args=args or [SLUG])


def made(client, answer):
    """The paper that was asked for, made."""
    file = StoredFile.objects.get(job=papers.JOB)
    assert answer.url == page("agreement_paper", file.pk)
    assert client.get(answer.url).status_code == 200
    papers.make_paper(file.pk, **file.job_args)
    return client.get(page("agreement_paper_file", file.pk))


# What changed


def test_the_latest_version_stands_beside_the_one_before(as_ruth, two_versions):
    text = as_ruth.get(page("version_difference")).text
    assert "From version 1 to version 2." in text
    assert '<del><span class="vh">removed:</span> 2 </del>' in text
    assert '<ins><span class="vh">added:</span> 5 </ins>' in text
    assert "Removed" in text
    assert "Meant to be" in text
    assert "clauses say what they said." in text


def test_any_two_can_be_chosen_and_the_older_comes_first(as_ruth, two_versions, agreement, ruth):
    writing.issue(agreement, by=ruth, reason="Again")
    url = page("version_difference")
    assert "From version 2 to version 3." in as_ruth.get(url).text
    assert "From version 1 to version 3." in as_ruth.get(url, {"before": "3", "after": "1"}).text
    assert "Both versions say the same." in as_ruth.get(url, {"before": "2", "after": "3"}).text
    assert "From version 2 to version 3." in as_ruth.get(url, {"before": "9", "after": "x"}).text


def test_one_version_alone_is_compared_with_nothing(as_ruth, agreement, ruth):
    writing.issue(agreement, by=ruth)
    assert "There is nothing to compare yet" in as_ruth.get(page("version_difference")).text


def test_the_difference_is_a_pdf_whose_marks_need_no_colour(as_ruth, two_versions):
    asked = as_ruth.post(page("version_difference"), {"before": "1", "after": "2"})
    content = made(as_ruth, asked).content
    assert_in_pdf(content, "[– 2 –]", "[+ 5 +]", "From version 1 to version 2.")
    preview = as_ruth.get(page("agreement_preview")).text
    number = re.search(r"<h3>(\d\.\d+) (How we communicate|Communication)", preview)
    assert number
    assert_in_pdf(content, f"{number[1]} {number[2]}")
    assert faults(content) == []


def test_the_page_of_a_round_leads_to_what_changed_since_the_version_before(as_, agreement, ruth, union):
    first = proposing.propose(agreement, ruth, "all")
    observer = as_(factories.observer(agreement.partnership))
    assert "/difference/" not in observer.get(first.get_absolute_url()).text
    proposing.take_back(first, ruth, "Too early")
    for before, after in ((1, 2), (2, 3)):
        round = proposing.propose(agreement, ruth, "all", instead_of=open_round(agreement))
        way = f"{page('version_difference')}?before={before}&amp;after={after}"
        assert f'href="{way}"' in observer.get(round.get_absolute_url()).text


def open_round(agreement):
    return agreement.rounds.filter(state="proposed").values_list("pk", flat=True).first()


# A partner's own part


@pytest.fixture
def known(coffee, union, agreement, ruth):
    Contribution.objects.create(partnership=coffee, partner=union, description="Extension staff")
    Contribution.objects.create(partnership=coffee, partner=union, description="A bus", state="offered")
    Benefit.objects.create(partnership=coffee, partner=union, description="A fair price")
    body = Body.objects.create(partnership=coffee, name="Nursery group")
    union.bodies.add(body, through_defaults={"partnership": coffee})
    PrivateNote.objects.create(partnership=coffee, partner=union, text="Afraid of the merger")
    union.own_objectives = "Better seedlings"
    union.save()
    writing.issue(agreement, by=ruth)


def test_a_partner_has_its_part_on_one_page(as_, peter, union, known):
    text = as_(peter).get(page("own_part", union.pk)).text
    for words in ("Peter Mugabo", "Extension staff", "A fair price", "Nursery group", "Better seedlings"):
        assert words in text
    assert "Afraid of the merger" not in text
    assert "A bus" not in text


def test_it_is_for_its_own_people_and_who_coordinates(as_, ruth, coffee, union, known):
    other = factories.representative(factories.partner(coffee, "Forest Service"), factories.person("Joy"))
    url = page("own_part", union.pk)
    assert as_(other).get(url).status_code == 403
    assert as_(ruth).get(url).status_code == 200
    assert as_(factories.observer(coffee)).get(url).status_code == 403


def test_it_is_a_pdf_that_only_who_asked_for_it_fetches(as_, ruth, peter, union, known):
    client = as_(peter)
    content = made(client, client.post(page("own_part", union.pk))).content
    assert_in_pdf(content, "Extension staff", "Better seedlings")
    assert len(pages_of(content)) == 1
    assert faults(content) == []
    file = StoredFile.objects.get(job=papers.JOB)
    assert as_(ruth).get(page("agreement_paper_file", file.pk)).status_code == 404


def test_who_represents_the_partner_no_more_cannot_fetch_it(as_, peter, union, known):
    client = as_(peter)
    answer = client.post(page("own_part", union.pk))
    factories.observer(union.partnership, peter)
    peter.represents.update(until=now())
    assert client.get(answer.url).status_code == 403


# Pages to sign


def test_each_partner_has_a_page_to_sign(as_ruth, coffee, union, agreement, ruth):
    factories.partner(coffee, "Forest Service")
    version = writing.issue(agreement, by=ruth)
    content = made(as_ruth, as_ruth.post(page("agreement_counterparts"))).content
    pages = pages_of(content)
    assert len(pages) == 2
    for text, name in zip(pages, ("Forest Service", "Kigezi Farmers’ Union"), strict=True):
        assert f"{name} accepts version 1." in text
        assert version.sha256[:16] in text
        assert "Number and day of the decision" in text
    assert faults(content) == []


def test_one_partner_s_page_can_be_had_alone(as_ruth, coffee, union, agreement, ruth):
    factories.partner(coffee, "Forest Service")
    writing.issue(agreement, by=ruth)
    content = made(as_ruth, as_ruth.post(page("agreement_counterparts"), {"only": "Forest Service"})).content
    assert len(pages_of(content)) == 1
    refused = as_ruth.post(page("agreement_counterparts"), {"only": "Somebody else"}, follow=True)
    assert "not named in this version" in refused.text


def test_the_pages_to_sign_come_for_word_too(as_ruth, coffee, union, agreement, ruth):
    factories.partner(coffee, "Forest Service")
    version = writing.issue(agreement, by=ruth)
    answer = made(as_ruth, as_ruth.post(page("agreement_counterparts"), {"for": "word"}))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Disposition"].endswith('.docx"')
    document = Document(BytesIO(answer.content))
    words = "\n".join(one.text for one in document.paragraphs)
    assert version.sha256 in words
    for name in ("Forest Service", "Kigezi Farmers’ Union"):
        assert f"{name} accepts version 1." in words
    assert [one.rows[-1].cells[0].text for one in document.tables] == ["Signature", "Signature"]
    assert [one.style.name for one in document.paragraphs].count("Heading 1") == 2
    assert document.core_properties.language == "en-GB"


def test_the_page_of_a_word_file_speaks_of_no_pdf(as_ruth, union, agreement, ruth):
    writing.issue(agreement, by=ruth)
    only = {"for": "word", "only": "Kigezi Farmers’ Union"}
    answer = as_ruth.post(page("agreement_counterparts"), only)
    assert "PDF" not in as_ruth.get(answer.url).text
    assert len(Document(BytesIO(made(as_ruth, answer).content)).tables) == 1
    assert "Open it in Word" in as_ruth.get(answer.url).text


# The folder


def test_the_folder_has_what_one_needs_who_runs_it(as_ruth, coffee, union, peter, known):
    Body.objects.update(ground_rules="Phones stay in the bag")
    person = peter
    person.phone, person.shows_phone, person.shows_address = "+256 700 000001", True, False
    person.save()
    content = made(as_ruth, as_ruth.post(page("agreement_folder"))).content
    assert_in_pdf(content, "The agreement", "Nursery group", "Phones stay in the bag", "+256 700 000001")
    words = " ".join(pages_of(content))
    assert "Afraid of the merger" not in words
    assert person.mail_address in words
    assert words.count("not to pass on") == 1
    assert faults(content) == []


def test_the_folder_numbers_its_clauses_as_the_agreement_does_and_has_its_day(as_ruth, coffee, known):
    issued = pages_of(pdf_renderer.render(versions.version_page(coffee.documents.get().versions.get())))
    folder = pages_of(made(as_ruth, as_ruth.post(page("agreement_folder"))).content)
    clause = re.compile(r"\b\d\.\d+ (?=[A-Z])")
    assert clause.findall(" ".join(issued)) == clause.findall(" ".join(folder))
    assert all(dates.long(today_of(coffee)) in words for words in folder)


def test_the_folder_is_for_coordinators(as_, peter, agreement):
    assert as_(peter).post(page("agreement_folder")).status_code == 403


def test_the_page_of_papers_offers_what_there_is(as_, ruth, peter, union, known):
    own = as_(peter).get(page("agreement_papers")).text
    assert "Kigezi" in own
    assert "Make the folder" not in own
    assert "Make the pages to sign" in as_(ruth).get(page("agreement_papers")).text


def test_a_paper_that_failed_is_made_again(as_ruth, agreement):
    answer = as_ruth.post(page("agreement_folder"))
    StoredFile.objects.filter(job=papers.JOB).update(state="failed", error="No")
    assert "could not be created" in as_ruth.get(answer.url).text
    as_ruth.post(answer.url)
    assert StoredFile.objects.get(job=papers.JOB).is_pending
