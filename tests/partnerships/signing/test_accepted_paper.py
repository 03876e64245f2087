"""The agreement with its acceptances: what is recorded stands behind the frozen text, the version stays as issued."""

from datetime import date

import pytest

from backbone.files.models import StoredFile
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.agreement_papers import papers
from partnerships.closing import closing
from partnerships.documents import versions
from partnerships.signing import proposing
from partnerships.signing.accepted_paper import EMPTY_LIST
from tests import factories
from tests.partnerships.signing.said import State, accept, rows_of
from tests.pdfs import assert_in_pdf, pages_of
from tests.walks.paper.structure import faults


def made(client, round):
    answer = client.post(f"/signing-rounds/{round.pk}/paper/")
    file = StoredFile.objects.get(job=papers.JOB)
    assert answer.url == f"/agreement-papers/{file.pk}/"
    papers.make_paper(file.pk, **file.job_args)
    return client.get(f"/agreement-papers/{file.pk}/file/")


def words_of(answer):
    return " ".join(pages_of(answer.content))


def test_it_says_who_accepted_and_how(as_ruth, ruth, proposed):
    rows = rows_of(proposed)
    accept(
        rows["Ministry of Agriculture"], ruth, signer_name="Dr A. Okello", signer_office="Permanent Secretary",
        decision_number="B-12",
    )  # fmt: skip
    accept(rows["Savings Bank"], ruth, State.NO_OBJECTION, way="letter")
    answer = made(as_ruth, proposed)
    today = today_of(proposed.partnership)
    start = proposed.version.sha256[: versions.SHORT_HASH]
    assert_in_pdf(
        answer.content, "Dr A. Okello", "Permanent Secretary", "Ministry of Agriculture", "B-12",
        "Signed on paper", "By letter", dates.short(today), f"/verify/{start}/",
        f"On {dates.long(today)}: proposed, accepted by 1 of 3, 1 takes part by letter of no objection; see",
    )  # fmt: skip
    assert f"-v1-{today.isoformat()}.pdf" in answer["Content-Disposition"]
    assert faults(answer.content) == []


def test_whoever_accepted_stands_in_one_list_in_place_of_the_empty_one(as_ruth, ruth, proposed):
    assert "How given" in proposed.version.html
    accept(proposed.acceptances.first(), ruth, signer_name="Dr A. Okello")
    words = words_of(made(as_ruth, proposed))
    assert words.count("How given") == 1
    assert "Acceptances" not in words
    assert dates.long(today_of(proposed.partnership)) in words


def test_it_stands_behind_the_text_where_nothing_was_issued_to_sign_on(as_ruth, ruth, agreement, partners):
    agreement.clauses.filter(group="sign").update(left_out=True)
    words = words_of(made(as_ruth, proposing.propose(agreement, ruth, "all")))
    assert words.count("How given") == 1
    assert "Acceptances" in words


def test_nobody_is_named_as_signer_before_they_have_signed(agreement, ruth, coffee, partners):
    factories.representative(coffee.partners.first(), factories.person("Nalongo Namukasa"))
    agreement.clauses.filter(key="representatives").update(left_out=True)
    version = proposing.propose(agreement, ruth, "all").version
    (empty,) = EMPTY_LIST.findall(version.html)
    assert "Kigezi Farmers’ Union" in empty
    assert "Nalongo" not in empty


def test_the_version_itself_stays_as_it_was_issued(as_ruth, ruth, proposed):
    before = versions.version_page(proposed.version)
    accept(proposed.acceptances.first(), ruth, signer_name="Dr A. Okello")
    made(as_ruth, proposed)
    proposed.version.refresh_from_db()
    assert versions.version_page(proposed.version) == before
    assert versions.is_genuine(proposed.version)
    assert "Okello" not in before


def test_a_later_one_says_what_was_accepted_since(as_ruth, ruth, proposed):
    one, two, _three = proposed.acceptances.all()
    accept(one, ruth)
    assert "accepted by 1 of 3; see" in words_of(made(as_ruth, proposed))
    accept(two, ruth)
    assert "accepted by 2 of 3; see" in words_of(made(as_ruth, proposed))
    assert StoredFile.objects.filter(job=papers.JOB).count() == 1


def test_who_is_only_named_as_signer_has_not_signed(as_ruth, ruth, proposed):
    accept(
        proposed.acceptances.first(), ruth, State.OPEN,
        answered_on=None, way="", signer_name="Dr A. Okello",
    )  # fmt: skip
    words = words_of(made(as_ruth, proposed))
    assert "accepted by 0 of 3" in words
    assert "Okello" not in words


def test_what_an_own_coordinator_recorded_is_said_not_to_count(as_ruth, coffee, union, proposed):
    own = factories.coordinator(coffee, factories.person("Peter Mugabo"))
    factories.representative(union, own)
    accept(rows_of(proposed)["Kigezi Farmers’ Union"], own)
    words = words_of(made(as_ruth, proposed))
    assert "Not confirmed yet, so it does not count." in words
    assert "accepted by 0 of 3" in words


def test_what_is_between_a_partner_and_who_coordinates_stays_away(as_, coffee, ruth, proposed):
    accept(
        proposed.acceptances.first(), ruth, remark="a marked remark", remark_counts="condition",
        sent_how="a marked way", wish="a marked wish",
    )  # fmt: skip
    words = words_of(made(as_(factories.observer(coffee)), proposed))
    assert "A condition" in words
    assert "marked" not in words


@pytest.mark.parametrize("name", ["review_on", "end_on"])
def test_the_days_of_review_and_end_stand_in_both(as_ruth, agreement, partners, ruth, name):
    setattr(agreement, name, date(2028, 3, 5))
    agreement.save()
    round = proposing.propose(agreement, ruth, "all")
    assert "5 March 2028" in versions.version_page(round.version)
    assert words_of(made(as_ruth, round)).count("5 March 2028") >= 2


def test_a_closed_partnership_offers_no_button(as_ruth, ruth, proposed):
    page = f"/signing-rounds/{proposed.pk}/"
    assert f"{page}paper/" in as_ruth.get(page).text
    closing.close(proposed.partnership, words="The programme has ended", by=ruth)
    assert f"{page}paper/" not in as_ruth.get(page).text
