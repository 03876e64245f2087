"""A sentence reads the row that records it; without the row there is no such sentence.

Each row of the table provokes a sentence, with its row or without, and names what is then read and what is not.
"""

from datetime import date

import pytest
from django.utils.translation import gettext_lazy

from tests.sentences import provoked as on
from tests.sentences.provoked import ON_THE_DAY, THREE_LATE, at
from tests.sentences.scene import TODAY, Scene
from workplans.models.milestones import Milestone

pytestmark = pytest.mark.django_db

Mode = Milestone.Mode
ANNA, DEE, COOP = "Anna Kyomuhendo", "Dee Eze", "Growers Co-op"
REMINDED = ("%(who)s was reminded on %(days)s; call first", {"who": ANNA, "days": [ON_THE_DAY, THREE_LATE]})
NOT_REMINDED = ("no reminder was sent to %(who)s", {"who": ANNA})
ASKED_NOW = ("Task added; %(owner)s is asked by email.", {"owner": ANNA})
ASKED_LATER = ("Task added; %(owner)s will be asked when sending starts.", {"owner": ANNA})
NO_ANSWER = "no answer yet"
NO_LEAD = "nobody leads it"
EARLIER = ("%(who)s accepted the lead for an earlier wording", {"who": ANNA})
ACCEPTED_BY = ("issued, accepted by %(accepted)s of %(partners)s", {"accepted": "0", "partners": "2"})
NO_EVIDENCE = "no evidence recorded"
GONE_BY, TO_COME = date(2026, 12, 1), date(2026, 12, 18)
UNCHOSEN = gettext_lazy("with no mode chosen")


def late(n):
    return ("%(n)s working day late", "%(n)s working days late"), {"n": str(n)}


def counted(n, words):
    return "%(n)s %(words)s", {"n": str(n), "words": words}


# (what provokes it, what is read there, what is not)
TABLE = [
    # Who was reminded, and on which days
    (on.reminded, [NOT_REMINDED], [REMINDED]),
    (at(on.reminded, days=[ON_THE_DAY, THREE_LATE]), [REMINDED], [NOT_REMINDED]),
    (at(on.reminded, days=[ON_THE_DAY, THREE_LATE], where="own"), [REMINDED], [NOT_REMINDED]),
    (at(on.reminded, where="own"), [NOT_REMINDED], [REMINDED]),
    (
        at(on.reminded, days=[ON_THE_DAY], state="given_up"),
        [("the reminder to %(who)s was not delivered", {"who": ANNA})],
        [REMINDED, NOT_REMINDED],
    ),
    (
        at(on.reminded, days=[ON_THE_DAY], state="waiting"),
        [("a reminder to %(who)s waits to be sent", {"who": ANNA})],
        [REMINDED, NOT_REMINDED],
    ),
    (
        at(on.reminded, days=[ON_THE_DAY], state="perhaps"),
        [("whether a reminder reached %(who)s is not known; call first", {"who": ANNA})],
        [REMINDED, NOT_REMINDED],
    ),
    (
        on.reminded_and_refused,
        [(REMINDED[0], {"who": ANNA, "days": [ON_THE_DAY]}), "another reminder was not delivered"],
        [NOT_REMINDED, REMINDED],
    ),
    (
        at(on.reminded, days=[ON_THE_DAY, THREE_LATE]),
        [REMINDED],
        ["another reminder was not delivered"],
    ),
    (on.unreachable, ["no email can reach the owner"], [NOT_REMINDED]),
    (on.in_the_digest, [(REMINDED[0], {"who": ANNA, "days": [ON_THE_DAY]})], [NOT_REMINDED]),
    (on.reminded_somebody_else, [(NOT_REMINDED[0], {"who": DEE})], [REMINDED]),
    (
        on.reminded_before,
        [("%(who)s was reminded before; on which day was not kept", {"who": ANNA})],
        [NOT_REMINDED],
    ),
    # Who is asked by mail, and who was
    (on.task_added, [ASKED_NOW], [ASKED_LATER]),
    (at(on.task_added, held=True), [ASKED_LATER], [ASKED_NOW]),
    (
        at(on.lead_asked, held=True),
        [("%(who)s will be asked when sending starts.", {"who": ANNA})],
        [("%(who)s is asked by email.", {"who": ANNA})],
    ),
    (on.lead_asked, [("asked %(day)s", {"day": [TODAY]})], ["the email waits to be sent"]),
    (
        at(on.lead_asked, state="waiting"),
        ["the email waits to be sent"],
        [("asked %(day)s", {"day": [TODAY]})],
    ),
    (
        at(on.lead_asked, state="claimed"),
        ["the email is being sent"],
        ["the email waits to be sent", ("asked %(day)s", {"day": [TODAY]})],
    ),
    (
        at(on.lead_asked, state="given_up"),
        ["the email was not delivered"],
        [("asked %(day)s", {"day": [TODAY]})],
    ),
    (on.lead_not_asked, ["Ask by email"], ["Ask again by email", ("asked %(day)s", {"day": [TODAY]})]),
    (at(on.next_reminder, held=True), ["when sending starts"], []),
    (on.next_reminder, ["Next reminder"], ["when sending starts"]),
    (at(on.asked_lately, state="sent"), [f"{COOP} 1 1"], []),
    (at(on.asked_lately, state="given_up"), [f"{COOP} 1 0"], [f"{COOP} 1 1"]),
    # Silence of those whom a mail reached
    (on.invited, [NO_ANSWER], ["the email was not delivered"]),
    (at(on.invited, state="given_up"), ["the email was not delivered"], [NO_ANSWER]),
    (at(on.invited, state="given_up", where="invitation"), ["the email was not delivered"], [NO_ANSWER]),
    (at(on.invited, state="waiting"), ["the email waits to be sent"], [NO_ANSWER]),
    (at(on.invited, state="perhaps"), ["whether the email arrived is not known"], [NO_ANSWER]),
    # How late, and at risk besides
    (on.late, [late(3)], []),
    (at(on.late, days=3, where="document"), [late(3)], []),
    # From a Thursday over a weekend to a Friday.
    (at(on.late, days=8), [late(6)], [late(8)]),
    (at(on.late, days=8, where="overview"), [late(6)], [late(8)]),
    (at(on.late, days=3, where="overview", state="at_risk"), ["At risk", late(3)], []),
    (at(on.late, days=3, where="own", state="at_risk"), ["At risk", late(3)], []),
    (at(on.late, days=3, where="document", state="at_risk"), ["At risk", late(3)], []),
    (at(on.late, days=-3, where="plan", state="at_risk"), ["At risk"], [late(3)]),
    (at(on.late, days=400), [(("%(n)s month late", "%(n)s months late"), {"n": "13"})], []),
    # Who leads it
    (at(on.led, lead_partner=None, lead_person=None, lead_accepted_at=None), [NO_LEAD], []),
    (
        at(on.led, lead_person=None, lead_accepted_at=None),
        [("%(organisation)s leads it; no person is named", {"organisation": COOP})],
        [NO_LEAD],
    ),
    (
        at(on.led, lead_accepted_at=None),
        [("%(who)s has not agreed to lead", {"who": ANNA})],
        [NO_LEAD],
    ),
    (at(on.led, wording=2), [EARLIER], [NO_LEAD, ("%(who)s has not agreed to lead", {"who": ANNA})]),
    (at(on.led, wording=2, lead_accepted_wording=2), [], [EARLIER]),
    (at(on.late, days=-5, wording=2), ["accepted for an earlier wording"], ["not accepted yet"]),
    (
        at(on.late, days=-5, wording=2, lead_accepted_wording=2),
        [],
        ["accepted for an earlier wording", "not accepted yet"],
    ),
    (
        at(on.led, lead_partner=None),
        [("led by %(who)s; no organisation is named", {"who": ANNA})],
        [NO_LEAD],
    ),
    # What holds
    (on.issued, [ACCEPTED_BY], ["counts now"]),
    (at(on.issued, where="verify"), [ACCEPTED_BY], ["the version that holds now"]),
    (
        at(on.issued, where="document"),
        [("accepted by 0 of %(n)s when this version was issued", {"n": "2"})],
        [],
    ),
    # Which mode was chosen
    (at(on.modes, chosen=["", ""]), [counted(2, UNCHOSEN), "not chosen"], []),
    (
        at(on.modes, chosen=["", "", "joint"]),
        [counted(1, Mode.JOINT.label), counted(2, UNCHOSEN)],
        [],
    ),
    (at(on.modes, chosen=["coordinated"]), [counted(1, Mode.COORDINATED.label)], ["with no mode chosen"]),
    (at(on.modes, chosen=["", "joint"], where="document"), [counted(1, UNCHOSEN), "not chosen"], []),
    # What shows that it was reached
    (on.reached, [NO_EVIDENCE], []),
    (at(on.reached, where="document"), [NO_EVIDENCE], []),
    (at(on.reached, where="report"), ["M1 Agree the sites", NO_EVIDENCE], []),
    (at(on.reached, where="report", evidence="Signed map"), ["Signed map"], [NO_EVIDENCE]),
    (at(on.reached, where="own", evidence="Signed map"), ["Signed map"], [NO_EVIDENCE]),
    (at(on.reached, where="plan", evidence="Signed map"), ["Signed map"], [NO_EVIDENCE]),
    (at(on.reached, where="document", evidence="Signed map"), ["Signed map"], [NO_EVIDENCE]),
    # What the foot of a mail promises
    (on.footer, ["Change which emails you get", "To object, answer this email."], ["or object"]),
    (
        on.renamed,
        [("%(holder)s keeps your name and address to inform you.", {"holder": "Havenkantoor"})],
        ["Backbone holds", "b@example.org"],
    ),
    # A date gone by
    (at(on.task_added, due="2026-12-01"), [("Its date, %(day)s, has gone by.", {"day": [GONE_BY]})], []),
    (
        at(on.proposal, due="2026-12-01"),
        [
            (
                "Can you take this on, which was due %(day)s: %(task)s",
                {"day": [GONE_BY], "task": "Book the hall"},
            )
        ],
        [],
    ),
    (
        at(on.proposal, due="2026-12-18"),
        [("Can you take this on, by %(day)s: %(task)s", {"day": [TO_COME], "task": "Book the hall"})],
        [],
    ),
    # Milestones by the number that people say
    *((at(on.numbered, where=where), ["M2 Second"], []) for where in ("overview", "own", "link", "form")),
    *((at(on.numbered, where=where), ["M2 Second", "M1 First"], []) for where in ("plan", "document")),
    (on.lead_mail, ["M1 Agree the sites"], []),
]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("provoke", "said", "unsaid"), TABLE)
def test_a_sentence_is_read_where_its_row_is_and_nowhere_else(provoke, said, unsaid, language, time_machine):
    scene = Scene(time_machine, language)
    words = provoke(scene).casefold()
    for text in said:
        assert read(scene, text) in words
    for text in unsaid:
        assert read(scene, text) not in words


def read(scene, text):
    """A text of the table in the language of the scene."""
    text, names = (text, {}) if isinstance(text, str) else text
    return scene.says(text, **names).casefold()
