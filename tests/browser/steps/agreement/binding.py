"""A version enters into force, is amended and compared with the one before; a partner leaves; each page says so."""

from django.utils.translation import override
from playwright.sync_api import expect

from backbone.time.days import today_of
from tests.browser.steps.agreement import members
from tests.pdfs import assert_in_pdf

CONSEQUENCE = "It gives back the boats by the end of the year."


def put_in_force(walker, round, reason):
    """Its own rule lets it, so that its page offers it."""
    walker.go("signing_round", round.pk)
    walker.follow("signing_round_in_force", round.pk)
    walker.fill(reason=reason)
    walker.press("Let it enter into force")
    walker.is_told("The agreement is in force.")
    round.refresh_from_db()
    assert round.is_in_force
    assert walker.today <= round.in_force_on <= today_of(round.partnership)


def may_not_enter_yet(walker, round):
    """While somebody has not accepted it, nothing leads there."""
    walker.go("signing_round", round.pk)
    expect(walker.page.locator(f'a[href="/signing-rounds/{round.pk}/in-force/"]')).to_have_count(0)


def says_who_accepted(walker, round, *, accepted, others, texts=()):
    """On the page of the round by partner, and in a line on the page of the agreement."""
    walker.go("signing_round", round.pk)
    for row in round.acceptances.all():
        with override(walker.language):
            words = [str(row.get_state_display()), str(row.get_way_display())]
        for said in words:
            expect(row_of(walker, round, row.name)).to_contain_text(said)
    walker.sees(*texts)
    walker.go("agreement", round.partnership.slug)
    walker.sees(walker.words("Accepted by %(accepted)s of %(partners)s.", accepted=accepted, partners=6))
    walker.sees(walker.words("%(n)s takes part by letter of no objection.", n=others))


def row_of(walker, round, name):
    return walker.page.locator(f"#partner-{members.row(round, name).pk}")


def is_current(walker, version, *texts):
    """Whoever holds a copy is told so, without an account."""
    verify(walker, version)
    walker.sees(walker.words("Genuine, and the latest version that was issued"), *texts)


def whom_it_concerned(walker, *, version):
    """The one that accepted an amendment, and who of the others takes part in the version before alone."""
    return (
        walker.words("accepted by the %(n)s partner it concerns", n=1),
        walker.words(
            "%(n)s other takes part in version %(version)s by letter of no objection", n=1, version=version
        ),
    )


def is_replaced(walker, version, by):
    verify(walker, version)
    walker.sees(walker.words("Genuine, but out of date: version %(n)s has replaced it", n=by))


def verify(walker, version):
    walker.go("verify", version.sha256[:16])


def compare(walker, round, *words):
    """From the page of the round; to read and as a PDF."""
    walker.go("signing_round", round.pk)
    before = round.follows.version.number
    walker.follow(
        "version_difference",
        round.partnership.slug,
        after=f"?before={before}&after={round.version.number}",
    )
    walker.sees(
        walker.words("From version %(a)s to version %(b)s.", a=before, b=round.version.number), *words
    )
    walker.press("Make a PDF of it")
    assert_in_pdf(walker.issued_pdf(), *words)


def leave(walker, of, name, round):
    """It leaves on a day, and what follows from it is written down."""
    partner = members.partner(of, name)
    walker.go("partner", partner.pk)
    walker.follow("partner_withdrawal", partner.pk)
    walker.press("Record the withdrawal")
    walker.is_told("Withdrawal of %(partner)s recorded.", partner=name)
    walker.go("signing_round", round.pk)
    walker.follow("acceptance_edit", members.row(round, name).pk)
    walker.fill(left_reason=CONSEQUENCE)
    walker.press("Save")
    row = members.row(round, name)
    assert (row.state, row.left_reason) == ("left", CONSEQUENCE)
    assert walker.today <= row.left_on <= today_of(of)
    expect(row_of(walker, round, name)).to_contain_text(CONSEQUENCE)
    walker.go("agreement", of.slug)
    walker.sees(name, CONSEQUENCE, walker.words("%(n)s of the others has left since", n=1))
