"""What partnerships adds to the pages that span apps; the registry is backbone.panels."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import number
from backbone.panels import NavEntry, Need, PartnerColumn, registry
from partnerships import digests_ahead, first_steps, letters
from partnerships.imports import partners as partner_imports


def at(name):
    """The address of a partnership's page called `name`."""
    return lambda partnership: reverse(name, args=[partnership.slug])


def partners_of(partnership):
    """Its partners that have not withdrawn."""
    return partnership.partners.filter(withdrawn_on=None)


def coordinates(access):
    """Whether an entry of the rail is for this viewer: coordinators only."""
    return access.coordinate


registry.nav += [
    NavEntry("overview", gettext_lazy("Overview"), at("partnership"), 10),
    NavEntry("partners", gettext_lazy("Partners"), at("partners"), 20, counted=partners_of),
    NavEntry("bodies", gettext_lazy("Groups"), at("bodies"), 25),
    NavEntry("agreement", gettext_lazy("Agreement"), at("agreement"), 30),
    NavEntry("correspondence", gettext_lazy("Correspondence"), at("correspondence"), 80, visible=coordinates),
    NavEntry("imports", gettext_lazy("Import"), at("imports"), 90, visible=coordinates),
    NavEntry("roles", gettext_lazy("Roles"), at("roles"), 85, visible=coordinates),
    NavEntry("setup", gettext_lazy("First steps"), at("setup"), 95, visible=coordinates),
]


def troubled_mails(person, partnership=None):
    """For coordinators: mails that could not be delivered, and mails whose document could not be made."""
    for of, given_up, stuck in letters.troubled(person, partnership):
        if given_up:
            yield _trouble(
                of,
                "given_up",
                ngettext("%(n)s mail was not delivered", "%(n)s mails were not delivered", given_up)
                % {"n": given_up},
                _("The address or the mail server refused it; see why and send again.")
                if partnership
                else str(of),
            )
        if stuck:
            yield _trouble(
                of,
                "stuck",
                ngettext("%(n)s mail waits for its document", "%(n)s mails wait for their document", stuck)
                % {"n": stuck},
                _("The PDF could not be made; make it again or send without it.") if partnership else str(of),
            )


def _trouble(partnership, state, title, detail):
    url = f"{reverse('correspondence', args=[partnership.slug])}?state={state}"
    return Need(state="late", word=_("Not sent"), title=title, url=url, detail=detail, action=_("See why"))


registry.needs.append(troubled_mails)


def asked_label(partnership):
    """The heading of the column."""
    return _("Asked in 30 days")


def asked_cells(partnership, partners):
    """How much was asked of each partner's people lately, beside the budget that the coordinator set."""
    asked = letters.asked_by_partner(partnership)
    return {partner.pk: number(asked.get(partner.pk, 0)) for partner in partners}


registry.partner_columns.append(PartnerColumn("asked", asked_label, asked_cells, 30, is_number=True))

registry.imports.append(partner_imports.SHEET)
registry.setup += first_steps.STEPS
registry.forthcoming.append(digests_ahead.forthcoming)
