"""The words for what was done: each step that a change notes beside itself (`backbone.database.history.noted`)."""

from django.utils.translation import gettext_lazy, pgettext_lazy

STEPS = {
    "imported": gettext_lazy("by import"),
    "merged": gettext_lazy("merged"),
    "merge undone": gettext_lazy("merge undone"),
    "removed": gettext_lazy("removed"),
    "brought back": gettext_lazy("brought back"),
    "erased": gettext_lazy("a person’s data erased"),
    "linked": gettext_lazy("linked to a partner that joined"),
    "answered": pgettext_lazy("an invitation", "answered"),
    "sent": pgettext_lazy("an invitation", "sent"),
    "withdrawn": pgettext_lazy("an invitation", "withdrawn"),
    "joined": pgettext_lazy("a prospect", "joined"),
    "agreed": pgettext_lazy("an offer", "agreed"),
    "signed off": gettext_lazy("signed off"),
    "sign-off taken back": gettext_lazy("sign-off taken back"),
    "asked to renegotiate": gettext_lazy("asked to renegotiate"),
    "renegotiated": gettext_lazy("renegotiated"),
    "answer taken back": gettext_lazy("answer taken back"),
    "quarter answered": gettext_lazy("answered about a quarter"),
    "left to end": pgettext_lazy("a mandate", "left to end"),
    "sponsor asked": gettext_lazy("sponsor asked"),
    "sponsor answered": gettext_lazy("sponsor answered"),
    "file added": gettext_lazy("file added"),
    # Emails
    "back to the standard words": gettext_lazy("back to the standard words"),
    "own words again": gettext_lazy("own words again"),
    # Meetings
    "started": gettext_lazy("meeting started"),
    "at another item": gettext_lazy("at another item"),
    "cancelled": gettext_lazy("meeting cancelled"),
    "planned again": gettext_lazy("meeting planned again"),
    "reopened": gettext_lazy("meeting reopened"),
    # Minutes
    "reworded": gettext_lazy("reworded"),
    "said how it was decided": gettext_lazy("said how it was decided"),
    "words undone": gettext_lazy("words undone"),
    "put back": gettext_lazy("put back"),
    "dropped": pgettext_lazy("a line of the minutes", "dropped"),
    "given an owner": gettext_lazy("given an owner"),
    "given a day": gettext_lazy("given a day"),
    "said to be something else": gettext_lazy("said to be something else"),
    "put in its place": gettext_lazy("put in its place"),
    "issuing undone": gettext_lazy("issuing undone"),
    # Figures and outcomes
    "struck out": gettext_lazy("struck out"),
    "chosen": pgettext_lazy("a figure", "chosen"),
    "not chosen": pgettext_lazy("a figure", "not chosen any more"),
    "retired": pgettext_lazy("an outcome", "retired"),
    "taken up again": pgettext_lazy("an outcome", "taken up again"),
}
