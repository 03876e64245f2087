"""What proposals in Word add to the pages that span apps."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, not_exported, staying
from backbone.registered.removable import Removable, Stays
from backbone.tracked import Tracked, show_in_history
from partnerships.agreement_papers.papers import take_paper
from partnerships.attachments.kinds import hold_files
from partnerships.proposals import needs, shown
from partnerships.proposals.answers import answer_paper
from partnerships.proposals.mail_kinds import KIND
from partnerships.proposals.models import ClauseProposal, ReadingFile, WordReading

hold_files(ReadingFile)
for kind, paper in answer_paper.PAPERS.items():
    take_paper(kind, paper)
registry.add_mails(KIND)
registry.agreement_ways.append(Panel("word", "proposals/on_agreement.html", shown.on_agreement_page, 30))
registry.partner_page.append(Panel("word_readings", "proposals/on_partner.html", shown.on_partner_page, 65))
registry.draft_answers.append(WordReading.objects.all)
registry.needs.append(needs.of_readings)
registry.waiting_changes.append(needs.not_in_a_version)
registry.removable.append(Removable("proposals.wordreading", _("Word file of the agreement")))
registry.stays.append(
    Stays(
        "proposals.wordreading",
        Q(answered_at__isnull=False),
        _("The partner has the answer to this file, so it stays."),
        of=frozenset(["proposals.wordreading"]),
    )
)
show_in_history(
    Tracked(
        WordReading,
        _("Word file of the agreement"),
        ("partner",),
        lambda pk: reverse("word_reading", args=[pk]),
        labels={"version": _("Version"), "drafted_at": _("Draft of"), "answered_at": _("Answered")},
        left_out=("at",),
    ),
    Tracked(
        ReadingFile, _("File that came back"), ("name",), labels={"reading": _("Word file of the agreement")}
    ),
    Tracked(
        ClauseProposal,
        _("Proposal for a clause"),
        ("heading", "kind"),
        lambda pk: reverse("clause_proposal", args=[pk]),
        left_out=("place", "anchor", "before", "after", "is_tracked", "is_move", "dated", "clause_revision"),
    ),
)
not_exported += [
    NotExported(WordReading, ("by",), ""),
    NotExported(ClauseProposal, ("decided_by",), ""),
]
staying.append(
    _("Names of authors in Word files of the agreement: they belong to what their organisation proposed.")
)
