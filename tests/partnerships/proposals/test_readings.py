"""A Word file comes back: read by a coordinator for a partner, its proposals taken or refused, the answer sent."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.outbox.models import Message
from partnerships import removing
from partnerships.agreements import writing
from partnerships.proposals import deciding
from partnerships.proposals.answers import answering
from partnerships.proposals.models import ClauseProposal, WordReading
from partnerships.proposals.needs import of_readings
from tests import factories
from tests.partnerships.agreements import word_files as files
from tests.partnerships.proposals.sent import send

State = ClauseProposal.State


def clause(agreement, key="vision"):
    return agreement.clauses.get(key=key)


def test_it_is_downloaded_by_whoever_sees_the_draft(as_, ruth, peter, coffee, agreement):
    address = reverse("agreement_word", args=[coffee.slug])
    for person in (ruth, peter):
        answer = as_(person).post(address)
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
        assert any(one.text == "Bees fly." for one in files.opened(answer.content).paragraphs)


def test_a_version_is_downloaded_as_it_was_issued(as_ruth, ruth, agreement):
    version = writing.issue(agreement, by=ruth)
    agreement.clauses.filter(key="vision").update(text="Later words.")
    answer = as_ruth.get(reverse("version_word", args=[version.pk]))
    assert "Version 1" in [one.text for one in files.opened(answer.content).paragraphs]
    assert "Later words." not in [one.text for one in files.opened(answer.content).paragraphs]


def test_the_file_is_kept_and_its_proposals_are_shown(as_ruth, reading, proposals, union):
    assert [row.kind for row in proposals] == ["text", "text", "comment"]
    page = as_ruth.get(reading.get_absolute_url()).text
    assert "High." in page
    assert "Too often?" in page
    assert "added:" in page
    assert "struck out:" in page
    assert "Maria" in page
    assert "agreement.docx" in page
    assert as_ruth.get(reverse("word_reading_file", args=[reading.pk])).status_code == 200


def test_what_is_taken_stands_in_the_clause_as_its_editors(as_ruth, agreement, proposals):
    as_ruth.post(reverse("clause_proposal_taking", args=[proposals[0].pk]))
    row = clause(agreement)
    assert (row.text, row.written_from) == ("Bees fly. High.\n\nBirds sing.", "hand")
    as_ruth.post(reverse("clause_proposal_taking", args=[proposals[1].pk]))
    assert clause(agreement).text == "Bees fly. High.\n\nBirds ."


def test_what_is_not_taken_has_the_sign_of_what_was_dropped(as_ruth, reading, proposals, ruth):
    deciding.refuse(proposals[0], "Not now.", by=ruth)
    page = as_ruth.get(reading.get_absolute_url()).text
    assert re.search(r'class="state state--dropped"[^>]*>.{0,80}?not taken', page, re.DOTALL)


def test_refusing_wants_a_reason(as_ruth, agreement, proposals):
    address = reverse("clause_proposal_refusal", args=[proposals[0].pk])
    assert as_ruth.post(address, {"reason": " "}).status_code == 422
    assert as_ruth.post(address, {"reason": "They fly low."}).status_code == 302
    row = ClauseProposal.objects.get(pk=proposals[0].pk)
    assert (row.state, row.reason) == (State.REFUSED, "They fly low.")
    assert clause(agreement).text == "Bees fly.\n\nBirds sing."


def test_it_is_answered_once(ruth, proposals):
    deciding.take(proposals[0], by=ruth)
    with pytest.raises(deciding.NotDone):
        deciding.refuse(proposals[0], "No", by=ruth)


def test_an_answer_is_taken_back_and_the_clause_says_what_it_said(as_ruth, agreement, proposals):
    as_ruth.post(reverse("clause_proposal_taking", args=[proposals[0].pk]))
    as_ruth.post(reverse("clause_proposal_reopening", args=[proposals[0].pk]))
    assert clause(agreement).text == "Bees fly.\n\nBirds sing."
    assert ClauseProposal.objects.get(pk=proposals[0].pk).is_open


def test_it_is_not_taken_back_when_the_clause_was_changed_since(ruth, agreement, proposals):
    deciding.take(proposals[0], by=ruth)
    row = clause(agreement)
    row.text, row.revision = "Something else.", row.revision + 1
    row.save()
    with pytest.raises(deciding.NotDone):
        deciding.reopen(proposals[0], by=ruth)
    assert clause(agreement).text == "Something else."


def test_a_clause_that_changed_meanwhile_is_shown_beside_it(as_ruth, ruth, agreement, reading, proposals):
    agreement.clauses.filter(key="vision").update(text="Something else by now.")
    page = as_ruth.get(reading.get_absolute_url()).text
    assert "The clause says something else by now." in page
    assert "Something else by now." in page
    deciding.take(proposals[0], by=ruth)
    assert clause(agreement).text == "Something else by now."


def test_a_new_clause_and_one_that_goes(ruth, as_ruth, coffee, union, agreement, document):
    new = files.type_behind(document.paragraphs[-1], "Wasps")
    new.style = document.styles["Heading 2"]
    files.type_behind(new, "They stay out.")
    for one in [files.paragraph(document, "Vision"), *files.body_of(document, clause(agreement))]:
        one._p.getparent().remove(one._p)
    send(as_ruth, coffee, union, files.saved(document))
    for row in ClauseProposal.objects.all():
        deciding.take(row, by=ruth)
    assert agreement.clauses.get(heading="Wasps").text == "They stay out."
    assert clause(agreement).left_out
    for row in ClauseProposal.objects.all():
        deciding.reopen(row, by=ruth)
    assert not agreement.clauses.filter(heading="Wasps").exists()
    assert not clause(agreement).left_out


def test_what_is_no_word_file_is_refused_in_words_and_nothing_is_kept(as_ruth, coffee, union, agreement):
    answer = send(as_ruth, coffee, union, b"Only words")
    assert answer.status_code == 422
    assert "This is no Word document." in answer.text
    assert not WordReading.objects.exists()


@pytest.mark.parametrize("number", ["0", "987654321", "9" * 30, "x"])
def test_a_file_of_an_agreement_that_is_not_here_is_of_another_agreement_and_no_more_is_said(
    as_ruth, coffee, union, agreement, document, number
):
    own, theirs = f"backbone_agreement_{agreement.pk}", f"backbone_agreement_{number}"
    for element in document.element.iter():
        for name, value in element.attrib.items():
            element.set(name, value.replace(own, theirs))
    answer = send(as_ruth, coffee, union, files.saved(document))
    assert answer.status_code == 422
    assert "This file was made from another agreement." in answer.text
    assert "another partnership" not in answer.text
    assert not WordReading.objects.exists()


def test_what_turns_words_round_in_a_file_is_not_proposed(as_ruth, ruth, coffee, union, agreement, document):
    new = files.type_behind(document.paragraphs[-1], "Wa\u200bsps\u202e")
    new.style = document.styles["Heading 2"]
    files.type_behind(new, "They \u2067stay\u2069 out.")
    send(as_ruth, coffee, union, files.saved(document))
    [row] = ClauseProposal.objects.all()
    assert (row.heading, row.after) == ("Wasps", "They stay out.")
    deciding.take(row, by=ruth)
    assert agreement.clauses.get(heading="Wasps").text == "They stay out."


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (50 * 1024 * 1024, "This file is larger than 10 MB."),
        (10 * 1024 * 1024 + 1, "This file is larger than 10 MB."),
        (10 * 1024 * 1024, "This is no Word document."),
    ],
)
def test_what_is_too_large_is_refused_in_words_before_it_is_read(
    as_ruth, coffee, union, agreement, size, words
):
    answer = send(as_ruth, coffee, union, b"\xff" * size)
    assert answer.status_code == 422
    assert words in answer.text
    assert not WordReading.objects.exists()


def test_a_partner_reads_its_own_and_nobody_elses(as_, coffee, peter, reading, proposals):
    anna = factories.representative(factories.partner(coffee), factories.person("Anna"))
    address = reading.get_absolute_url()
    page = as_(peter).get(address)
    assert page.status_code == 200
    assert "Take it" not in page.text
    assert as_(peter).post(reverse("clause_proposal_taking", args=[proposals[0].pk])).status_code == 403
    assert as_(anna).get(address).status_code == 403
    assert as_(anna).get(reverse("clause_proposal", args=[proposals[0].pk])).status_code == 403


def test_it_needs_a_coordinator_until_the_answer_is_sent(ruth, reading, proposals):
    (need,) = of_readings(ruth)
    assert need.word == "3 open"
    for row in proposals:
        deciding.refuse(row, "Not now.", by=ruth)
    (need,) = of_readings(ruth)
    assert need.action == "Send the answer"
    answering.hand_over(reading, by=ruth)
    assert list(of_readings(ruth)) == []


def test_the_answer_waits_until_everything_is_answered(as_ruth, reading):
    as_ruth.post(reverse("word_answer", args=[reading.pk]))
    assert not Message.objects.filter(kind="word_answer").exists()


def test_the_answer_is_looked_at_and_goes_to_the_partners_people(as_ruth, ruth, peter, reading, proposals):
    deciding.take(proposals[0], by=ruth)
    for row in proposals[1:]:
        deciding.refuse(row, "They sing well.", by=ruth)
    address = reverse("word_answer", args=[reading.pk])
    page = as_ruth.get(address).text
    assert "They sing well." in page
    assert not Message.objects.filter(kind="word_answer").exists()
    as_ruth.post(address)
    as_ruth.post(address)
    (mail,) = Message.objects.filter(kind="word_answer")
    assert mail.recipient == peter
    assert "They sing well." in mail.text
    assert "taken" in mail.text
    with pytest.raises(deciding.NotDone):
        deciding.reopen(ClauseProposal.objects.get(pk=proposals[0].pk), by=ruth)


def test_a_file_read_by_mistake_is_removed_and_comes_back_with_its_proposals(ruth, as_ruth, reading):
    as_ruth.post(reverse("word_reading_removal", args=[reading.pk]))
    assert not ClauseProposal.objects.exists()
    removal = reading.partnership.removals.get()
    removing.bring_back(removal, by=ruth)
    assert WordReading.objects.get().proposals.count() == 3


def test_what_was_answered_stays(ruth, reading, proposals):
    for row in proposals:
        deciding.refuse(row, "Not now.", by=ruth)
    answering.hand_over(reading, by=ruth)
    with pytest.raises(removing.Refused):
        removing.remove(reading, by=ruth, page="/")


def test_the_pages_lead_to_each_other(as_ruth, coffee, union, reading):
    assert (
        reverse("word_readings", args=[coffee.slug])
        in as_ruth.get(reverse("agreement", args=[coffee.slug])).text
    )
    assert reading.get_absolute_url() in as_ruth.get(reverse("word_readings", args=[coffee.slug])).text
    assert reading.get_absolute_url() in as_ruth.get(union.get_absolute_url()).text


def test_signs_of_markdown_are_shown_as_they_are_read(as_ruth, coffee, union, agreement, document):
    files.insert(files.paragraph(document, "Bees fly"), " In 1986. See under_score.", author="\u202eretep")
    send(as_ruth, coffee, union, files.saved(document))
    one = WordReading.objects.get().proposals.get()
    text = as_ruth.get(reverse("clause_proposal", args=[one.pk])).text
    assert "under_score" in text
    assert "under\\_score" not in text
    assert one.author == "retep"


def test_an_answer_says_what_stood_before_and_ends_with_a_whole_word(ruth, reading, proposals):
    text = proposals[0]
    text.before, text.after = "Bees fly " * 50, r"Bees \=fly"
    text.save()
    (stood, before), (proposed, after) = answering.lines(reading)[0]["said"]
    assert (stood, proposed) == ("What it said", "What you proposed")
    assert before.endswith(("Bees…", "fly…"))
    assert after == "Bees =fly"


def test_a_word_file_says_when_it_was_made_and_of_whom_it_is(document, coffee):
    properties = document.core_properties
    assert properties.created.year == properties.modified.year == timezone.now().year
    assert properties.author == str(coffee)
    assert properties.title
