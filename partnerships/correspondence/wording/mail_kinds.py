"""The kinds of mail of the correspondence itself: rows of the register, which the apps' panels fill."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.correspondence.digests import Digest, Section
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Notice
from partnerships.correspondence.notices import OF_OWN
from partnerships.correspondence.wording.mail_fields import COMMON, PERSON
from partnerships.models import Pause

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def _requests(mail):
    return ngettext("%(n)s thing asked of you", "%(n)s things asked of you", mail["count"]) % {
        "n": mail["count"]
    }


NEWS = MailField("news", gettext_lazy("what is new"), lambda mail: mail["notice"].text)
LAST_DAY = MailField(
    "date",
    gettext_lazy("the last day of the pause"),
    lambda mail: dates.weekday(mail["pause"].until_on),
    lambda mail: [dates.long(mail["pause"].until_on)],
)
WHO = MailField(
    "who",
    gettext_lazy("who pauses: the recipient, or their partner"),
    lambda mail: mail["pause"].partner or mail["person"],
)
DAY = MailField(
    "date",
    gettext_lazy("the day of the email"),
    lambda mail: dates.weekday(mail["day"]),
    lambda mail: [dates.short(mail["day"])],
)
ABOUT = MailField(
    "partnership",
    gettext_lazy("the partnership’s name, or the names of all that it is about"),
    lambda mail: ", ".join(str(section.partnership) for section in mail["sections"]),
)
REQUESTS = MailField(
    "requests", gettext_lazy("how many things are asked, as “2 things asked of you”"), _requests
)


def _example(kind, context):
    return lambda person, partnership: Draft(
        kind=kind, person=person, partnership=partnership, context=lambda link: context(person, link)
    )


def _pause(person, link):
    return {"pause": Pause(person=person, until_on=_tomorrow(person)), "is_own": True, "link": link}


def _tomorrow(person):
    return today_of(person) + timedelta(days=1)


def _news(person, link):
    return {"notice": Notice(text=_("The date of a milestone was moved"), path="/", anchor=""), "link": link}


def _link(person, link):
    return {"link": link}


def _digest(person: Person, partnership: Partnership) -> Digest:
    """A digest with news alone: what is asked in one, other apps know."""
    news = [Notice(text=_("The date of a milestone was moved"))]
    return Digest(person, today_of(person), [Section(partnership, [], news)])


KINDS = [
    MailKind(
        key="pause_ends",
        template="pause_ends",
        why="The last day of a pause has come; whoever paused says whether they go on or pause longer.",
        asks=True,
        link="pause",
        worded=Worded(
            gettext_lazy("End of a pause"),
            gettext_lazy("on the last day of a pause"),
            (*COMMON, WHO, LAST_DAY),
            _example("pause_ends", _pause),
            in_subject=("date",),
            in_opening=("who", "date"),
        ),
    ),
    MailKind(
        key="notice",
        template="notice",
        why="Something that the person waits for, or coordinates, has changed; it asks nothing.",
        merges_into="digest",
        switched_off_by="who wants only mails that need them",
        worded=Worded(
            gettext_lazy("News"),
            gettext_lazy("when something changed that the recipient waits for"),
            (*COMMON, NEWS),
            _example("notice", _news),
            in_subject=("news",),
        ),
    ),
    MailKind(
        key=OF_OWN,
        template="own_notice",
        why="What the person asked for was answered; they can go on without signing in.",
        merges_into="digest",
        switched_off_by="who wants only mails that need them",
        link="own",
        worded=Worded(
            gettext_lazy("Answer to a request"),
            gettext_lazy("when what the recipient asked for was answered"),
            (*COMMON, NEWS),
            _example(OF_OWN, _news),
            in_subject=("news",),
        ),
    ),
    MailKind(
        key="digest",
        template="digest",
        why="What is new and what is due, for those who want one mail a day; none when there is nothing.",
        asks=True,
        budget_holds=True,
        switched_off_by="who chooses another way to get mail",
        link="digest",
        worded=Worded(
            gettext_lazy("Daily digest"),
            gettext_lazy("in the morning, to those who want one email a day"),
            (PERSON, ABOUT, DAY, REQUESTS),
            _digest,
            in_subject=("date",),
        ),
    ),
    MailKind(
        key="link_renewed",
        template="link_renewed",
        why="Somebody asked for a new link, since theirs is over.",
        link="renewed",
        worded=Worded(
            gettext_lazy("New link"),
            gettext_lazy("when somebody asked for a new link, since theirs has expired"),
            COMMON,
            _example("link_renewed", _link),
            in_subject=("partnership",),
        ),
    ),
]
