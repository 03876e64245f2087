"""What each role gets: the words of which the tables of addresses are made."""

ROLES = ("visitor", "outsider", "observer", "partner", "leader", "coordinator", "administrator")
SIGN_IN, FORBIDDEN, MISSING = "sign in", 403, 404


def policy(visitor, outsider, observer, partner, leader, coordinator, administrator):
    return dict(
        zip(ROLES, (visitor, outsider, observer, partner, leader, coordinator, administrator), strict=True)
    )


# Whoever may, gets an answer ("ok": a page, a redirect on, or a form sent back); the others do not.
ANYBODY = policy(*["ok"] * 7)
SIGNED_IN = policy(SIGN_IN, *["ok"] * 6)
SEE = policy(SIGN_IN, MISSING, *["ok"] * 5)
WORK = policy(SIGN_IN, MISSING, FORBIDDEN, "ok", FORBIDDEN, "ok", "ok")
REPORT = policy(SIGN_IN, MISSING, FORBIDDEN, FORBIDDEN, "ok", "ok", "ok")
# Who works on the draft of the agreement, or answers for it.
DRAFT = policy(SIGN_IN, MISSING, FORBIDDEN, *["ok"] * 4)
COORDINATE = policy(SIGN_IN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, "ok", "ok")
# Who speaks for a convener, which the partner here does not, and who coordinates: no other role.
CONVENERS = policy(SIGN_IN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, "ok", FORBIDDEN)
# Who represents that partner, and who coordinates.
OWN = policy(SIGN_IN, MISSING, FORBIDDEN, "ok", FORBIDDEN, "ok", "ok")
# Who represents that partner: here the partner alone.
SPEAKS = policy(SIGN_IN, MISSING, FORBIDDEN, "ok", FORBIDDEN, FORBIDDEN, FORBIDDEN)
# Who had a paper made: here the coordinator.
ORDERED = policy(SIGN_IN, MISSING, MISSING, MISSING, MISSING, "ok", MISSING)
# Who coordinates and is no party to a dispute; nobody else learns that it is there.
NO_PARTY = policy(SIGN_IN, MISSING, MISSING, MISSING, MISSING, "ok", MISSING)
# Who was asked: here the partner.
ASKED = policy(SIGN_IN, MISSING, MISSING, "ok", MISSING, MISSING, MISSING)
START = policy(SIGN_IN, "ok", FORBIDDEN, FORBIDDEN, FORBIDDEN, "ok", "ok")
ADMINISTER = policy(SIGN_IN, *[FORBIDDEN] * 5, "ok")
# There for those who have set up a second factor, or a session to confirm; here nobody has.
NEEDS_FACTOR = policy(SIGN_IN, *[MISSING] * 6)
NEEDS_SESSION = policy(SIGN_IN, *[FORBIDDEN] * 6)
SIGNED_OUT = policy(*[SIGN_IN] * 7)
# Addresses made for one moment: used up, forged, or not of this mailbox.
GONE = policy(*[410] * 7)
# Our libraries send those who are signed in on before they look at the method.
SENT_ON = policy(405, *["ok"] * 6)
NOBODY = policy(*[MISSING] * 7)
# Somebody else’s export, which nobody had made.
EXPORT = policy(SIGN_IN, *[FORBIDDEN] * 5, MISSING)
