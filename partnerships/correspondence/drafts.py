"""A mail to somebody of a partnership before it is rendered: what `sending.send` sends and `preview` shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext, override

from backbone.accounts.models import Person
from backbone.panels import registry
from partnerships.correspondence.links import new_link
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.signing import Signing
from partnerships.models import Partner, Partnership


@dataclass(frozen=True)
class Part:
    """What of a mail is about one partnership: a row of its correspondence.

    subject, text: what its coordinators read when the mail is about other partnerships too
    """

    partnership: Partnership
    cause: str
    cause_id: int | None = None
    partner: Partner | None = None
    asks: int = 0
    subject: str = ""
    text: str = ""


@dataclass
class NewLinks:
    """The links of one mail to one person; they open nothing before they are saved with the mail."""

    person: Person
    made: list[AccessLink] = field(default_factory=list)

    def __call__(self, partnership: Partnership, purpose: str) -> AccessLink:
        """A new link for this mail."""
        self.made.append(new_link(self.person, partnership, purpose))
        return self.made[-1]


@dataclass(frozen=True)
class Draft:
    """A mail to one person in the name of one partnership.

    kind: its row in the register of mails; key: what happened and to whom, the same key is sent once
    context(link): what the templates get; `link` is the placeholder of the link that the kind carries, or empty
    asks: how many things it asks of the person; partner: for whom it is about; it is filed under it when they represent it
    not_before: the moment from which on it may leave, when that is not now
    language: where it is not in the person's own
    """

    kind: str
    person: Person
    partnership: Partnership
    context: Callable[[str], dict]
    key: str = ""
    cause: str = ""
    cause_id: int | None = None
    partner: Partner | None = None
    asks: int = 0
    attachments: Sequence = ()
    in_reply_to: str = ""
    not_before: datetime | None = None
    language: str = ""

    @property
    def spoken(self) -> str:
        """The language that it is written in."""
        return self.language or self.person.language

    @property
    def partnerships(self) -> list[Partnership]:
        return [self.partnership]

    def parts(self, signing: Signing) -> list[Part]:
        """The one row that it makes in the correspondence."""
        partner = signing.partner(self.person, self.partnership, self.partner)
        return [Part(self.partnership, self.cause, self.cause_id, partner, self.asks)]

    def message_fields(self, links: NewLinks, signing: Signing) -> dict:
        """What the outbox renders: in the partnership's name, signed by its coordinator."""
        sender = signing.coordinator(self.partnership)
        return {
            "kind": self.kind,
            "person": self.person,
            "context": self._frame(links, signing) | self._content(links),
            "from_name": f"{sender}, {self.partnership}" if sender else str(self.partnership),
            "reply_to": sender.mail_address if sender else "",
            "in_reply_to": self.in_reply_to,
            "language": self.spoken,
            "sender": signing.settings,
            "words": signing.words(self.kind, self.spoken, self.partnership),
            **({"not_before": self.not_before} if self.not_before else {}),
        }

    def _content(self, links):
        """What it says itself; words and days that are made here are the reader's, too."""
        link = self._own_link(links)
        with override(self.spoken):
            return self.context(link)

    def _own_link(self, links):
        purpose = registry.mail(self.kind).link
        return links(self.partnership, purpose).placeholder if purpose else ""

    def _frame(self, links, signing):
        """What each mail of a partnership carries around its content."""
        with override(self.spoken):
            reason = gettext("You get this because you take part in %(partnership)s.") % {
                "partnership": self.partnership
            }
        preferences = links(self.partnership, "preferences").placeholder
        return {
            "partnership": self.partnership,
            "brand": str(self.partnership),
            "hue": self.partnership.hue,
            "logo": self.partnership.logo_hash,
            "reason": reason,
            "source": self.person.source if signing.is_first_to(self.person) else "",
            "preferences": preferences,
            "unsubscribe": f"{preferences}unsubscribe/",
        }
