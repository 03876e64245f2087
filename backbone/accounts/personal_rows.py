"""What the accounts keep of a person, for an export of their data."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _
from pghistory.models import MiddlewareEvents

from backbone.accounts.models import AddressProposal, Person
from backbone.personal import Erased, NotExported, Personal

DETAILS = {
    "name": "",
    "email": "",
    "contact_email": "",
    "phone": "",
    "salutation": "",
    "reached_by": "",
    "shows_address": "",
    "shows_phone": "",
    "language": "",
    "timezone": "",
    "mail_preference": "",
    "source": "",
    "review_on": "",
}
KINDS = [
    Personal(
        Person,
        _("Your details"),
        _("To know who takes part, to reach you, and to let you sign in."),
        ("pk",),
        {**DETAILS, "created_at": _("Created"), "last_login": _("Last signed in")},
    ),
    Personal(
        Person.pgh_event_model,
        _("Your details as they were"),
        _("So that a wrong change can be found and corrected."),
        ("pgh_obj_id",),
        {"pgh_created_at": _("Since"), **DETAILS},
    ),
    Personal(
        AddressProposal,
        _("Addresses that were proposed for you"),
        _("An address is yours once the code emailed there was typed."),
        ("person",),
        {"address": _("Address"), "created_at": _("Proposed"), "settled_at": _("Settled")},
    ),
]
LEFT_OUT = [
    NotExported(AddressProposal, ("by",), _("Addresses that you proposed for others are theirs.")),
    NotExported(EmailAddress, ("user",), _("A copy of your sign-in address.")),
    NotExported(Authenticator, ("user",), _("What protects your sign-in stays secret.")),
    NotExported(MiddlewareEvents, ("user",), ""),
]
ERASED = [
    Erased(EmailAddress, _("Copies of the sign-in address"), ("user",)),
    Erased(Authenticator, _("What protects the sign-in"), ("user",)),
    Erased(AddressProposal, _("Addresses that were proposed"), ("person",)),
]
