"""The one registry through which apps appear on pages that span apps.

An app registers in its own `panels.py`, which `BackboneConfig.ready()` imports. The pages render what was
registered, in order, with no import of the app. It says too what no page shows while somebody presents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from backbone.registered.canvas_takers import CanvasTaker
from backbone.registered.first_files import FirstFiles
from backbone.registered.hanging import Hanging
from backbone.registered.heard import Heard, ObservesFor
from backbone.registered.import_sheets import ImportSheet
from backbone.registered.mail_kinds import MailKind
from backbone.registered.open_asks import AskKind
from backbone.registered.pack_parts import PackPart
from backbone.registered.removable import Removable
from backbone.registered.searched import Searched
from backbone.registered.setup_steps import SetupStep
from backbone.registered.shared_upward import SharedKind
from backbone.registered.work_done import WorkByPerson, WorkRows, WorkSource

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class NavEntry:
    """An entry of a partnership's rail: `visible(access)` decides; it tells how many rows `counted(partnership)` has.

    `counted` is asked once per process, with a partnership of which it knows the key and whether the person may
    coordinate it (`access.coordinate`), and nothing else. The hundreds of `order` are groups: what is done daily,
    what was agreed and achieved, what is looked up or set up now and then.
    """

    key: str
    label: str
    url: Callable
    order: int
    visible: Callable = lambda access: True
    counted: Callable | None = None

    @property
    def group(self) -> int:
        """With which other entries it stands together."""
        return self.order // 100


@dataclass(frozen=True)
class Panel:
    """A piece of a page: `context(**page)` returns the template's context, or None to show nothing.

    `width` is "full" or "half"; two halves in a row stand side by side.
    """

    key: str
    template: str
    context: Callable
    order: int
    width: str = "full"


@dataclass(frozen=True)
class Action:
    """An overview's one button: `offer(partnership, person)` gives (label, url) or None; the first that offers wins."""

    key: str
    offer: Callable
    order: int


@dataclass(frozen=True)
class PartnerColumn:
    """A column of a partnership's table of partners; coordinators see every cell, a partner its own.

    `label(partnership)`; `cells(partnership, partners)` returns {partner's pk: text or safe HTML}, in a
    number of queries that does not depend on the number of partners.
    """

    key: str
    label: Callable
    cells: Callable
    order: int
    is_number: bool = False


@dataclass(frozen=True)
class SeatLine:
    """A line about somebody on their partner's page: its words, and the way to where they are changed, if any."""

    words: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class DigestPart:
    """A piece of the daily digest; `template` is rendered with what `claim` or `ahead` returned as `own`.

    claim(pairs, has_room): takes what is due now for these (person, partnership), in the transaction of their
        digests: {(their keys): own}; nothing for whom has_room[their keys] is false, since they have been asked
        enough this month: then it is held back until another morning
    ahead(person, partnership, at): the same as it would be at that moment, with nothing taken
    owed(partnerships, people): {(person's key, partnership's key): the first moment at which there is something},
        of these people, or of all when it is None
    sent([(own, message)]): keeps in the same transaction that each message carries its own
    for_everybody: those who chose no digest get this piece in one all the same
    count(own): how many tasks or questions it is, which the subject says
    asks: whether it wants something of the person, which the budget of asks counts and holds back
    is_reason: whether there is a digest where it is all there is to say; otherwise it comes along"""

    key: str
    template: str
    claim: Callable
    preview: Callable
    owed: Callable
    order: int
    sent: Callable | None = None
    for_everybody: bool = False
    count: Callable[[Any], int] = len
    asks: bool = True
    is_reason: bool = True


@dataclass(frozen=True)
class Forthcoming:
    """A mail that nobody has queued yet and that will leave by itself: to whom, about what, and when.

    `letter()` is the message as it would be queued, unsaved, its links leading nowhere; None when it
    would be empty. `held_back`: the person has been asked enough this month, so it does not leave then.
    """

    key: str
    person: object
    about: str
    leaves_at: datetime
    message: Callable
    partnership: object = None
    held_back: bool = False


class UnknownKind(LookupError):
    """A mail of a kind that nobody registered."""


@dataclass
class Registry:
    nav: list[NavEntry] = field(default_factory=list)
    overview: list[Panel] = field(default_factory=list)
    partner_page: list[Panel] = field(default_factory=list)
    # On the page of a group: context(body=…, partnership=…, person=…).
    body_page: list[Panel] = field(default_factory=list)
    # On the form of a row that was saved: context(person=…, row=…).
    row_page: list[Panel] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    observes_for: list[ObservesFor] = field(default_factory=list)
    my_work: list[Panel] = field(default_factory=list)
    link_page: list[Panel] = field(default_factory=list)
    # On somebody's own page, below their settings: context(person=…).
    own_page: list[Panel] = field(default_factory=list)
    setup: list[SetupStep] = field(default_factory=list)
    imports: list[ImportSheet] = field(default_factory=list)
    # source(person, partnership) -> backbone.needs.Need of that person there, or everywhere without a partnership.
    needs: list[Callable[..., Iterable]] = field(default_factory=list)
    answers: dict[str, Callable] = field(default_factory=dict)
    digest: list[DigestPart] = field(default_factory=list)
    # Mails that leave by themselves one day: source(partnerships) -> Forthcoming of these partnerships.
    forthcoming: list[Callable[..., Iterable[Forthcoming]]] = field(default_factory=list)
    # For a clause of the partnering agreement, by its key, where the core says nothing: writer(partnership) -> Markdown.
    clauses: dict[str, Callable] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    partner_columns: list[PartnerColumn] = field(default_factory=list)
    mails: dict[str, MailKind] = field(default_factory=dict)
    asks: list[AskKind] = field(default_factory=list)
    searched: list[Searched] = field(default_factory=list)
    # Which waiting mails do not go for now: each gives a condition on them.
    mail_stops: list[Callable[[], Any]] = field(default_factory=list)
    hanging: list[Hanging] = field(default_factory=list)
    asks_to_take_over: list[Callable[..., int]] = field(default_factory=list)
    # What changes when one row becomes another: source(gone, stays) -> (row, {column: value}), for rows of any table;
    # and why it has to wait: source(gone) -> words, or "".
    merge_changes: list[Callable[[Any, Any], Iterable]] = field(default_factory=list)
    merge_waits: list[Callable[[Any], str]] = field(default_factory=list)
    removable: list[Removable] = field(default_factory=list)
    # why_it_stays(row, what would go with it) -> a sentence, or nothing; most are backbone.registered.removable.Stays.
    stays: list[Callable[..., str]] = field(default_factory=list)
    # A partner leaves: hears(partner, its last day); or stays after all: hears(partner).
    partner_left: list[Callable[[Any, date], None]] = field(default_factory=list)
    partner_back: list[Callable[[Any], None]] = field(default_factory=list)
    # Whether an issued version was accepted: source(version) -> words such as "accepted by 2 of 6", or "".
    acceptance_words: list[Callable[[Any], str]] = field(default_factory=list)
    # What became of issued versions: source(versions) -> {a version's key: words such as "in force since 3 March"}.
    version_states: list[Callable[[Any], dict[int, str]]] = field(default_factory=list)
    # Which version of a document binds the partners: source(document) -> that version, or None.
    binding_version: list[Callable[[Any], Any]] = field(default_factory=list)
    # Which versions of a document are proposed no more: source(document) -> their keys.
    taken_back: list[Callable[[Any], Any]] = field(default_factory=list)
    # How far an agreement is: source(agreement) -> partnerships.agreements.stages.Stage, or None while it is a draft.
    agreement_stage: list[Callable[[Any], Any]] = field(default_factory=list)
    # What else a partner answers a question for comments with: source() -> rows with `agreement`, `partner` and `at`.
    draft_answers: list[Callable[[], Any]] = field(default_factory=list)
    # Changes that a version does not have: source({agreement's key: since when}) -> {its key: (taken, not decided)}.
    waiting_changes: list[Callable[[Any], dict[int, tuple[int, int]]]] = field(default_factory=list)
    # On the page of the partnering agreement, above its versions: context(agreement=…, partnership=…, person=…);
    # beside its clauses: context(partnership=…, clauses=…) -> {a clause's key: its context};
    # and on the page of a signing round: context(round=…, person=…).
    agreement_page: list[Panel] = field(default_factory=list)
    agreement_ways: list[Panel] = field(default_factory=list)
    beside_clauses: list[Panel] = field(default_factory=list)
    round_page: list[Panel] = field(default_factory=list)
    # Above the form that proposes the agreement, what is open: context(agreement=…, partnership=…, records=…).
    proposing_page: list[Panel] = field(default_factory=list)
    # What is done as well once something lies in the bin: done(partnerships.models.Removal).
    after_removal: list[Callable[[Any], None]] = field(default_factory=list)
    # What waited for an organisation that is a partner now: source(partnership) -> a sentence about it, or "".
    partner_joined: list[Callable[[Any], str]] = field(default_factory=list)
    # What no page shows while somebody presents: source() -> the keys of such tasks; by a document's kind
    # is_hidden(version) -> whether its file says something that is not shown.
    hidden_tasks: list[Callable[[], QuerySet]] = field(default_factory=list)
    # Where tasks came from: source(their keys) -> {key: (its name, its day)}, such as the meeting that agreed on it.
    task_origins: list[Callable[[Any], dict[int, tuple[str, date]]]] = field(default_factory=list)
    # What partners' people did in a period: source(partnership, first day, last day) -> {partner's key: WorkDone}.
    work_done: list[WorkSource] = field(default_factory=list)
    # The same of one partner: source(partner, first day, last day) -> {person's key: WorkDone}.
    work_by_person: list[WorkByPerson] = field(default_factory=list)
    work_rows: list[WorkRows] = field(default_factory=list)
    pack_parts: list[PackPart] = field(default_factory=list)
    # Partners that the public page does not name yet: source(partnership) -> their keys.
    not_public: list[Callable[[Any], list[int]]] = field(default_factory=list)
    # The time of their people that partners agreed to give: source(partner) -> [(whose, words)].
    agreed_time: list[Callable[[Any], list[tuple[str, str]]]] = field(default_factory=list)
    # What somebody may decide who represents a partner: source(the seat) -> words, or "".
    mandate_words: list[Callable[[Any], str]] = field(default_factory=list)
    # Somebody represents a partner in a capacity that they did not have before: hears(the seat).
    took_capacity: list[Callable[[Any], None]] = field(default_factory=list)
    # Somebody agreed to what a partner offers, or says that it gets, or said "not now": hears(the row, who said so).
    agreed_to: list[Callable[[Any, Any], None]] = field(default_factory=list)
    declined: list[Callable[[Any, Any], None]] = field(default_factory=list)
    first_files: list[FirstFiles] = field(default_factory=list)
    # What stands beside people on their partner's page: source(person, partner, their seats) -> {seat's key: SeatLine}.
    seat_lines: list[Callable[..., dict[int, SeatLine]]] = field(default_factory=list)
    # What can be made of what partners said in a scoping round (backbone.registered.canvas_takers).
    canvas_takers: list[CanvasTaker] = field(default_factory=list)
    # What a partnership may share with the one above it (backbone.registered.shared_upward).
    shared_upward: list[SharedKind] = field(default_factory=list)
    # On the page where that is chosen, and on the page of what came up: context(partnership=…, person=…).
    upward_page: list[Panel] = field(default_factory=list)
    children_page: list[Panel] = field(default_factory=list)
    hidden_documents: dict[str, Callable[[Any], bool]] = field(default_factory=dict)

    def add_mails(self, *kinds: Any) -> None:
        """Register kinds of mail, each once."""
        for kind in kinds:
            if self.mails.setdefault(kind.key, kind) is not kind:
                raise ValueError(f"the mail {kind.key} is registered twice")

    def mail(self, key: str) -> MailKind:
        """The kind of mail of that name; `UnknownKind` when nobody registered it."""
        if key not in self.mails:
            raise UnknownKind(key)
        return self.mails[key]

    def sorted(self, name: str) -> list:
        """The entries registered under `name`, in their order."""
        return sorted(getattr(self, name), key=lambda entry: entry.order)


registry = Registry()


def partnership_page(name: str) -> Callable:
    """What gives a partnership's page of this name its address."""
    return lambda partnership: reverse(name, args=[partnership.slug])


def shown(panels: list[Panel], **page: Any) -> list:
    """Render-ready (panel, context) pairs of those panels that have something to show on this page."""
    pairs = ((panel, panel.context(**page)) for panel in panels)
    return [(panel, context) for panel, context in pairs if context is not None]
