"""Who signed and by which decision: said at a ceremony, for what still holds, and added once it is in force."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backbone.time.days import today_of
from partnerships.signing import in_force, proposing, recording
from partnerships.signing.models import SignedScan
from tests.partnerships.signing.said import PDF, State, accept


def ceremony(client, round, rows, **values):
    data = {"partners": [row.pk for row in rows], "answered_on": today_of(round.partnership), **values}
    return client.post(f"/signing-rounds/{round.pk}/ceremony/", data)


def test_a_ceremony_says_for_each_partner_who_signed(as_ruth, proposed):
    first, second, _third = proposed.acceptances.all()
    said = {f"signer_name_{first.pk}": "Dr A. Okello", f"decision_number_{second.pk}": "B-12"}
    page = as_ruth.get(f"/signing-rounds/{proposed.pk}/ceremony/").text
    assert all(f'name="{name}"' in page for name in said)
    assert ceremony(as_ruth, proposed, [first, second], **said).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.signer_name, first.decision_number) == ("Dr A. Okello", "")
    assert (second.signer_name, second.decision_number) == ("", "B-12")


def test_a_signer_of_a_partner_that_was_not_chosen_is_not_lost(as_ruth, proposed):
    first, second, _third = proposed.acceptances.all()
    answer = ceremony(as_ruth, proposed, [first], **{f"signer_name_{second.pk}": "Dr A. Okello"})
    assert answer.status_code == 422
    assert "Choose this partner above, too" in answer.text
    first.refresh_from_db()
    assert first.state == State.OPEN


# Added once it is in force


@pytest.fixture
def bound(as_ruth, ruth, proposed):
    """All signed at a ceremony; of one it is known who signed."""
    rows = list(proposed.acceptances.all())
    ceremony(as_ruth, proposed, rows, **{f"signer_name_{rows[0].pk}": "Dr A. Okello"})
    return in_force.put_in_force(proposed, ruth, "All signed")


def test_who_signed_is_added_and_nothing_else_changes(as_ruth, bound):
    row = bound.acceptances.all()[1]
    page = f"/acceptances/{row.pk}/edit/"
    assert page in as_ruth.get(bound.get_absolute_url()).text
    assert "What is not known yet can be added." in as_ruth.get(page).text
    data = {
        "revision": row.revision,
        "signer_name": "B. Kato",
        "signer_office": "Alderman",
        "state": "refused",
    }
    answer = as_ruth.post(page, {**data, "scan": SimpleUploadedFile("late.pdf", PDF, "application/pdf")})
    assert answer.status_code == 302, answer.text
    row.refresh_from_db()
    assert (row.signer_name, row.signer_office, row.state) == ("B. Kato", "Alderman", State.ACCEPTED)
    assert row.events.order_by("-pgh_id")[1].signer_name == ""
    scan = SignedScan.objects.get()
    assert scan.is_kept
    assert [cover.acceptance for cover in scan.covers.all()] == [row]


def test_who_is_known_to_have_signed_stays(as_ruth, bound, ruth):
    row = bound.acceptances.first()
    as_ruth.post(f"/acceptances/{row.pk}/edit/", {"revision": row.revision, "signer_name": "Somebody else"})
    row.refresh_from_db()
    assert row.signer_name == "Dr A. Okello"
    with pytest.raises(proposing.Refused, match="stays as it is"):
        recording.add(row, {"signer_name": "Somebody else"}, ruth)


def test_nothing_is_added_once_it_has_ended(as_ruth, bound, ruth):
    row = bound.acceptances.first()
    in_force.end(bound, ruth, "Done", today_of(bound.partnership))
    assert f"/acceptances/{row.pk}/edit/" not in as_ruth.get(bound.get_absolute_url()).text
    with pytest.raises(proposing.Refused, match="no longer before the partners"):
        recording.add(row, {"decision_number": "B-12"}, ruth)


# What still holds


def test_what_still_holds_has_its_difference_and_takes_a_new_decision(as_ruth, ruth, agreement, proposed):
    accept(proposed.acceptances.first(), ruth, signer_name="Dr A. Okello", decision_number="B-12")
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=proposed.pk)
    row = newer.acceptances.exclude(carried_from=None).get()
    page = f"/acceptances/{row.pk}/still/"
    assert "agreement/difference/?before=1&amp;after=2" in as_ruth.get(page).text
    said = {
        "holds": "yes",
        "answered_on": today_of(row.partnership),
        "way": "letter",
        "decision_number": "B-19",
    }
    scan = SimpleUploadedFile("letter.pdf", PDF, "application/pdf")
    assert as_ruth.post(page, {**said, "scan": scan}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.signer_name, row.decision_number) == (State.ACCEPTED, "Dr A. Okello", "B-19")
    assert row.covers.get().scan.name == "letter.pdf"


def test_a_letter_that_says_with_whom_it_lies_is_noted_so(as_ruth, proposed):
    row = proposed.acceptances.first()
    data = {"state": "open", "legal_since": today_of(row.partnership), "legal_with": "our legal department"}
    as_ruth.post(f"/acceptances/{row.pk}/edit/", {**data, "revision": row.revision})
    row.refresh_from_db()
    assert row.legal_with == "our legal department"
