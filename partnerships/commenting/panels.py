"""What comments on the agreement add to the pages that span apps."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, Personal, not_exported, personal
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.commenting import asking, beside, needs
from partnerships.commenting.mail_kinds import KIND
from partnerships.commenting.models import ClauseComment, CommentAsk, NoComments
from partnerships.commenting.views import link

registry.agreement_page.append(Panel("comments", "commenting/above.html", beside.above, 50))
registry.beside_clauses.append(Panel("comments", "commenting/beside.html", beside.of_clauses, 10))
registry.proposing_page.append(
    Panel("comments", "commenting/before_proposing.html", beside.before_proposing, 20)
)
registry.partner_page.append(Panel("comments", "commenting/partner_panel.html", beside.on_partner_page, 46))
registry.needs.append(needs.to_answer)
registry.heard += [
    lambda partnership, model=model: (
        model.objects.filter(partnership=partnership, way__in=["link", "page"]),
        "by",
        "at",
    )
    for model in (ClauseComment, NoComments)
]
registry.link_page.append(Panel("comments", "commenting/link_panel.html", link.on_link, 13))
registry.my_work.append(Panel("comments", "commenting/my_work_panel.html", link.on_my_work, 21))
registry.forthcoming.append(asking.forthcoming)
registry.add_mails(KIND)
registry.removable.append(Removable("commenting.clausecomment", _("Comment on the agreement")))
show_in_history(
    Tracked(
        ClauseComment,
        _("Comment on the agreement"),
        ("partner", "heading"),
        lambda pk: reverse("comment_answer", args=[pk]),
        is_form=True,
        left_out=("agreement", "clause"),
    ),
    Tracked(NoComments, _("No comments on the draft"), ("partner",), left_out=("agreement",)),
)
personal += [
    Personal(
        ClauseComment,
        _("What you said about clauses of an agreement"),
        _("So that the agreement says what partners want."),
        ("by",),
        {
            "partnership": _("Partnership"),
            "partner": "",
            "heading": "",
            "is_general": "",
            "text": "",
            "at": "",
            "outcome": "",
            "answer": "",
        },
    ),
    Personal(
        NoComments,
        _("Drafts on which you said that a partner has no comments"),
        _("So that nobody asks again."),
        ("by",),
        {"partnership": _("Partnership"), "partner": "", "at": ""},
    ),
    Personal(
        CommentAsk,
        _("Drafts on which you were asked for comments"),
        _("So that nobody is asked twice."),
        ("person",),
        {"partnership": _("Partnership"), "partner": "", "until": "", "asked_at": ""},
    ),
]
not_exported.append(NotExported(ClauseComment, ("answered_by",), ""))
