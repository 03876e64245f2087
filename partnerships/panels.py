"""What partnerships adds to the pages that span apps; the registry is backbone.panels."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import number
from backbone.panels import NavEntry, Need, PartnerColumn, registry
from partnerships import letters
from partnerships.imports import partners as partner_imports


def at(name):
    """The address of a partnership's page called `name`."""
    return lambda partnership: reverse(name, args=[partnership.slug])


def count_partners(partnership):
    return partnership.partners.filter(withdrawn_on=None).count()


def coordinates(access):
    return access.coordinate


registry.nav += [
    NavEntry("overview", gettext_lazy("Overview"), at("partnership"), 10),
    NavEntry("partners", gettext_lazy("Partners"), at("partners"), 20, count=count_partners),
    NavEntry("bodies", gettext_lazy("Groups"), at("bodies"), 25),
    NavEntry("agreement", gettext_lazy("Agreement"), at("agreement"), 30),
    NavEntry("correspondence", gettext_lazy("Correspondence"), at("correspondence"), 80, visible=coordinates),
    NavEntry("imports", gettext_lazy("Import"), at("imports"), 90, visible=coordinates),
]


def mails_given_up(person, partnership=None):
    """For coordinators: mails that could not be delivered."""
    for of, count in letters.given_up_counts(person, partnership):
        yield Need(
            state="late",
            word=_("Not sent"),
            title=ngettext("%(n)s mail was not delivered", "%(n)s mails were not delivered", count)
            % {"n": number(count)},
            url=f"{reverse('correspondence', args=[of.slug])}?state=given_up",
            detail=_("The address or the mail server refused it; see why and send again.")
            if partnership
            else str(of),
            action=_("See why"),
        )


registry.needs.append(mails_given_up)


def asked_label(partnership):
    return _("Asked in 30 days")


def asked_cells(partnership, partners):
    """How much was asked of each partner's people lately, beside the budget that the coordinator set."""
    asked = letters.asked_by_partner(partnership)
    return {partner.pk: number(asked.get(partner.pk, 0)) for partner in partners}


registry.partner_columns.append(PartnerColumn("asked", asked_label, asked_cells, 30, is_number=True))

registry.imports.append(partner_imports.SHEET)
