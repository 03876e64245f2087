"""The six partners of the walk of the agreement: how each is reached, and the row of what it says."""

from partnerships.models import Partner
from partnerships.signing.models import Acceptance, SigningRound
from tests import factories

MINISTRY, BANK, FORESTS = "Ministry of Water", "Savings Bank", "Forest Service"
SCHOOL, UNION, LABORATORY = "Highland School", "Fishers’ Union", "Soil Laboratory"
ON_PAPER, BY_LETTER, BY_MAIL, IN_WORD = (MINISTRY, BANK), FORESTS, (SCHOOL, UNION), LABORATORY
ALL = (*ON_PAPER, BY_LETTER, *BY_MAIL, IN_WORD)
PEOPLE = {SCHOOL: "Fatima Nakato", UNION: "Moses Opio", LABORATORY: "Peter Mugabo"}


def six_partners(of):
    """Those who are asked by mail have a lead with an address, the others nobody."""
    for name in ALL:
        partner = factories.partner(of, name)
        if name in PEOPLE:
            somebody = factories.person(PEOPLE[name], language=of.language)
            factories.representative(partner, somebody, capacity="lead")


def partner(of, name):
    return Partner.objects.get(partnership=of, organisation__name=name)


def lead(of, name):
    return partner(of, name).representatives.get().person


def clause(of, key):
    return of.agreement.clauses.get(key=key)


def proposed(of):
    """The round that partners are asked in now."""
    return SigningRound.objects.select_related("version").get(partnership=of, state="proposed")


def row(round, name):
    return Acceptance.objects.get(round=round, name=name)


def said(round):
    """{partner: what it says and how}, of a round."""
    return {one.name: (one.state, one.way) for one in Acceptance.objects.filter(round=round)}
