"""An amendment that concerns some partners: who accepted it, what the others accepted, and who came and went since."""

import pytest

from backbone.files.models import StoredFile
from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import today_of
from partnerships import leaving
from partnerships.agreement_papers import folder, papers, which_version
from partnerships.correspondence.models import Notice
from partnerships.merges import merging
from partnerships.signing import amending, coming_and_going, counting, in_force, proposing
from partnerships.signing.by_mail import asking
from tests import factories
from tests.partnerships.signing.said import State, accept, words_of
from tests.pdfs import assert_in_pdf


@pytest.fixture
def binding(proposed, ruth):
    """Version 1: two accept it, one takes part by letter of no objection."""
    *others, last = proposed.acceptances.order_by("pk")
    for row in others:
        accept(row, ruth)
    accept(last, ruth, State.NO_OBJECTION, way="letter")
    return in_force.put_in_force(proposed, ruth, "All signed")


@pytest.fixture
def lead(partners):
    """Of the second partner, which the change does not concern."""
    return factories.representative(partners[1], factories.person("Joy Akello"), capacity="lead")


@pytest.fixture
def amended(agreement, partners, ruth, binding, lead):
    """Version 2 concerns the union alone."""
    return proposing.propose(agreement, ruth, "named", needed=[partners[0].pk], reason="A fee")


def row_of(round, partner):
    return round.acceptances.get(partner=partner)


@pytest.fixture
def changed(amended, partners, ruth):
    accept(row_of(amended, partners[0]), ruth)
    return in_force.put_in_force(amended, ruth, "")


OTHERS = "1 other accepted version 1; 1 other takes part in version 1 by letter of no objection"


def test_until_whom_it_concerns_has_accepted_it_says_so(amended):
    assert words_of(amended).endswith(
        f"amends version 1, accepted by 0 of the 1 partner it concerns; {OTHERS}"
    )


def test_in_force_it_says_whom_it_concerned_and_what_the_others_accepted(changed):
    said = f"accepted by the 1 partner it concerns; {OTHERS}; 1 of the others was told"
    assert words_of(changed).endswith(said)


def test_who_accepts_it_though_it_concerns_others_is_named_apart(partners, ruth, amended):
    for partner in partners[:2]:
        accept(row_of(amended, partner), ruth)
    assert "accepted by the 1 partner it concerns, and by 1 other; 1 other takes" in words_of(amended)


def test_the_same_words_stand_everywhere(client, as_ruth, coffee, changed):
    version = changed.version
    for page in (
        f"/verify/{version.sha256[:16]}/",
        f"/documents/{version.pk}/",
        changed.get_absolute_url(),
        "/partnerships/coffee/agreement/",
    ):
        text = " ".join(as_ruth.get(page).text.split())
        assert "ccepted by the 1 partner it concerns" in text, page
        assert "1 other accepted version 1" in text, page
    assert "accepted by the 1 partner it concerns" in which_version.in_words(version)
    assert "accepted by the 1 partner it concerns" in folder.contents(coffee)["in_words"]


def test_the_pdf_claims_no_acceptance_that_nobody_gave(as_ruth, partners, changed):
    as_ruth.post(f"/signing-rounds/{changed.pk}/paper/")
    file = StoredFile.objects.get(job=papers.JOB)
    papers.make_paper(file.pk, **file.job_args)
    today = dates.long(today_of(changed.partnership))
    assert_in_pdf(
        as_ruth.get(f"/agreement-papers/{file.pk}/file/").content,
        "accepted by the 1 partner it concerns",
        "This change concerns other partners.",
        f"It accepted version 1 on {today}.",
        f"Takes part in version 1 by letter of no objection of {today}.",
    )


def test_each_row_says_what_its_partner_accepted(as_ruth, partners, changed):
    rows = list(changed.acceptances.order_by("pk"))
    amending.look_at(changed, rows)
    found = {row.partner_id: (row.before and row.before.state, row.concerns_others) for row in rows}
    assert found == {
        partners[0].pk: (None, False),
        partners[1].pk: (State.ACCEPTED, True),
        partners[2].pk: (State.NO_OBJECTION, True),
    }
    text = " ".join(as_ruth.get(changed.get_absolute_url()).text.split())
    assert text.count("This change concerns other partners.") == 2


def test_whom_it_does_not_concern_hears_of_it_and_that_stands(lead, partners, changed):
    said = Notice.objects.get(person=lead, key__startswith=f"signing:{changed.pk}:").text
    assert said.startswith("Version 2 of the agreement, which changes version 1, is in force since")
    assert row_of(changed, partners[1]).told_on == today_of(changed.partnership)
    assert row_of(changed, partners[2]).told_on is None


def test_the_mail_says_whom_it_concerns(as_ruth, lead, peter, partners, amended):
    chosen = as_ruth.get(f"/signing-rounds/{amended.pk}/sending/").context["form"]["seats"].value()
    own, other = row_of(amended, partners[0]), row_of(amended, partners[1])
    assert chosen == [f"{own.pk}-{peter.represents.get().pk}"]
    asking.ask(amended, [(own, peter.represents.get()), (other, lead.represents.get())], by=None)
    asked, told = (Message.objects.get(recipient=one, kind="acceptance").text for one in (peter, lead))
    assert "which it concerns, whether it accepts" in asked
    assert "It concerns other partners: it does not need" in told


def test_a_second_amendment_says_of_each_the_version_that_it_accepted(agreement, partners, ruth, changed):
    third = proposing.propose(agreement, ruth, "named", needed=[partners[1].pk], reason="A room")
    accept(row_of(third, partners[1]), ruth)
    said = words_of(third)
    assert "amends version 2, accepted by the 1 partner it concerns; " in said
    assert "1 other takes part in version 1 by letter of no objection; 1 other accepted version 2" in said


def test_an_amendment_that_was_proposed_twice_amends_what_is_in_force(agreement, partners, ruth, amended):
    again = proposing.propose(
        agreement, ruth, "named", needed=[partners[0].pk], reason="A fee", instead_of=amended.pk
    )
    assert counting.standing(again).amended.version == 1
    assert words_of(again).endswith(OTHERS)


def test_what_is_proposed_after_an_end_amends_nothing(agreement, ruth, binding):
    in_force.end(binding, ruth, "The programme is over", today_of(binding.partnership))
    assert "amends" not in words_of(proposing.propose(agreement, ruth, "all", reason="Anew"))


# Who joins and leaves what is in force


def test_who_joins_and_who_leaves_stand_apart(client, coffee, partners, ruth, binding):
    for name in ("Growers’ Union", "River School"):
        factories.partner(coffee, name)
    coming_and_going.add_rows(binding)
    accept(binding.acceptances.get(name="River School"), ruth)
    leaving.withdraw(partners[0], today_of(coffee), to=None, agreed=False, by=ruth)
    said = (
        "accepted by 2 of 3, 1 takes part by letter of no objection, 1 who accepted has left since; "
        "2 joined since, 1 of them accepted it"
    )
    assert words_of(binding).endswith(said)
    assert said in " ".join(client.get(f"/verify/{binding.version.sha256[:16]}/").text.split())


def test_who_leaves_on_the_day_on_which_it_enters_into_force_is_not_of_it(coffee, partners, ruth, proposed):
    left = row_of(proposed, partners[0])
    leaving.withdraw(partners[0], today_of(coffee), to=None, agreed=False, by=ruth)
    for row in proposed.acceptances.exclude(pk=left.pk):
        accept(row, ruth)
    binding = in_force.put_in_force(proposed, ruth, "The others signed")
    assert words_of(binding).endswith("accepted by 2 of 2")


def test_who_had_not_accepted_and_leaves_is_said_apart(coffee, agreement, partners, ruth):
    round = proposing.propose(agreement, ruth, "count", count=2)
    for partner in partners[:2]:
        accept(row_of(round, partner), ruth)
    binding = in_force.put_in_force(round, ruth, "")
    leaving.withdraw(partners[2], today_of(coffee), to=None, agreed=False, by=ruth)
    assert words_of(binding).endswith("accepted by 2 of 3; 1 of the others has left since")


def test_who_joined_and_turns_out_to_be_one_of_them_stands_apart_no_more(coffee, partners, ruth, binding):
    double = factories.partner(coffee, "Kigezi Farmers Union (2)")
    coming_and_going.add_rows(binding)
    merging.merge_organisations(partners[0].organisation, double.organisation, by=ruth)
    [row] = binding.acceptances.filter(partner__in=(double, partners[0]))
    assert (row.state, row.stands_apart) == (State.ACCEPTED, False)
    found = counting.standing(binding)
    assert (found.partners, found.joined) == (3, 0)


def test_who_joins_while_it_is_proposed_is_of_it(coffee, ruth, proposed):
    factories.partner(coffee, "Growers’ Union")
    coming_and_going.add_rows(proposed)
    for row in proposed.acceptances.all():
        accept(row, ruth)
    assert words_of(in_force.put_in_force(proposed, ruth, "")).endswith("accepted by 4 of 4")
