"""The partnering agreement: written from the records, edited by hand, issued as a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.database.history import followed
from backbone.pages.markup import to_text
from backbone.paper import pdf
from backbone.time import dates
from partnerships.agreements import arranging, templates
from partnerships.agreements.clause_facts import known
from partnerships.agreements.kinds import TEMPLATES, standard_text, template_of
from partnerships.agreements.models import Agreement, Clause
from partnerships.agreements.records import Records
from partnerships.documents import versions
from partnerships.documents.models import Document

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from backbone.accounts.models import Person
    from partnerships.documents.models import Version
    from partnerships.models import Partner, Partnership

KNOWN, STANDARD, HAND = "known", "standard", "hand"
# What of a clause follows the records.
FED = ("heading", "text", "written_from")


class NothingToIssue(Exception):
    """Every clause is left out."""


def agreement_of(partnership: Partnership) -> Agreement | None:
    """The partnership's agreement, or None before it was written."""
    return Agreement.objects.filter(partnership=partnership).select_related("document").first()


@transaction.atomic
def write(partnership: Partnership, kind: str = Agreement.Kind.PARTNERING) -> Agreement:
    """The agreement with all its clauses, from what is known; one that is there already stays as it is.

    kind: the template from which it begins
    """
    there = agreement_of(partnership)
    if there:
        return there
    with translation.override(partnership.language):
        title = str(TEMPLATES[kind].title)
    document = versions.document_for(partnership, Document.Kind.AGREEMENT, title)
    agreement = Agreement.objects.create(partnership=partnership, document=document, kind=kind)
    written = _write_fresh(agreement, begins=True)
    templates.put_into(agreement, known={clause.key for clause in written if clause.written_from == KNOWN})
    return agreement


@transaction.atomic
def bring_up_to_date(agreement: Agreement, only: set[str] | None = None) -> list[Clause]:
    """Write again what comes from records or standard wording, in the partnership's language; returns what changed.

    What was edited by hand stays. Clauses that an older agreement lacks are added, left out: nobody read them yet.
    `only`: keys of clauses.
    What follows the records is nobody's change: it counts no revision, and the trail names nobody.
    """
    with followed("in step"):
        return _write_fresh(agreement, only)


def _write_fresh(agreement, only=None, *, begins=False):
    agreement = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("document", "partnership")
        .get(pk=agreement.pk)
    )
    _speak_language(agreement)
    # Locked and read again: what somebody saved by hand a moment ago stays.
    clauses = {clause.key: clause for clause in agreement.clauses.select_for_update()}
    texts = fresh_texts(agreement, only=only)
    added = [_add_clause(agreement, text, begins) for text in texts if text["key"] not in clauses]
    changed = [_write_clause(clauses[text["key"]], text) for text in texts if text["key"] in clauses]
    return added + [clause for clause in changed if clause]


def _speak_language(agreement):
    document, language = agreement.document, agreement.partnership.language
    if document.language != language:
        with translation.override(language):
            document.language, document.title = language, str(template_of(agreement).title)
        document.save(update_fields=["language", "title"])


def fresh_texts(
    agreement: Agreement, records: Records | None = None, only: Collection[str] | None = None
) -> list:
    """What each clause would say now: dicts with key, group, heading, text, written_from. only: these keys"""
    records = records or Records(agreement)
    patterns = template_of(agreement).patterns
    with translation.override(agreement.partnership.language):
        return [_text_of(pattern, records) for pattern in patterns if only is None or pattern.key in only]


def _text_of(pattern, records):
    from_records = known(pattern.key, records) or ""
    return {
        "key": pattern.key,
        "group": pattern.group,
        "heading": str(pattern.heading),
        "text": from_records or standard_text(pattern, records.agreement),
        "written_from": KNOWN if from_records else STANDARD,
    }


def _add_clause(agreement, text, begins):
    """Behind all others: pages and documents show clauses by group, in which it is the last."""
    pattern = template_of(agreement).by_key[text["key"]]
    return Clause.objects.create(
        partnership=agreement.partnership,
        agreement=agreement,
        position=arranging.next_place(agreement),
        left_out=pattern.comes_left_out or not begins,
        **text,
    )


def _write_clause(clause, text):
    """Rewrite one clause; None when there was nothing to do."""
    if _stays(clause, text) or not _differs(clause, text):
        return None
    for name in FED:
        setattr(clause, name, text[name])
    clause.save(update_fields=FED)
    return clause


def _stays(clause, text):
    """Somebody's own words stay; an installation's, until the records know more."""
    worded = clause.written_from == templates.TEMPLATE and text["written_from"] != KNOWN
    return clause.written_from == HAND or worded


def _differs(clause, text):
    return any(getattr(clause, name) != text[name] for name in FED)


def _fill(clause, text):
    for name, value in text.items():
        setattr(clause, name, value)
    clause.revision += 1
    clause.save()
    return clause


@transaction.atomic
def write_again(clause: Clause) -> Clause:
    """Replace one clause, edited by hand or not, with what the records or the standard wording say now."""
    clause = (
        Clause.objects.select_for_update(of=("self",))
        .select_related("agreement__partnership")
        .get(pk=clause.pk)
    )
    (text,) = fresh_texts(clause.agreement, only=[clause.key])
    return _fill(clause, text)


@transaction.atomic
def take_back(clause: Clause) -> bool:
    """Undo: a clause that was written again has its editor's words again. False when it was changed since."""
    clause = Clause.objects.select_for_update(of=("self",)).get(pk=clause.pk)
    by_hand = Clause.pgh_event_model.objects.filter(pgh_obj_id=clause.pk, written_from=HAND)
    before = by_hand.filter(revision=clause.revision - 1).order_by("-pgh_id").first()
    if before is None or clause.written_from == HAND:
        return False
    _fill(clause, {name: getattr(before, name) for name in FED})
    return True


def said_now(clause: Clause) -> str:
    """What the records or the standard wording would say in place of a clause; "" of the partners' own clauses."""
    texts = fresh_texts(clause.agreement, only=[clause.key])
    return texts[0]["text"] if texts else ""


def drafted(agreement: Agreement, records: Records | None = None) -> list[Clause]:
    """The draft as every page and paper shows it: all clauses in their order, with what the records say now."""
    return in_step(agreement, list(agreement.clauses.all()), records)


def in_step(agreement: Agreement, clauses: list[Clause], records: Records | None = None) -> list[Clause]:
    """These clauses with what the records say now, not saved; what was edited by hand as it stands.

    However many they are the records are read once, and only those that these clauses follow.
    """
    following = {clause.key for clause in clauses if clause.written_from != HAND}
    fresh = (
        {text["key"]: text for text in fresh_texts(agreement, records, only=following)} if following else {}
    )
    for clause in clauses:
        if clause.key in fresh and not _stays(clause, fresh[clause.key]):
            for name in FED:
                setattr(clause, name, fresh[clause.key][name])
    return clauses


# Groups, as the pages and the PDF show them


def groups(clauses: list[Clause]) -> list:
    """[(group's name, its clauses that are not left out)] in order, empty groups without."""
    kept = [clause for clause in clauses if not clause.left_out]
    pairs = [(group, [clause for clause in kept if clause.group == group]) for group in Clause.Group]
    return [(group, own) for group, own in pairs if own]


# Issuing


@transaction.atomic
def issue(agreement: Agreement, *, by: Person, reason: str = "") -> Version:
    """Write what the records say now, then freeze it as the next version; the PDF is made by Celery."""
    bring_up_to_date(agreement)
    agreement = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("document", "partnership")
        .get(pk=agreement.pk)
    )
    clauses = list(agreement.clauses.all())
    if not groups(clauses):
        raise NothingToIssue
    html = compose(agreement, clauses)
    return versions.issue(
        agreement.document, data=frozen(agreement, clauses), html=html, by=by, reason=reason
    )


def compose(agreement: Agreement, clauses: list[Clause], *, draft_of: date | None = None) -> str:
    """The agreement's PDF as HTML, in the partnership's language; draft_of: of which day, where it is no version."""
    partnership = agreement.partnership
    with translation.override(partnership.language):
        context = {
            "title": str(template_of(agreement).title),
            "kicker": partnership.name,
            "lead": to_text(partnership.purpose),
            "agreement": agreement,
            "groups": groups(clauses),
            "signatories": signatories(partnership),
            "review_on": agreement.review_on and dates.long(agreement.review_on),
            "end_on": agreement.end_on and dates.long(agreement.end_on),
            "draft_of": draft_of and dates.long(draft_of),
        }
        html = pdf.compose("agreements/agreement_pdf.html", context, partnership)
        return pdf.mark(html, _("DRAFT")) if draft_of else html


def frozen(agreement: Agreement, clauses: list[Clause]) -> dict:
    """What a version keeps as data."""
    kept = [clause for _group, own in groups(clauses) for clause in own]
    return {
        "binding": agreement.binding,
        "review_on": agreement.review_on,
        "end_on": agreement.end_on,
        "language": agreement.document.language,
        "clauses": [{"key": c.key, "heading": c.heading, "text": c.text} for c in kept],
        "partners": [str(partner) for partner in signatories(agreement.partnership)],
    }


def signatories(partnership: Partnership) -> list[Partner]:
    """The present partners, by name."""
    return list(partnership.partners.present().select_related("organisation"))
