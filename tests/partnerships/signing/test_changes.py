"""A version changes while it is proposed, binds, is amended and ends; partners come and go."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backbone.time.days import today_of
from partnerships import leaving
from partnerships import partners as partner_rows
from partnerships.signing import counting, in_force, proposing, recording, scanning
from partnerships.signing.models import SigningRound
from tests import factories
from tests.partnerships.signing.said import PDF, State, accept, words_of

# Changes while it is proposed


def test_a_changed_draft_is_a_new_version_and_asks_once_more(as_ruth, ruth, proposed):
    one, two, _three = proposed.acceptances.all()
    accept(one, ruth, signer_name="Dr A. Okello")
    data = {"rule": "all", "reason": "A clause", "instead_of": proposed.pk, "no_objection_counts": "on"}
    assert as_ruth.post("/partnerships/coffee/agreement/proposal/", data).status_code == 302
    after = SigningRound.objects.get(state="proposed")
    proposed.refresh_from_db()
    assert (proposed.state, after.follows, after.version.number) == ("replaced", proposed, 2)
    again = after.acceptances.get(partner=one.partner)
    assert (again.state, again.carried_from) == (State.OPEN, one)
    assert after.acceptances.get(partner=two.partner).carried_from is None
    page = as_ruth.get(f"/signing-rounds/{after.pk}/").text
    assert "It accepted version 1" in page
    day = today_of(proposed.partnership)
    as_ruth.post(f"/acceptances/{again.pk}/still/", {"holds": "yes", "answered_on": day, "way": "said"})
    again.refresh_from_db()
    assert (again.state, again.still_holds, again.signer_name) == (State.ACCEPTED, True, "Dr A. Okello")


def test_what_was_signed_for_the_version_before_is_seen_and_kept_with_the_one_that_binds(
    as_ruth, ruth, coffee, agreement, proposed
):
    rows = [accept(row, ruth) for row in proposed.acceptances.all()]
    signed = scanning.keep(proposed, rows, SimpleUploadedFile("signed.pdf", PDF, "application/pdf"), by=ruth)
    second = proposing.propose(agreement, ruth, "all", instead_of=proposed.pk)
    for row in second.acceptances.all():
        recording.still_holds(row, ruth, today_of(coffee))
    in_force.put_in_force(second, ruth, "All signed")
    signed.refresh_from_db()
    assert signed.is_kept
    text = " ".join(as_ruth.get(second.get_absolute_url()).text.split())
    assert f'href="{rows[0].get_absolute_url()}"> It accepted version 1' in text


def test_what_is_asked_again_is_passed_on_to_a_third_version(agreement, ruth, proposed):
    one = accept(proposed.acceptances.first(), ruth)
    second = proposing.propose(agreement, ruth, "all", instead_of=proposed.pk)
    third = proposing.propose(agreement, ruth, "all", instead_of=second.pk)
    assert third.acceptances.get(partner=one.partner).carried_from_id == one.pk


def test_it_no_longer_holds(agreement, ruth, proposed):
    one = accept(proposed.acceptances.first(), ruth)
    second = proposing.propose(agreement, ruth, "all", instead_of=proposed.pk)
    row = recording.still_holds(
        second.acceptances.get(partner=one.partner), ruth, today_of(second.partnership), holds=False
    )
    assert (row.state, row.still_holds) == (State.WISHES_CHANGE, False)


def test_an_old_version_is_accepted_by_nobody(agreement, ruth, proposed):
    proposing.propose(agreement, ruth, "all", instead_of=proposed.pk)
    with pytest.raises(proposing.Refused, match="no longer before the partners"):
        accept(proposed.acceptances.first(), ruth)


def test_a_proposal_is_taken_back(as_ruth, agreement, ruth, proposed):
    as_ruth.post(f"/signing-rounds/{proposed.pk}/taking-back/", {"reason": "Legal has questions"})
    proposed.refresh_from_db()
    assert (proposed.state, proposed.ended_reason) == ("taken_back", "Legal has questions")
    assert proposing.propose(agreement, ruth, "all").version.number == 2


# In force, amended, ended


@pytest.fixture
def binding(proposed, ruth):
    for row in proposed.acceptances.all():
        accept(row, ruth)
    return in_force.put_in_force(proposed, ruth, "All signed")


def test_an_amendment_takes_the_place_of_what_is_in_force(agreement, partners, ruth, binding):
    amended = proposing.propose(agreement, ruth, "named", needed=[partners[0].pk], reason="A fee")
    binding.refresh_from_db()
    assert binding.is_in_force
    accept(amended.acceptances.get(partner=partners[0]), ruth)
    in_force.put_in_force(amended, ruth, "It concerns the union alone")
    binding.refresh_from_db()
    assert (binding.state, binding.ended_reason) == ("replaced", "Version 2 is in force")
    assert amended.follows == binding


def test_it_ends_with_day_and_reason(as_ruth, binding):
    data = {"on": today_of(binding.partnership), "reason": "The programme is over"}
    as_ruth.post(f"/signing-rounds/{binding.pk}/end/", data)
    binding.refresh_from_db()
    assert (binding.state, binding.ended_reason) == ("ended", "The programme is over")
    assert words_of(binding).startswith("ended on")


def test_what_has_ended_is_chased_no_more(as_ruth, ruth, coffee, agreement, request):
    agreement.end_on = today_of(coffee)
    agreement.save()
    binding = request.getfixturevalue("binding")
    assert "The agreement ends" in as_ruth.get("/my-work/").text
    in_force.end(binding, ruth, "The programme is over", today_of(coffee))
    assert "The agreement ends" not in as_ruth.get("/my-work/").text


def test_who_joins_accepts_the_current_version(as_ruth, coffee, binding):
    as_ruth.post(
        "/partnerships/coffee/partners/new/", {"organisation_name": "Growers’ Union", "since_words": ""}
    )
    row = binding.acceptances.get(name="Growers’ Union")
    assert (row.state, row.is_needed) == (State.OPEN, False)
    assert words_of(binding).endswith("accepted by 3 of 3; 1 joined since, 0 accepted it")
    accept(row, None)
    found = counting.standing(binding)
    assert (found.partners, found.accepted, found.joined, found.joined_accepted) == (3, 3, 1, 1)
    assert words_of(binding).endswith("accepted by 3 of 3; 1 joined since, 1 accepted it")


def test_who_leaves_is_recorded_and_can_stay_after_all(union, ruth, binding):
    leaving.withdraw(union, today_of(binding.partnership), to=None, agreed=False, by=ruth)
    row = binding.acceptances.get(partner=union)
    assert row.state == State.LEFT
    assert row.left_reason.startswith("It had accepted")
    found = counting.standing(binding)
    assert (found.partners, found.accepted, found.gone) == (3, 3, 1)
    assert words_of(binding).endswith("accepted by 3 of 3, 1 who accepted has left since")
    partner_rows.take_back_withdrawal(union)
    row.refresh_from_db()
    assert (row.state, row.left_on) == (State.ACCEPTED, None)


def test_who_left_stands_on_the_page_of_the_agreement_with_day_and_consequence(as_, coffee, union, binding):
    observer = as_(factories.observer(coffee))
    assert "left on" not in observer.get("/partnerships/coffee/agreement/").text
    partner_rows.withdraw(union, datetime.date(2026, 3, 2))
    binding.acceptances.filter(partner=union).update(left_reason="It gives back the boats.")
    text = observer.get("/partnerships/coffee/agreement/").text
    assert f"{union} left on 2 March 2026." in " ".join(text.split())
    assert "It gives back the boats." in text


def test_who_leaves_while_it_is_proposed_holds_up_nobody(union, ruth, proposed):
    for row in proposed.acceptances.exclude(partner=union):
        accept(row, ruth)
    partner_rows.withdraw(union, today_of(proposed.partnership))
    assert in_force.may_enter(proposed)


def test_what_changed_since_is_looked_at(as_ruth, ruth, coffee, binding):
    assert "still fits" not in as_ruth.get("/my-work/").text
    coffee.purpose = "Another purpose"
    coffee.save()
    assert "the purpose changed" in as_ruth.get("/my-work/").text
    assert "has changed" in as_ruth.get(f"/signing-rounds/{binding.pk}/").text
    as_ruth.post(f"/signing-rounds/{binding.pk}/fit/")
    assert "the purpose changed" not in as_ruth.get("/my-work/").text


@pytest.mark.parametrize(("days", "is_said"), [(61, False), (60, True), (14, True), (-1, True)])
def test_review_and_end_chase_themselves(as_ruth, coffee, agreement, days, is_said):
    agreement.end_on = today_of(coffee) + datetime.timedelta(days=days)
    agreement.save()
    assert ("The agreement ends" in as_ruth.get("/my-work/").text) == is_said


# Who sees what


def test_everybody_sees_who_accepted_and_not_what_is_between(as_, coffee, union, peter, ruth, proposed):
    row = proposed.acceptances.get(partner=union)
    accept(row, ruth, remark="a marked remark", remark_counts="condition", sent_how="a marked way")
    address = f"/signing-rounds/{proposed.pk}/"
    for person in (factories.observer(coffee), factories.representative(proposed.acceptances.last().partner)):
        page = as_(person).get(address).text
        assert "Accepted by 1 of 3" in page
        assert "A condition" in page
        assert "marked" not in page
        assert "Record" not in page
    assert "a marked remark" in as_(peter).get(address).text


def test_who_merges_keeps_what_was_accepted(ruth, coffee, union, partners, proposed):
    from partnerships.merges import merging

    double = factories.partner(coffee, "Kigezi Farmers Union (2)")
    from partnerships.signing import coming_and_going

    coming_and_going.add_rows(proposed)
    accept(proposed.acceptances.get(partner=double), ruth)
    merging.merge_organisations(double.organisation, union.organisation, by=ruth)
    row = proposed.acceptances.get(partner=union)
    assert (row.state, row.is_needed) == (State.ACCEPTED, True)
    assert proposed.acceptances.count() == 3
