"""What mandates add to the pages that span apps."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import Erased, NotExported, Personal, erased, not_exported, personal
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.mandates import link, merged, needs, shown, sponsors
from partnerships.mandates.mail_kinds import KIND
from partnerships.mandates.models import Mandate, MandateLetter, SponsorConfirmation

registry.add_mails(KIND)
registry.took_capacity.append(sponsors.became)
registry.mandate_words.append(shown.words_of)
registry.agreed_time.append(shown.agreed_time)
registry.seat_lines.append(shown.beside_people)
registry.partner_page.append(Panel("sponsors", "mandates/partner_panel.html", shown.on_partner_page, 43))
registry.partner_page.append(Panel("mandate_letters", "mandates/letters_panel.html", shown.letters, 49))
registry.row_page.append(Panel("mandates", "mandates/way_to_it.html", shown.way_to_it, 25))
registry.heard.append(
    lambda partnership: (
        SponsorConfirmation.objects.filter(partnership=partnership),
        "seat__person",
        "answered_at",
    )
)
registry.link_page.append(Panel("sponsor", "mandates/link.html", link.on_link, 6))
registry.needs += [needs.that_end, needs.of_sponsors]
registry.merge_changes.append(merged.changes)
registry.removable.append(Removable("mandates.mandate", _("Mandate")))
show_in_history(
    Tracked(
        Mandate,
        _("Mandate"),
        ("seat",),
        lambda pk: reverse("mandate_by_key", args=[pk]),
        labels={"left_to_end": _("Left to end")},
    ),
    Tracked(SponsorConfirmation, _("Question to a sponsor"), ("seat",)),
)
personal += [
    Personal(
        Mandate,
        _("Your mandates"),
        _("To know what you may decide for your organisation."),
        ("seat__person",),
        {
            "partnership": _("Partnership"),
            "may_decide": "",
            "consults": "",
            "consult_days": "",
            "days_expected": "",
            "days_per": "",
            "agreed_on": "",
            "holds_until": "",
        },
    ),
    Personal(
        MandateLetter,
        _("Letters about your mandate"),
        _("To show what your organisation was told."),
        ("seat__person",),
        {
            "partnership": _("Partnership"),
            "addressee": _("To"),
            "subject": _("Subject"),
            "body": _("Text"),
            "at": _("When"),
        },
    ),
    Personal(
        SponsorConfirmation,
        _("What you were asked as a sponsor"),
        _("To know whether an organisation stands by it."),
        ("seat__person",),
        {"partnership": _("Partnership"), "asked_at": "", "answer": "", "answered_at": "", "words": ""},
    ),
]
not_exported += [
    NotExported(MandateLetter, ("by",), ""),
    NotExported(SponsorConfirmation, ("by",), ""),
]
erased += [
    Erased(MandateLetter, _("Letters about their mandate"), ("seat__person",)),
    Erased(SponsorConfirmation, _("What they said as a sponsor"), ("seat__person",), {"words": ""}),
]
