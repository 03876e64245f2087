"""What people add to the pages that span apps; the registry is backbone.panels."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, partnership_page, registry
from backbone.personal import erased, naming, not_exported, personal, staying
from backbone.registered.setup_steps import SetupStep
from partnerships.people import contact_needs, merging, rows
from partnerships.people.personal import rows as personal_rows


def _partnership_address(partnership):
    return reverse("partnership_edit", args=[partnership.slug]) if partnership else reverse("partnership_new")


def _has_people(partnership):
    return partnership.representatives.exclude(partner__organisation__is_backbone=True)


registry.nav += [
    NavEntry(
        "contacts", _("Contacts"), partnership_page("contacts"), 60, visible=lambda access: access.coordinate
    ),
    NavEntry(
        "setup", _("First steps"), partnership_page("setup"), 250, visible=lambda access: access.coordinate
    ),
]
registry.needs += [contact_needs.of_the_contacts, contact_needs.of_denied_addresses]
registry.setup += [
    SetupStep(
        "you",
        _("Your name and language"),
        _(
            "Partners see your name under emails and minutes. Two-step sign-in is asked for where it is required."
        ),
        lambda partnership: reverse("settings"),
        lambda partnership: True,
        10,
        comes_before=True,
    ),
    SetupStep(
        "partnership",
        _("The partnership"),
        _("Its name, one sentence of purpose, a colour, and a deputy for when you are away."),
        _partnership_address,
        lambda partnership: partnership is not None,
        30,
        comes_before=True,
    ),
    SetupStep(
        "people",
        _("The people"),
        _(
            "Paste them from your address book or from the header of an email; their organisations are guessed."
        ),
        partnership_page("people_paste"),
        _has_people,
        40,
    ),
]

registry.imports.append(rows.SHEET)
registry.merge_changes.append(merging.changes)
personal += personal_rows.KINDS
not_exported += personal_rows.LEFT_OUT
erased += personal_rows.ERASED
naming += personal_rows.NAMING
staying += personal_rows.STAYING
