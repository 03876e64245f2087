"""What invitations add to the pages that span apps."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import Erased, NotExported, Personal, erased, not_exported, personal
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.attachments.kinds import Attachable, take_files
from partnerships.inviting import answering, link, needs, reminding
from partnerships.inviting.access import get_invitation, may_keep
from partnerships.inviting.mail_kinds import KIND
from partnerships.inviting.models import PartnerInvitation, PartnerInvitationFile

take_files(
    Attachable(
        "partner_invitation",
        PartnerInvitationFile,
        "invitation",
        get=lambda person, pk: get_invitation(person, pk, "look_back"),
        may_add=may_keep,
        page=PartnerInvitation.get_absolute_url,
    )
)
registry.add_mails(KIND)
registry.removable.append(Removable("inviting.partnerinvitationfile", _("File")))
registry.needs.append(needs.of_invitations)
registry.not_public.append(answering.not_looked_at)
registry.forthcoming.append(reminding.forthcoming)
registry.heard.append(
    lambda partnership: (
        partnership.partner_invitations.filter(state__in=PartnerInvitation.ANSWERS),
        "person",
        "answered_at",
    )
)
registry.observes_for.append(answering.observed)
registry.link_page.append(Panel("partner_invitation", "inviting/link.html", link.on_link, 5))
show_in_history(
    Tracked(
        PartnerInvitation,
        _("Invitation of an organisation"),
        ("organisation",),
        lambda pk: reverse("partner_invitation", args=[pk]),
        labels={"person": _("To"), "prospect": _("Prospect"), "partner": _("Partner")},
    ),
    Tracked(
        PartnerInvitationFile,
        _("Paper of an invitation"),
        ("name",),
        labels={"invitation": _("Invitation")},
        left_out=("upload",),
    ),
)
personal.append(
    Personal(
        PartnerInvitation,
        _("Invitations that you got for an organisation"),
        _("So that nobody is asked twice."),
        ("person",),
        {
            "partnership": _("Partnership"),
            "organisation": "",
            "sent_at": _("Sent"),
            "state": _("Answer"),
            "answer_words": "",
        },
    )
)
not_exported.append(NotExported(PartnerInvitation, ("by",), ""))
erased.append(
    Erased(
        PartnerInvitation,
        _("Invitations that they got for an organisation"),
        ("person",),
        {"person": None, "answer_words": "", "other_name": "", "other_email": "", "best_voice": ""},
    )
)
