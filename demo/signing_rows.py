"""Who accepted the demo's agreement and how: one is in force, of the other half has come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.scan_rows import add_scan
from partnerships.signing import in_force, proposing, recording
from partnerships.signing.models import AcceptanceEvidence, SigningRound

if TYPE_CHECKING:
    from demo.builder import Builder
    from partnerships.agreements.models import Agreement
    from partnerships.documents.models import Version

DAYS = ("sent_on", "received_on", "legal_since", "answered_on", "decided_on")


def add_round(builder: Builder, agreement: Agreement, version: Version) -> None:
    """The round of the version, with what each partner said."""
    told = builder.story["signing"]
    round = proposing.open_round(
        agreement, version, builder.coordinator, told["rule"], count=told.get("count")
    )
    SigningRound.objects.filter(pk=round.pk).update(proposed_on=builder.day(told["proposed"]))
    for key, entry in told["partners"].items():
        _say(builder, round, builder.partners[key], entry)
    if "in_force" in told:
        day = builder.day(told["in_force"])
        in_force.put_in_force(round, builder.coordinator, told["reason"], on=day)


def _say(builder, round, partner, entry):
    row = round.acceptances.get(partner=partner)
    values = {name: builder.day(value) if name in DAYS else value for name, value in entry.items()}
    # With a code from the mail the partner said it itself; nobody records it.
    is_own = entry.get("way") == "mail" or recording.belongs(builder.coordinator, partner)
    by = None if is_own else builder.coordinator
    row = recording.record(row, values, by)
    row.recorded_at = builder.moment(entry.get("answered_on", entry["sent_on"]))
    row.save(update_fields=["recorded_at"])
    if row.way == "paper":
        add_scan(builder, row)
    if row.way == "mail":
        AcceptanceEvidence.objects.create(
            partnership=builder.partnership,
            acceptance=row,
            address=f"{entry['signer_name'].split()[0].lower()}@{builder.story['domain']}",
            moment=row.recorded_at,
            sha256=round.version.sha256,
            said_by=row.signer_name,
        )
