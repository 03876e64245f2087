"""Who works together, and on what terms."""

from partnerships.models.assistants import Assistant
from partnerships.models.bodies import Body, BodyGuest, BodyPartner
from partnerships.models.later import PutOffNeed
from partnerships.models.merges import Merge, MergedRows
from partnerships.models.notes import PrivateNote
from partnerships.models.organisation import Organisation
from partnerships.models.partners import Partner, Representative
from partnerships.models.partnership import Partnership, PurposeStatement, Role
from partnerships.models.pauses import Pause
from partnerships.models.removals import Removal
from partnerships.models.terms import Benefit, Contribution

__all__ = [
    "Assistant",
    "Benefit",
    "Body",
    "BodyGuest",
    "BodyPartner",
    "Contribution",
    "Merge",
    "MergedRows",
    "Organisation",
    "Partner",
    "Partnership",
    "Pause",
    "PrivateNote",
    "PurposeStatement",
    "PutOffNeed",
    "Removal",
    "Representative",
    "Role",
]
