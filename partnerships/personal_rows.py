"""What the core of partnerships keeps of a person, for an export of their data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from backbone.files.models import StoredFile
from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.personal import Erased, Naming, NotExported, Personal
from partnerships.models import (
    Assistant,
    Benefit,
    Body,
    Contribution,
    Merge,
    Organisation,
    Partnership,
    Pause,
    PrivateNote,
    PurposeStatement,
    PutOffNeed,
    Removal,
    Representative,
    Role,
)

PERIOD = {"since": "", "until": ""}
RECORDED = _("So that others see where it comes from.")


def _without_links(column, value):
    return link_tokens.hide(value) if column == "text" else value


KINDS = [
    Personal(
        Role,
        _("Roles"),
        _("What you may do, and where."),
        ("person",),
        {"kind": "", "partnership": "", **PERIOD},
    ),
    Personal(
        Representative,
        _("Whom you represent"),
        _("To know who speaks for a partner."),
        ("person",),
        {"partnership": _("Partnership"), "partner": "", "capacity": "", "job_title": "", **PERIOD},
    ),
    Personal(
        Assistant,
        _("Whom you assist, and who assists you"),
        _("So that copies go to whoever assists somebody."),
        ("person", "assisted"),
        {"partnership": _("Partnership"), "person": "", "assisted": "", **PERIOD},
    ),
    Personal(
        Pause,
        _("Your pauses"),
        _("So that nothing is asked of you until then."),
        ("person",),
        {"partnership": _("Partnership"), "until_on": "", "words": "", "ended_at": ""},
    ),
    Personal(
        Body,
        _("Groups that you chair"),
        _("To know who leads a meeting."),
        ("chair",),
        {"partnership": _("Partnership"), "name": ""},
    ),
    Personal(
        Organisation,
        _("Organisations with which you lead the wider relationship"),
        _("To know whom to speak to before an agreement is proposed."),
        ("wider_lead",),
        {"name": ""},
    ),
    Personal(
        Contribution,
        _("Contributions to which you said “not now”"),
        RECORDED,
        ("declined_by",),
        {"partner": "", "description": "", "declined_words": _("Why not now"), "declined_at": _("When")},
    ),
    Personal(
        Contribution,
        _("Contributions that you recorded"),
        RECORDED,
        ("recorded_by",),
        {"partner": "", "description": "", "recorded_at": _("Recorded")},
    ),
    Personal(
        Benefit,
        _("Benefits to which you said “not now”"),
        RECORDED,
        ("declined_by",),
        {"partner": "", "description": "", "declined_words": _("Why not now"), "declined_at": _("When")},
    ),
    Personal(
        Benefit,
        _("Benefits that you recorded"),
        RECORDED,
        ("recorded_by",),
        {"partner": "", "description": "", "recorded_at": _("Recorded")},
    ),
    Personal(
        PurposeStatement,
        _("Wordings of a purpose that you wrote"),
        RECORDED,
        ("by",),
        {"partnership": _("Partnership"), "text": _("Text"), "reason": "", "at": _("When")},
    ),
    Personal(
        Message,
        _("Emails to you"),
        _("To show what was asked and told, and what became of an email."),
        ("recipient",),
        {
            "to_address": _("Address"),
            "subject": _("Subject"),
            "text": _("Text"),
            "state": _("State"),
            "created_at": _("Written"),
            "sent_at": _("Sent"),
        },
        _without_links,
    ),
    Personal(
        StoredFile,
        _("Files that you uploaded or asked for"),
        _("The names alone: what is in them is about many people."),
        ("created_by",),
        {"name": _("Name"), "created_at": _("When")},
    ),
    Personal(
        PutOffNeed,
        _("What you put off or gave away"),
        _("So that it is out of your sight until then."),
        ("person",),
        {"title": _("What"), "until": _("Until"), "at": _("When")},
    ),
]
LEFT_OUT = [
    NotExported(
        PrivateNote,
        ("by",),
        _(
            "Private notes are about partners, and only coordinators and administrators read them. Ask them to read those that concern you."
        ),
    ),
    NotExported(Role, ("granted_by",), _("Roles that you granted are those of others.")),
    NotExported(Contribution, ("signed_off_by",), _("What you signed off stands in what partners gave.")),
    NotExported(Partnership, ("contacts_owner", "closed_by"), ""),
    NotExported(SenderSettings, ("released_by",), ""),
    NotExported(PutOffNeed, ("given_to",), _("What others gave to you is in their lists.")),
    NotExported(Pause, ("by",), _("Pauses that you noted for others are in their data.")),
    NotExported(Merge, ("by", "undone_by"), ""),
    NotExported(Removal, ("by",), ""),
]
ERASED = [
    Erased(PutOffNeed, _("What they put off, or were given"), ("person", "given_to")),
    Erased(Representative, _("Job titles"), ("person",), {"job_title": ""}),
    Erased(Pause, _("Why they paused"), ("person",), {"words": ""}),
    Erased(Body, _("Groups that they chair"), ("chair",), {"chair": None}),
    Erased(Partnership, _("Lists of contacts that they keep"), ("contacts_owner",), {"contacts_owner": None}),
]
NAMING = [Naming(PutOffNeed, ("title",))]
STAYING = [
    _(
        "Private notes are about partners, not about people. Coordinators read them and delete what names the person."
    ),
    _("What others wrote about the person in words of their own: nobody can find that by itself."),
]
