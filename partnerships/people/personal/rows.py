"""What people are asked and told, for an export of their data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from backbone.personal import Erased, Naming, NotExported, Personal
from partnerships.correspondence.models import AccessLink, Confirmation, Correspondence, MailWording, Notice
from partnerships.documents.models import Version
from partnerships.imports.models import ImportRun

KINDS = [
    Personal(
        Confirmation,
        _("What you were asked, and your answers"),
        _("So that nobody asks twice, and that what was agreed can be shown."),
        ("person",),
        {
            "partnership": _("Partnership"),
            "question": _("Question"),
            "asked_at": _("Asked"),
            "due_on": _("Due"),
            "answer": _("Answer"),
            "remark": _("In your words"),
            "answered_at": _("Answered"),
            "told_on": _("Told on"),
        },
    ),
    Personal(
        Notice,
        _("News for you"),
        _("Kept until an email or a digest has told it."),
        ("person",),
        {"partnership": _("Partnership"), "text": _("Text"), "at": _("When")},
    ),
    Personal(
        MailWording,
        _("Wordings of emails that you wrote"),
        _("So that others see where it comes from."),
        ("changed_by",),
        {
            "partnership": _("Partnership"),
            "kind": "",
            "language": "",
            "subject": "",
            "opening": "",
            "closing": "",
            "changed_at": _("When"),
        },
    ),
    Personal(
        AccessLink,
        _("Links in emails to you"),
        _("To let you answer without an account, and to end a link."),
        ("person",),
        {
            "partnership": _("Partnership"),
            "created_at": _("Made"),
            "expires_at": _("Ends"),
            "revoked_at": _("Ended"),
            "last_used_at": _("Last used"),
        },
    ),
]
LEFT_OUT = [
    NotExported(
        Correspondence, ("person",), _("Which email was about what: the emails themselves are in the export.")
    ),
    NotExported(Confirmation, ("asked_by", "noted_by", "instead_of"), _("What you asked others is theirs.")),
    NotExported(Version, ("issued_by",), _("Documents that you issued are the partnership’s.")),
    NotExported(ImportRun, ("by",), _("Tables that you imported are about many people.")),
]
ERASED = [
    Erased(AccessLink, _("Links in emails"), ("person",)),
    Erased(Notice, _("News that waits for them"), ("person",)),
    Erased(Confirmation, _("Remarks in their answers"), ("person",), {"remark": ""}),
    Erased(Correspondence, _("Their parts of digests"), ("person",), {"subject": "", "text": ""}),
]
NAMING = [Naming(Notice, ("text",))]
STAYING = [
    _(
        "Names in issued minutes and other issued documents: they are the record of what was decided, and by whom."
    ),
    _("Emails to others in which the person is named: they have them already."),
    _("That somebody was asked, agreed, was there or did a task, without a name: others rely on it."),
]
