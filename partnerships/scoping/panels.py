"""What scoping adds to the pages that span apps."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, Panel, partnership_page, registry
from backbone.personal import NotExported, Personal, not_exported, personal
from backbone.registered.removable import Removable
from backbone.registered.setup_steps import SetupStep
from backbone.tracked import Tracked, show_in_history
from partnerships.scoping import asking, merged, needs, prefilling
from partnerships.scoping.mail_kinds import KIND
from partnerships.scoping.models import Canvas, CanvasAnswer, CanvasAsk
from partnerships.scoping.views import link

registry.nav.append(NavEntry("scoping", _("Scoping"), partnership_page("canvases"), 105))
registry.setup.append(
    SetupStep(
        "scoping",
        _("What partners want to achieve"),
        _("Four questions to each partner; the answers fill purpose, agreement and plan. It can wait."),
        partnership_page("canvases"),
        lambda partnership: Canvas.objects.filter(partnership=partnership),
        85,
        can_wait=True,
    )
)
registry.clauses["resources"] = prefilling.needed
registry.needs.append(needs.of_a_new_year)
registry.heard.append(
    lambda partnership: (partnership.canvas_answers.filter(way__in=["link", "page"]), "by", "answered_at")
)
registry.link_page.append(Panel("canvas", "scoping/link_panel.html", link.on_link, 12))
registry.my_work.append(Panel("canvas", "scoping/my_work_panel.html", link.on_my_work, 20))
registry.merge_changes.append(merged.changes)
registry.forthcoming.append(asking.forthcoming)
registry.add_mails(KIND)
registry.removable += [
    Removable("scoping.canvas", _("Round of scoping")),
    Removable("scoping.canvasanswer", _("Answer in a round")),
]
show_in_history(
    Tracked(
        Canvas, _("Round of scoping"), ("name",), lambda pk: reverse("canvas_edit", args=[pk]), is_form=True
    ),
    Tracked(
        CanvasAnswer,
        _("Answer in a round"),
        ("partner", "organisation"),
        lambda pk: reverse("canvas_answer_edit", args=[pk]),
        is_form=True,
    ),
)
personal += [
    Personal(
        CanvasAnswer,
        _("What you said for a partner in a round"),
        _("So that purpose, agreement and plan rest on what partners want."),
        ("by",),
        {
            "partnership": _("Partnership"),
            "canvas": "",
            "partner": "",
            "organisation": "",
            **dict.fromkeys(CanvasAnswer.QUESTIONS, ""),
            "answered_at": "",
        },
    ),
    Personal(
        CanvasAsk,
        _("Rounds in which you were asked for a partner’s answer"),
        _("So that nobody is asked twice."),
        ("person",),
        {"partnership": _("Partnership"), "canvas": _("Round"), "asked_at": ""},
    ),
]
not_exported.append(NotExported(Canvas, ("by",), ""))
