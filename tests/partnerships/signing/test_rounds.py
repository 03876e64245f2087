"""An agreement is proposed, accepted, in force, amended and ended."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backbone.time.days import today_of
from partnerships.signing import counting, in_force, proposing, scanning
from partnerships.signing.models import SignedScan, SigningRound
from tests import factories
from tests.partnerships.signing.said import PDF, State, accept, rows_of, words_of


def test_proposing_freezes_a_version_and_asks_each_partner(as_, ruth, coffee, partners, agreement):
    answer = as_(ruth).post(
        "/partnerships/coffee/agreement/proposal/", {"rule": "all", "no_objection_counts": "on"}
    )
    round = SigningRound.objects.get()
    assert answer.url == f"/signing-rounds/{round.pk}/"
    assert (round.version.number, round.state, round.no_objection_counts) == (1, "proposed", True)
    assert sorted(rows_of(round)) == sorted(str(partner) for partner in partners)
    assert words_of(round) == "issued, accepted by 0 of 3"
    assert "Proposed on" in as_(ruth).get("/partnerships/coffee/agreement/").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"rule": "named"}, "Choose the partners"),
        ({"rule": "count"}, "Say how many partners"),
        ({"rule": "count", "count": 4}, "There are not so many partners"),
    ],
)
def test_a_rule_says_whom_or_how_many(as_ruth, partners, agreement, data, words):
    answer = as_ruth.post("/partnerships/coffee/agreement/proposal/", data)
    assert answer.status_code == 422
    assert words in answer.text
    assert not SigningRound.objects.exists()


def test_two_who_propose_at_once_make_one(as_ruth, ruth, proposed):
    answer = as_ruth.post("/partnerships/coffee/agreement/proposal/", {"rule": "all", "reason": "Again"})
    assert answer.status_code == 422
    assert "was proposed a moment ago" in answer.text
    assert SigningRound.objects.count() == 1


def test_nothing_is_proposed_when_each_clause_is_left_out(as_ruth, agreement, partners):
    agreement.clauses.update(left_out=True)
    answer = as_ruth.post("/partnerships/coffee/agreement/proposal/", {"rule": "all"})
    assert answer.status_code == 422
    assert "nothing to propose" in answer.text


def test_it_enters_into_force_when_all_have_accepted(as_ruth, ruth, proposed):
    one, two, three = proposed.acceptances.all()
    accept(one, ruth)
    accept(two, ruth)
    page = f"/signing-rounds/{proposed.pk}/in-force/"
    data = {"on": today_of(proposed.partnership), "reason": "All have signed"}
    assert "does not let it enter" in as_ruth.post(page, data).text
    accept(three, ruth, State.NO_OBJECTION)
    assert as_ruth.post(page, data).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.state, proposed.in_force_by, proposed.in_force_reason) == (
        "in_force",
        ruth,
        "All have signed",
    )
    assert "in force since" in words_of(proposed)
    assert words_of(proposed).endswith("accepted by 2 of 3, 1 takes part by letter of no objection")


def test_who_is_not_needed_holds_up_nobody(agreement, partners, ruth):
    round = proposing.propose(agreement, ruth, "named", needed=[partners[0].pk])
    assert not in_force.may_enter(round)
    accept(round.acceptances.get(partner=partners[0]), ruth)
    assert in_force.may_enter(round)


def test_a_number_of_partners_is_enough(agreement, partners, ruth):
    round = proposing.propose(agreement, ruth, "count", count=2)
    for partner in partners[:2]:
        assert not in_force.may_enter(round)
        accept(round.acceptances.get(partner=partner), ruth)
    assert in_force.may_enter(round)


def test_a_letter_of_no_objection_counts_only_if_the_round_says_so(agreement, partners, ruth):
    round = proposing.propose(agreement, ruth, "count", count=1, no_objection_counts=False)
    accept(round.acceptances.first(), ruth, State.NO_OBJECTION)
    assert not in_force.may_enter(round)
    assert counting.standing(round).no_objection == 1


def test_refusing_is_recorded_and_holds_up_all(as_ruth, ruth, proposed):
    row = proposed.acceptances.first()
    as_ruth.post(f"/acceptances/{row.pk}/edit/", {"state": "refused", "revision": row.revision})
    row.refresh_from_db()
    assert row.state == State.REFUSED
    for other in proposed.acceptances.exclude(pk=row.pk):
        accept(other, ruth)
    assert not in_force.may_enter(proposed)


def test_what_is_recorded_needs_its_day_and_its_way(as_ruth, proposed):
    row = proposed.acceptances.first()
    answer = as_ruth.post(
        f"/acceptances/{row.pk}/edit/", {"state": "accepted", "revision": 0, "remark": "But"}
    )
    assert answer.status_code == 422
    for words in ("Say on which day it was", "Say how it came", "Say what the remark counts as"):
        assert words in answer.text
    row.refresh_from_db()
    assert row.state == State.OPEN


def signed(**values):
    day = datetime.date.today() - datetime.timedelta(days=1)
    return {"state": "accepted", "answered_on": day, "way": "paper", "revision": 0, **values}


def test_a_row_keeps_who_signed_and_the_scan(as_ruth, ruth, proposed):
    row = proposed.acceptances.first()
    data = signed(
        signer_name="Dr A. Okello", signer_office="Permanent Secretary", decision_number="B-12",
        scan=SimpleUploadedFile("signed.pdf", PDF, "application/pdf"),
    )  # fmt: skip
    answer = as_ruth.post(f"/acceptances/{row.pk}/edit/", data)
    assert answer.status_code == 302, answer.text
    row.refresh_from_db()
    assert (row.state, row.signer_office, row.recorded_by) == (State.ACCEPTED, "Permanent Secretary", ruth)
    scan = SignedScan.objects.get()
    assert [cover.acceptance for cover in scan.covers.all()] == [row]
    page = as_ruth.get(f"/signing-rounds/{proposed.pk}/").text
    assert "Permanent Secretary" in page
    assert "signed.pdf" in page


def test_two_who_record_at_once_see_both_texts(as_ruth, ruth, proposed):
    row = proposed.acceptances.first()
    accept(row, ruth, signer_name="Dr A. Okello")
    answer = as_ruth.post(f"/acceptances/{row.pk}/edit/", signed(signer_name="Somebody else"))
    assert answer.status_code == 409
    assert "Dr A. Okello" in answer.text


def test_a_ceremony_is_one_scan_for_several(as_ruth, proposed):
    rows = list(proposed.acceptances.all()[:2])
    data = {
        "partners": [row.pk for row in rows],
        "answered_on": today_of(proposed.partnership),
        "scan": SimpleUploadedFile("page.pdf", PDF, "application/pdf"),
    }
    assert as_ruth.post(f"/signing-rounds/{proposed.pk}/ceremony/", data).status_code == 302
    assert proposed.acceptances.filter(state=State.ACCEPTED, way="paper").count() == 2
    assert SignedScan.objects.get().covers.count() == 2


def test_a_scan_for_the_wrong_partner_is_moved(as_ruth, ruth, proposed):
    wrong, right, _third = proposed.acceptances.all()
    as_ruth.post(
        f"/acceptances/{wrong.pk}/edit/", signed(scan=SimpleUploadedFile("a.pdf", PDF, "application/pdf"))
    )
    scan = SignedScan.objects.get()
    as_ruth.post(f"/signed-scans/{scan.pk}/partners/", {"partners": [right.pk]})
    assert [cover.acceptance for cover in scan.covers.all()] == [right]
    as_ruth.post(f"/signed-scans/files/{scan.pk}/removal/")
    assert not SignedScan.objects.exists()


def test_a_scan_of_a_version_in_force_stays(as_ruth, ruth, proposed):
    row = proposed.acceptances.first()
    as_ruth.post(
        f"/acceptances/{row.pk}/edit/", signed(scan=SimpleUploadedFile("a.pdf", PDF, "application/pdf"))
    )
    for other in proposed.acceptances.exclude(pk=row.pk):
        accept(other, ruth)
    in_force.put_in_force(proposed, ruth, "All signed")
    scan = SignedScan.objects.get()
    answer = as_ruth.post(f"/signed-scans/files/{scan.pk}/removal/", follow=True)
    assert "it stays" in answer.text
    answer = as_ruth.post(f"/signed-scans/{scan.pk}/partners/", {"partners": []}, follow=True)
    assert "it stays" in answer.text
    assert SignedScan.objects.get().covers.count() == 1


# A coordinator who belongs to the partner


@pytest.fixture
def own_coordinator(coffee, union):
    """Peter coordinates, and has a seat for the union."""
    peter = factories.coordinator(coffee, factories.person("Peter Mugabo"))
    factories.representative(union, peter)
    return peter


def test_an_own_acceptance_counts_once_another_confirms_it(as_, ruth, own_coordinator, union, proposed):
    row = proposed.acceptances.get(partner=union)
    as_(own_coordinator).post(f"/acceptances/{row.pk}/edit/", signed())
    found = counting.standing(proposed)
    assert (found.accepted, found.unconfirmed) == (0, 1)
    page = as_(own_coordinator).get(f"/signing-rounds/{proposed.pk}/").text
    assert "counts once another confirms it" in page
    assert f"/acceptances/{row.pk}/confirmation/" not in page
    as_(own_coordinator).post(f"/acceptances/{row.pk}/confirmation/")
    assert counting.standing(proposed).accepted == 0
    assert f"/acceptances/{row.pk}/confirmation/" in as_(ruth).get("/my-work/").text
    as_(ruth).post(f"/acceptances/{row.pk}/confirmation/")
    assert counting.standing(proposed).accepted == 1
    assert f"/acceptances/{row.pk}/confirmation/" not in as_(ruth).get("/my-work/").text


def test_an_own_acceptance_counts_with_its_scan(as_, own_coordinator, union, proposed):
    row = proposed.acceptances.get(partner=union)
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    as_(own_coordinator).post(f"/acceptances/{row.pk}/edit/", signed(scan=scan))
    assert counting.standing(proposed).accepted == 1


def test_it_counts_no_more_when_the_scan_was_another_s(as_, ruth, own_coordinator, union, proposed):
    row = proposed.acceptances.get(partner=union)
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    as_(own_coordinator).post(f"/acceptances/{row.pk}/edit/", signed(scan=scan))
    right = proposed.acceptances.exclude(pk=row.pk).first()
    as_(ruth).post(f"/signed-scans/{SignedScan.objects.get().pk}/partners/", {"partners": [right.pk]})
    found = counting.standing(proposed)
    assert (found.accepted, found.unconfirmed) == (0, 1)


def test_a_scan_is_moved_to_no_row_of_another_round(as_ruth, ruth, agreement, proposed):
    row = proposed.acceptances.first()
    for one in proposed.acceptances.all():
        accept(one, ruth)
    in_force.put_in_force(proposed, ruth, "All signed")
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    scanning.keep(proposed, [row], scan, by=ruth)
    newer = proposing.propose(agreement, ruth, "all", reason="Again")
    page = f"/signed-scans/{SignedScan.objects.get().pk}/partners/"
    assert as_ruth.post(page, {"partners": [newer.acceptances.first().pk]}).status_code == 422
    assert [cover.acceptance for cover in SignedScan.objects.get().covers.all()] == [row]


def test_rows_stand_in_the_order_of_names_as_everywhere(coffee, ruth, agreement):
    for name in ("GGD Twente", "Gemeente Hengelo", "apotheek Delden"):
        factories.partner(coffee, name)
    round = proposing.propose(agreement, ruth, "all")
    everywhere = [str(partner) for partner in coffee.partners.present().select_related("organisation")]
    assert [row.name for row in round.acceptances.in_own_order()] == everywhere
