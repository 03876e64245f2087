"""Who works together, and on what terms."""

from partnerships.models.agreements import Agreement, Clause
from partnerships.models.asking import AccessLink, Confirmation, Correspondence, Notice
from partnerships.models.documents import Counter, Document, Version
from partnerships.models.imports import ImportRow, ImportRun
from partnerships.models.notes import PrivateNote
from partnerships.models.partners import Benefit, Body, Contribution, Partner, Representative
from partnerships.models.partnership import Organisation, Partnership, PurposeStatement, Role

__all__ = [
    "AccessLink",
    "Agreement",
    "Benefit",
    "Body",
    "Clause",
    "Confirmation",
    "Contribution",
    "Correspondence",
    "Counter",
    "Document",
    "ImportRow",
    "ImportRun",
    "Notice",
    "Organisation",
    "Partner",
    "Partnership",
    "PrivateNote",
    "PurposeStatement",
    "Representative",
    "Role",
    "Version",
]
