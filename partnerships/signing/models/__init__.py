"""Rounds in which partners accept a version of the agreement, what each said, and what proves it."""

from partnerships.signing.models.acceptances import Acceptance
from partnerships.signing.models.evidence import AcceptanceCode, AcceptanceEvidence, ScanCover, SignedScan
from partnerships.signing.models.rounds import SigningRound

__all__ = [
    "Acceptance",
    "AcceptanceCode",
    "AcceptanceEvidence",
    "ScanCover",
    "SignedScan",
    "SigningRound",
]
