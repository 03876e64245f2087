"""What the core of partnerships adds to the pages that span apps; the registry is backbone.panels."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.panels import NavEntry, Panel, partnership_page, registry
from backbone.personal import erased, naming, not_exported, personal, staying
from backbone.registered.hanging import Hanging
from backbone.registered.removable import Removable, Stays
from backbone.registered.setup_steps import SetupStep
from backbone.tracked import Tracked, show_in_history
from partnerships import leaving, personal_rows, searching
from partnerships.merges import merging_partners
from partnerships.models import (
    Assistant,
    Benefit,
    Contribution,
    Partner,
    Partnership,
    Pause,
    Representative,
    Role,
)
from partnerships.needing import lead_needs, note_needs, offer_needs, pause_needs
from partnerships.pausing import shown


def partners_of(partnership: Partnership) -> QuerySet[Partner]:
    """Its partners that have not withdrawn."""
    return partnership.partners.filter(withdrawn_on=None)


registry.nav += [
    NavEntry("overview", _("Overview"), partnership_page("partnership"), 10),
    NavEntry("partners", _("Partners"), partnership_page("partners"), 50, counted=partners_of),
    NavEntry("roles", _("Roles"), partnership_page("roles"), 230, visible=lambda access: access.coordinate),
    NavEntry(
        "history", _("History"), partnership_page("history"), 220, visible=lambda access: access.look_back
    ),
]
registry.setup.append(
    SetupStep(
        "bodies",
        _("Steering committee and working groups"),
        _("Who meets, how it decides, how many must be there. A first meeting needs none of it."),
        partnership_page("bodies"),
        lambda partnership: partnership.bodies.all(),
        95,
        can_wait=True,
    )
)
registry.hanging.append(
    Hanging(
        "chairs",
        leaving.chairs_in_words,
        leaving.chaired,
        40,
        leaving.hand_over_chairs,
        leaving.chair_question,
    )
)
registry.own_page.append(Panel("pauses", "partnerships/own_pauses.html", shown.on_own_page, 10))
registry.searched += searching.KINDS
registry.needs += [lead_needs.of_the_partners, pause_needs.how_to_go_on, offer_needs.of_partners]
registry.needs.append(note_needs.with_a_day)
registry.merge_changes.append(merging_partners.changes)
registry.removable += [
    Removable("partnerships.contribution", _("What a partner gives")),
    Removable("partnerships.benefit", _("What a partner gets")),
    Removable("partnerships.partner", _("Partner")),
]
registry.stays += [
    Stays(
        "partnerships.contribution",
        Q(state="delivered"),
        _("It delivered something, so it stays: it can be withdrawn instead."),
        itself=False,
    ),
    Stays(
        "partnerships.privatenote",
        Q(),
        _("There are private notes on it, which no bin keeps: delete these first."),
    ),
]
show_in_history(
    Tracked(
        Partnership,
        _("Partnership"),
        ("name",),
        labels={"contacts_owner": _("Who keeps the list of contacts")},
    ),
    Tracked(Partner, _("Partner"), ("organisation",), lambda pk: reverse("partner", args=[pk])),
    Tracked(Representative, _("Representative"), ("person", "partner")),
    Tracked(Assistant, _("Assistant"), ("person", "assisted")),
    Tracked(Pause, pgettext_lazy("noun", "Pause"), ("person", "partner")),
    Tracked(Role, _("Role"), ("person", "kind")),
    Tracked(
        Contribution,
        _("Contribution"),
        ("partner", "description"),
        lambda pk: reverse("contribution_edit", args=[pk]),
        money=("value",),
        is_form=True,
    ),
    Tracked(
        Benefit,
        _("Benefit"),
        ("partner", "description"),
        lambda pk: reverse("benefit_edit", args=[pk]),
        is_form=True,
    ),
)
personal += personal_rows.KINDS
not_exported += personal_rows.LEFT_OUT
erased += personal_rows.ERASED
naming += personal_rows.NAMING
staying += personal_rows.STAYING
