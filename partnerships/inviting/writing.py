"""What an invitation says: the same in the mail and in the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from backbone.numbers import number
from backbone.time.days import today_of
from partnerships.letters.letter import Letter
from partnerships.models import Partner

if TYPE_CHECKING:
    from partnerships.inviting.models import PartnerInvitation

# Of who else takes part, by name.
MOST_NAMED = 12
# To be written on.
LINE = " " + "…" * 20


def expectations(invitation: PartnerInvitation) -> list[tuple[str, str]]:
    """What is expected, [(label, words)] in the language of now; what nobody filled in is not there."""
    found = [
        (_("As what"), invitation.role),
        (_("Meetings"), invitation.meetings),
        (_("For how long"), invitation.until_words),
        (_("Who else takes part"), who_is_in(invitation)),
        (_("What you get from it"), invitation.benefit),
    ]
    return [(label, words) for label, words in found if words]


def who_is_in(invitation: PartnerInvitation) -> str:
    """The partners by name, the first of them when there are many."""
    rows = Partner.objects.filter(partnership=invitation.partnership).present().select_related("organisation")
    rows = rows.exclude(organisation__name__iexact=invitation.organisation)
    names = [str(one) for one in rows[: MOST_NAMED + 1]]
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    more = rows.count() - MOST_NAMED
    words = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": number(more)}
    return f"{', '.join(names[:MOST_NAMED])} {words}"


def letter(invitation: PartnerInvitation) -> Letter:
    """The invitation as a letter to an office, in its language."""
    partnership = invitation.partnership
    with override(invitation.spoken):
        return Letter(
            partnership,
            addressee=invitation.office or invitation.organisation,
            written_on=today_of(partnership),
            subject=_("Invitation to %(partnership)s") % {"partnership": partnership},
            salutation=_("Dear Sir or Madam,"),
            body="\n\n".join(_paragraphs(invitation)),
            closing=_("Yours sincerely,"),
            signer=f"{invitation.by or ''}\n{partnership.name}",
            reference=f"{partnership.slug}/{invitation.pk}",
            language=invitation.spoken,
        )


def _reached(invitation):
    """Where whoever wrote it is reached, as far as they have an address."""
    address = invitation.by.mail_address if invitation.by else ""
    return _(" (%(person)s, %(address)s)") % {"person": invitation.by, "address": address} if address else ""


def _paragraphs(invitation):
    """What the letter says, and the boxes that an office ticks."""
    names = {"organisation": invitation.organisation, "partnership": invitation.partnership}
    yield _("We invite %(organisation)s to become a partner in %(partnership)s.") % names
    yield from filter(None, (invitation.partnership.purpose, invitation.words))
    # A line each, in one paragraph: the answer and the signature are to stand on the first page.
    if expected := expectations(invitation):
        yield "\\\n".join(f"**{label}:** {words}" for label, words in expected)
    yield _("Please tell us your answer, on this letter or in any other way%(to)s:") % {
        "to": _reached(invitation)
    }
    choices = (
        _("Yes, we take part. Our representative:") + LINE,
        _("Somebody else here should be asked:") + LINE,
        _("Only as an observer"),
        _("No, not now"),
        _("Who else should be invited:") + LINE,
        _("Who speaks best for you:") + LINE,
    )
    yield "\\\n".join(f"☐ {choice}" for choice in choices)
