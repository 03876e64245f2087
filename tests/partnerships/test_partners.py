"""Partners: the list, a partner's page, joining, representing, withdrawing."""

import datetime

import pytest

from backbone.accounts.models import Person
from backbone.time.days import today_here, today_of
from partnerships.models import Organisation, Partner, Representative
from tests import factories

pytestmark = pytest.mark.fast

NEW = "/partnerships/coffee/partners/new/"


def test_all_partners_are_listed_by_name(as_, ruth, coffee):
    for name in ("Zeta", "Élan", "alpha"):
        factories.partner(coffee, name)
    page = as_(ruth).get("/partnerships/coffee/partners/").content.decode()
    assert page.index("alpha") < page.index("Élan") < page.index("Zeta")


def test_the_address_says_what_is_shown_and_how_sorted(as_, ruth, coffee):
    factories.partner(coffee, "Alpha", is_convener=True)
    factories.partner(coffee, "Beta")
    factories.partner(coffee, "Gone", withdrawn_on=today_here())
    client = as_(ruth)

    def shown(query):
        page = client.get(f"/partnerships/coffee/partners/?{query}").content.decode()
        return [name for name in sorted(("Alpha", "Beta", "Gone"), key=page.find) if f">{name}<" in page]

    assert shown("") == ["Alpha", "Beta"]
    assert shown("sort=-name") == ["Beta", "Alpha"]
    assert shown("show=conveners") == ["Alpha"]
    assert shown("show=withdrawn") == ["Gone"]
    assert shown("q=bet") == ["Beta"]
    assert shown("sort=nonsense&show=x&page=99&q=%00") == ["Alpha", "Beta"]


def test_a_new_organisation_joins(as_, ruth, coffee):
    answer = as_(ruth).post(NEW, {"organisation_name": "  Growers   Co-op ", "role": "Signatory"})
    partner = Partner.objects.get()
    assert answer.url == f"/partners/{partner.pk}/"
    assert (str(partner), partner.role, partner.is_convener) == ("Growers Co-op", "Signatory", False)


def test_a_known_organisation_joins_once(as_, ruth, coffee):
    known = factories.organisation("Growers")
    as_(ruth).post(NEW, {"organisation": known.pk})
    answer = as_(ruth).post(NEW, {"organisation_name": "GROWERS"})
    assert answer.status_code == 422
    assert "is a partner already" in answer.content.decode()
    assert (Partner.objects.count(), Organisation.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "data",
    [
        {"organisation_name": ""},
        {"organisation": "999999"},
        {"organisation": "x'"},
        {"organisation_name": "x" * 201},
    ],
)
def test_without_an_organisation_nothing_joins(as_, ruth, coffee, data):
    assert as_(ruth).post(NEW, data).status_code == 422
    assert not Partner.objects.exists()


def test_several_conveners_are_equal(as_, ruth, coffee):
    one, other = factories.partner(coffee, is_convener=True), factories.partner(coffee, is_convener=True)
    page = as_(ruth).get("/partnerships/coffee/partners/?show=conveners").content.decode()
    assert str(one) in page
    assert str(other) in page


def test_the_page_shows_gives_gets_people_and_mandate(as_, coffee, union):
    union.mandate, union.own_objectives = "Up to 500 euros", "Better prices"
    union.save()
    union.contributions.create(partnership=coffee, description="Members’ network")
    union.benefits.create(partnership=coffee, description="Training")
    member = factories.representative(
        union, factories.person("Joy Akello"), capacity="lead", job_title="Director"
    )
    page = as_(member).get(f"/partners/{union.pk}/").content.decode()
    for words in (
        "Members’ network",
        "not valued",
        "Training",
        "Joy Akello",
        "Director",
        "Up to 500",
        "Better prices",
    ):
        assert words in page
    assert "Edit" not in page


def test_editing_a_partner_keeps_both_texts_in_a_conflict(as_, ruth, union):
    data = {"mandate": "Mine", "revision": union.revision}
    as_(ruth).post(f"/partners/{union.pk}/edit/", {**data, "mandate": "Their version"})
    answer = as_(ruth).post(f"/partners/{union.pk}/edit/", data)
    assert answer.status_code == 409
    assert "Their version" in answer.content.decode()
    assert "Mine" in answer.content.decode()


# Representatives


def test_a_new_person_represents_the_partner(as_, ruth, union):
    data = {"name": "Joy Akello", "email": "Joy@Union.example", "capacity": "lead", "job_title": "Director"}
    as_(ruth).post(f"/partners/{union.pk}/representatives/new/", data)
    row = union.representatives.get()
    assert (row.person.email, row.capacity, row.job_title) == ("joy@union.example", "lead", "Director")
    assert row.person.source == f"Ruth Nansubuga, {today_of(union.partnership).isoformat()}"


def test_a_known_address_means_the_same_person(as_, ruth, union):
    joy = factories.person("Joy", "joy@union.example")
    as_(ruth).post(
        f"/partners/{union.pk}/representatives/new/",
        {"name": "J.", "email": "JOY@union.example", "capacity": "member"},
    )
    assert union.representatives.get().person == joy
    assert Person.objects.filter(name="J.").count() == 0
    again = as_(ruth).post(
        f"/partners/{union.pk}/representatives/new/",
        {"name": "J.", "email": "joy@union.example", "capacity": "member"},
    )
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("whose", "name", "email"),
    [("same", "Anna Bakker", "info@school.example"), ("another", "Bram Visser", None)],
)
def test_of_an_address_under_another_name_it_is_asked_who_represents(as_, ruth, union, whose, name, email):
    factories.observer(union.partnership, factories.person("Anna Bakker", "info@school.example"))
    url = f"/partners/{union.pk}/representatives/new/"
    data = {"name": "Bram Visser", "email": "Info@school.example", "capacity": "member"}
    page = as_(ruth).post(url, data)
    assert page.status_code == 422
    assert "Say whether Bram Visser is the same person, or somebody else at a shared mailbox." in page.text
    assert not union.representatives.exists()
    as_(ruth).post(url, {**data, "whose": whose})
    person = union.representatives.get().person
    assert (person.name, person.email, person.mail_address) == (name, email, "info@school.example")


def test_whose_address_it_is_is_not_said_of_somebody_of_another_partnership(as_, ruth, union):
    factories.representative(who=factories.person("Anna Bakker", "info@school.example"))
    url = f"/partners/{union.pk}/representatives/new/"
    data = {"name": "Bram Visser", "email": "info@school.example", "capacity": "member", "whose": "same"}
    page = as_(ruth).post(url, data, follow=True)
    assert "Anna Bakker" not in page.text
    assert union.representatives.get().person.name == "Bram Visser"


def test_a_second_person_at_a_mailbox_is_asked_about_once(as_, ruth, union):
    """Who is known at the shared mailbox is found there again by the name."""
    factories.person("Anna Bakker", "info@school.example")
    bram = factories.person("Bram Visser", None, contact_email="info@school.example")
    data = {"name": "Visser, Bram", "email": "info@school.example", "capacity": "member"}
    as_(ruth).post(f"/partners/{union.pk}/representatives/new/", data)
    assert union.representatives.get().person == bram


@pytest.mark.parametrize("spelled", ["SMITH AND SONS", "Smith  &  Sons", "Smith en Sons", "smith & sons."])
def test_an_organisation_is_known_however_its_name_is_spelled(as_, ruth, union, spelled):
    known = factories.organisation("Smith & Sons")
    data = {"organisation_name": spelled, "sector": "private"}
    as_(ruth).post(f"/partnerships/{union.partnership.slug}/partners/new/", data)
    assert union.partnership.partners.filter(organisation=known).exists()


def test_a_new_lead_takes_over_and_the_page_says_so(as_, ruth, union):
    old = factories.representative(union, factories.person("Old Lead"), capacity="lead")
    new = factories.representative(union, factories.person("New Lead"))
    row = union.representatives.get(person=new)
    answer = as_(ruth).post(f"/representatives/{row.pk}/edit/", {"capacity": "lead"}, follow=True)
    assert "Old Lead was the lead and stays as a member." in answer.content.decode()
    assert union.representatives.get(capacity="lead").person == new
    assert union.representatives.get(person=old).capacity == "member"


def test_ending_a_representation_keeps_the_row(as_, ruth, coffee, union):
    joy = factories.representative(union)
    row = union.representatives.get()
    as_(ruth).post(f"/representatives/{row.pk}/end/")
    assert Representative.objects.get().last_day == today_of(coffee)
    assert as_(joy).get("/partnerships/coffee/").status_code == 404


# Withdrawal


def test_a_withdrawn_partner_stays_in_the_records(as_, ruth, coffee, union):
    joy = factories.representative(union)
    as_(ruth).post(f"/partners/{union.pk}/withdrawal/", {"day": today_here().isoformat()})
    union.refresh_from_db()
    assert union.withdrawn_on == today_here()
    assert as_(joy).get("/partnerships/coffee/").status_code == 404
    assert str(union) in as_(ruth).get("/partnerships/coffee/partners/?show=withdrawn").content.decode()


def test_a_withdrawal_can_be_taken_back(as_, ruth, coffee, union):
    joy = factories.representative(union)
    as_(ruth).post(f"/partners/{union.pk}/withdrawal/", {"day": today_here().isoformat()})
    as_(ruth).post(f"/partners/{union.pk}/return/")
    union.refresh_from_db()
    assert union.withdrawn_on is None
    assert as_(joy).get("/partnerships/coffee/").status_code == 200


def test_a_withdrawal_is_not_recorded_ahead(as_, ruth, union):
    day = today_of(union.partnership) + datetime.timedelta(days=1)
    assert as_(ruth).post(f"/partners/{union.pk}/withdrawal/", {"day": day.isoformat()}).status_code == 422


# Access, input, queries


def addresses(partner):
    row = factories.representative(partner)
    representative = partner.representatives.get(person=row)
    return [f"/partners/{partner.pk}/{rest}" for rest in
            ("edit/", "withdrawal/", "return/", "representatives/new/", "contributions/new/", "benefits/new/", "notes/")] + [
        f"/representatives/{representative.pk}/edit/", f"/representatives/{representative.pk}/end/", NEW]  # fmt: skip


def test_it_checks_owner(as_, coffee, union):
    stranger = factories.coordinator(factories.partnership())
    member, observer = factories.representative(union), factories.observer(coffee)
    for address in addresses(union):
        assert as_(stranger).post(address).status_code == 404, address
        assert as_(member).post(address).status_code == 403, address
        assert as_(observer).post(address).status_code == 403, address
    assert as_(stranger).get(f"/partners/{union.pk}/").status_code == 404
    assert as_(observer).get(f"/partners/{union.pk}/").status_code == 200
    assert as_(member).get("/partners/999999/").status_code == 404


def test_hostile_text_stays_text(as_, ruth, coffee, hostile):
    fields = dict.fromkeys(["since_words", "own_objectives", "mandate"], hostile)
    data = {"organisation_name": hostile, "role": hostile[:120], **fields, "since_words": hostile[:60]}
    as_(ruth).post(NEW, data)
    partner = Partner.objects.get()
    as_(ruth).post(
        f"/partners/{partner.pk}/representatives/new/",
        {"name": hostile[:120], "capacity": "member", "job_title": hostile[:120]},
    )
    for address in (f"/partners/{partner.pk}/", "/partnerships/coffee/partners/", "/partnerships/coffee/"):
        page = as_(ruth).get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page
