"""A newcomer's pack: their own partner's part of the agreement, clauses that are not cut, and how people are reached."""

import pytest

from partnerships.agreements import pack_part, writing
from partnerships.packs import contents, parts
from tests import factories

pytestmark = pytest.mark.django_db


def lines_of(seat, key):
    found = contents.parts(seat, "newcomer", [key], language="en", zone=seat.partnership.zone)
    return found[0].lines if found else []


@pytest.fixture
def seat(union, peter):
    return peter.represents.get()


def test_the_own_part_names_what_this_partner_gives_and_no_other(coffee, union, seat):
    union.contributions.create(partnership=coffee, description="Extension staff", state="pledged")
    union.contributions.create(partnership=coffee, description="A hall", state="offered")
    other = factories.partner(coffee, "Trading House")
    other.contributions.create(partnership=coffee, description="Lorries", state="pledged")
    said = dict(lines_of(seat, "own_part"))
    assert "Extension staff" in said["What it gives"]
    assert "Lorries" not in str(said)
    assert "A hall" not in str(said)
    assert "own_part" in contents.chosen_by_default("newcomer")
    assert "own_part" not in contents.chosen_by_default("handover")


def test_a_clause_is_told_whole_or_says_how_much_more_there_is(coffee, seat):
    text = "Each partner brings:\n\n" + "\n".join(f"- thing {number}" for number in range(1, 9))
    agreement = writing.write(coffee)
    agreement.clauses.exclude(key__in=["resources", "review"]).delete()
    agreement.clauses.filter(key="resources").update(heading="Resources", text=text, written_from="hand")
    agreement.clauses.filter(key="review").update(
        heading="End", text="Each may leave.\n\nIn writing.", written_from="hand"
    )
    said = dict(pack_part.in_short(seat))
    assert said["Resources"] == (
        "Each partner brings: thing 1; thing 2; thing 3; thing 4; thing 5 (and 3 more)"
    )
    assert said["End"] == "Each may leave."
    assert said[""] == "This is a draft. No version of it applies yet."


def test_of_a_draft_it_is_what_the_records_say_now(coffee, seat):
    writing.write(coffee)
    factories.partner(coffee, "Late Bank")
    assert "Late Bank" in dict(pack_part.in_short(seat))["Partners"]


def test_the_agreement_in_short_is_the_version_that_holds_and_not_what_is_drafted_since(coffee, ruth, seat):
    agreement = writing.write(coffee)
    agreement.clauses.filter(key="review").update(heading="End", text="Each may leave.", written_from="hand")
    writing.issue(agreement, by=ruth)
    agreement.clauses.filter(key="review").update(text="Nobody may leave.", written_from="hand")
    said = dict(pack_part.in_short(seat))
    assert said["End"] == "Each may leave."
    assert said[""] == "Version 1, issued, accepted by 0 of 1"


def test_people_have_the_addresses_that_a_newcomer_may_know(coffee, union, ruth, peter, seat):
    peter.phone = "+256 772 000 001"
    peter.save()
    stranger = factories.person("Joy Amongi", "joy@house.example.org")
    factories.representative(factories.partner(coffee, "Trading House"), stranger, capacity="lead")
    union.representatives.filter(person=peter).update(capacity="lead")
    said = dict(parts.people(seat))
    assert ruth.mail_address in said[str(ruth)]
    assert said[str(union)] == f"{peter} · {peter.mail_address} · +256 772 000 001"
    assert said["Trading House"] == "Joy Amongi"


def test_a_partner_without_a_lead_is_named_by_whoever_speaks_for_it(coffee, union, peter, seat):
    house = factories.partner(coffee, "Trading House")
    for name, job in (("Joy Amongi", "Buyer"), ("Tom Otim", "")):
        who = factories.person(name, f"{name[:3].lower()}@house.example.org", phone="+256 772 000 002")
        factories.representative(house, who, job_title=job)
    joy = house.representatives.get(job_title="Buyer").person
    joy.shows_address = True
    joy.save()
    said = dict(parts.people(seat))
    assert said["Trading House"] == "Joy Amongi · Buyer · joy@house.example.org; Tom Otim"


def test_of_a_partner_with_a_lead_only_the_lead_is_named(coffee, union, peter, seat):
    factories.representative(union, factories.person("Mary Apio"), capacity="member")
    assert "Mary Apio" not in dict(parts.people(seat))[str(union)]


def test_many_of_one_partner_take_one_line(coffee, seat):
    house = factories.partner(coffee, "Trading House")
    for n in range(7):
        factories.representative(house, factories.person(f"Joy {n}"))
    assert dict(parts.people(seat))["Trading House"].endswith("Joy 4; and 2 more")
