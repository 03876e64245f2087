"""What was accepted is changed and removed by nobody: the database refuses it."""

import pytest
from django.db import DatabaseError, connection, transaction

from backbone.time.days import today_of
from demo import loading
from partnerships.documents.models import Version
from partnerships.signing import recording
from partnerships.signing.models import Acceptance, AcceptanceEvidence

TRIES = [
    "UPDATE documents_version SET html = 'other' WHERE id = {version}",
    "UPDATE documents_version SET data = '{{}}' WHERE id = {version}",
    "UPDATE documents_version SET reason = 'other' WHERE id = {version}",
    "UPDATE documents_version SET is_accepted = false WHERE id = {version}",
    "DELETE FROM documents_version WHERE id = {version}",
    "UPDATE signing_acceptanceevidence SET address = 'other@example.org' WHERE id = {evidence}",
    "UPDATE signing_acceptanceevidence SET sha256 = 'other' WHERE id = {evidence}",
    "UPDATE signing_acceptanceevidence SET from_coordinator = true WHERE id = {evidence}",
    "DELETE FROM signing_acceptanceevidence WHERE id = {evidence}",
]


@pytest.fixture
def accepted(proposed, ruth):
    """One partner has accepted it, with evidence."""
    row = recording.record(
        proposed.acceptances.first(),
        {"state": "accepted", "answered_on": today_of(proposed.partnership)},
        ruth,
    )
    evidence = AcceptanceEvidence.objects.create(
        partnership=row.partnership,
        acceptance=row,
        address="office@example.org",
        sha256="a" * 64,
        said_by="Joy",
    )
    return {"version": proposed.version_id, "evidence": evidence.pk}


@pytest.mark.parametrize("statement", TRIES)
def test_what_was_accepted_stays(accepted, statement):
    with (
        pytest.raises(DatabaseError, match="annot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(**accepted))


def test_a_version_that_nobody_accepted_is_taken_back_still(proposed):
    Acceptance.objects.all().delete()
    proposed.delete()
    Version.objects.filter(pk=proposed.version_id).delete()
    assert not Version.objects.exists()


def test_a_person_is_erased_and_the_evidence_stays(accepted, ruth):
    ruth.delete()
    assert AcceptanceEvidence.objects.get().address == "office@example.org"


def test_what_was_accepted_from_the_mail_is_not_recorded_again(as_ruth, accepted):
    row = Acceptance.objects.get(evidence=accepted["evidence"])
    answer = as_ruth.get(f"/acceptances/{row.pk}/edit/", follow=True)
    assert "with a code, so it stays" in answer.text


@pytest.mark.django_db
def test_the_demo_is_removed_with_what_was_accepted_in_it():
    loading.load()
    assert Version.objects.filter(is_accepted=True).exists()
    loading.remove()
    assert not Version.objects.exists()
