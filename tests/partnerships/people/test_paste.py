import time

import pytest

from backbone.accounts.models import Person
from partnerships.imports import jobs
from partnerships.imports.models import ImportRun
from partnerships.models import Organisation, Partner, Partnership, Representative, Role
from partnerships.people import founding
from partnerships.people import reading as addresses
from tests import factories
from tests.partnerships.imports import previews

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return factories.partnership(slug="coffee", language="nl", timezone="Africa/Kampala")


@pytest.fixture
def url(client, partnership):
    client.force_login(factories.coordinator(partnership))
    return "/partnerships/coffee/people/"


TEXT = "Ruth <ruth@growers.example>, Piet <piet@growers.example>\nAnna <anna@gmail.com>"


def paste(client, url, text=TEXT):
    """The preview, or the page of the text again when it was refused."""
    return client.post(url, {"text": text}, follow=True)


def test_pasting_shows_first_and_saves_nobody(client, url):
    before = Person.objects.count()
    page = paste(client, url)
    assert previews.fields(page)["c-1-2"] == ["Growers"]
    assert previews.notes(page, "C1") == "Guessed from growers.example."
    assert previews.notes(page, "C3") == "Without an organisation: observer."
    assert "To be created: 1 partner, 3 people, 2 representatives, 1 observer." in page.text
    assert Person.objects.count() == before


def test_adding_makes_persons_organisations_partners_and_representatives(client, url, partnership):
    page = previews.confirm(client, paste(client, url), C1="Growers’ Union")
    assert page.redirect_chain[-1][0] == "/partnerships/coffee/setup/"
    assert "Added: 3 people are new, 1 partner is new." in page.text
    partner = Partner.objects.get(partnership=partnership)
    assert partner.organisation.name == "Growers’ Union"
    assert partner.organisation.domains == ["growers.example"]
    assert {r.person.email for r in partner.representatives.all()} == {
        "ruth@growers.example",
        "piet@growers.example",
    }
    anna = Person.objects.get(email="anna@gmail.com")
    assert (anna.language, anna.timezone, anna.has_usable_password()) == ("nl", "Africa/Kampala", False)
    assert anna.source
    assert Role.objects.get(person=anna).kind == "observer"


def test_a_corrected_guess_corrects_the_rows_with_the_same_guess(client, url):
    page = previews.save(client, paste(client, url), C1="Growers’ Union")
    assert previews.fields(page)["c-2-2"] == ["Growers’ Union"]
    assert previews.notes(page, "C2") == "As for others at growers.example."
    page = previews.save(client, page, C2="Another")
    assert previews.fields(page)["c-1-2"] == ["Growers’ Union"]


def test_an_emptied_guess_empties_the_rows_with_the_same_guess(client, url):
    page = previews.save(client, paste(client, url), C2="")
    assert previews.fields(page)["c-1-2"] == previews.fields(page)["c-2-2"] == [""]
    previews.confirm(client, page)
    assert Role.objects.filter(kind="observer").count() == 3
    assert not Partner.objects.exists()


def test_names_are_corrected_in_the_preview(client, url):
    page = paste(client, url)
    assert previews.fields(page)["c-1-0"] == ["Ruth"]
    page = previews.save(client, page, A1="Ruth Nansubuga 🌱")
    assert previews.fields(page)["c-1-0"] == ["Ruth Nansubuga 🌱"]
    previews.confirm(client, page, A1="\x00 Ruth  Nansubuga 🌱")
    assert Person.objects.get(email="ruth@growers.example").name == "Ruth Nansubuga 🌱"
    assert Person.objects.get(email="piet@growers.example").name == "Piet"


@pytest.mark.parametrize(
    ("typed", "name"), [("", "Ruth"), ("<b>R</b>", "<b>R</b>"), ("Ruth, van", "Ruth, van")]
)
def test_a_name_that_is_nothing_or_odd_does_no_harm(client, url, typed, name):
    page = previews.confirm(client, paste(client, url), A1=typed)
    assert "<b>R" not in page.text
    assert Person.objects.get(email="ruth@growers.example").name == name


def test_a_name_that_is_too_long_is_asked_to_be_shortened(client, url):
    page = previews.confirm(client, paste(client, url), A1="x" * 400)
    assert "a row that you changed is refused" in page.text
    assert not Person.objects.filter(email="piet@growers.example").exists()
    assert previews.notes(page, "A1").startswith("This is too long.")


def test_the_text_comes_back_to_be_corrected_and_read_again(client, url):
    run = paste(client, url).context["run"]
    page = client.get(f"{url}?run={run.pk}")
    assert page.context["form"]["text"].value() == TEXT
    page = paste(client, url, TEXT.replace("Ruth <", "Ruth Atim <"))
    assert previews.fields(page)["c-1-0"] == ["Ruth Atim"]


def test_adding_twice_changes_nothing(client, url, partnership):
    previews.confirm(client, paste(client, url))
    counts = [model.objects.count() for model in (Person, Organisation, Partner, Representative, Role)]
    page = paste(client, url)
    assert [previews.fate(page, number) for number in (1, 2, 3)] == ["Already here"] * 3
    previews.confirm(client, page)
    assert counts == [
        model.objects.count() for model in (Person, Organisation, Partner, Representative, Role)
    ]


def test_known_people_and_organisations_are_matched_and_left_alone(client, url):
    known = factories.person(name="Ruth Nansubuga", email="ruth@growers.example")
    factories.organisation("Rwenzori Growers", domains=["growers.example"])
    page = paste(client, url, "R. <RUTH@growers.example>")
    assert previews.notes(page, "A1") == "Known here as Ruth Nansubuga; that name stays."
    assert previews.fields(page)["c-1-2"] == ["Rwenzori Growers"]
    previews.confirm(client, page)
    known.refresh_from_db()
    assert known.name == "Ruth Nansubuga"
    assert Organisation.objects.filter(name="Rwenzori Growers").count() == 1
    assert Representative.objects.get().person == known


def test_what_could_not_be_read_is_a_row_to_correct(client, url):
    page = paste(client, url, "ruth@growers.example, <b>nobody</b>")
    assert previews.fate(page, 2) == "Refused"
    assert previews.notes(page, "B2").startswith("The address has no @ or more than one.")
    assert "&lt;b&gt;nobody" in page.text
    page = previews.save(client, page, A2="Somebody", B2="some.body@growers.example")
    assert previews.fate(page, 2) == "New"
    assert previews.fields(page)["c-2-2"] == ["Growers"]
    previews.confirm(client, page)
    assert Person.objects.get(email="some.body@growers.example").name == "Somebody"


def test_going_on_without_what_could_not_be_read_says_so(client, url):
    page = previews.confirm(client, paste(client, url, "ruth@growers.example\nnobody"))
    assert "Added: 1 person is new, 1 partner is new." in page.text
    assert "1 row was refused and left out." in page.text


READ = [
    ("a@x.example b@x.example, ok@x.example", "There is more than one address"),
    ("Foo <foo@@x.example>, ok@x.example", "The address has no @ or more than one."),
    ("Foo <foo@local>, ok@x.example", "foo@local is not an address that email can reach."),
    ("BEGIN:VCARD\nFN:Board\nKIND:group\nEMAIL:b@x.example\nEND:VCARD\nok@x.example", "This is the card of"),
]


@pytest.mark.parametrize(("text", "words"), READ)
def test_each_piece_that_is_nobody_says_why(client, url, text, words):
    page = paste(client, url, text)
    [row] = [row for row in page.context["rows"] if row.state == "late"]
    assert words in previews.notes(page, f"B{row.number}")


@pytest.mark.parametrize("text", ["", "   ", "no address at all", "\x00\x01"])
def test_a_text_without_people_is_refused_beside_the_field(client, url, text):
    page = paste(client, url, text)
    assert page.status_code == 422
    assert page.context["form"].errors["text"]


@pytest.mark.long
def test_five_thousand_people_are_added_in_one_go(client, url, partnership, django_assert_max_num_queries):
    text = "\n".join(f"Person {n} <p{n}@org{n % 700}.example>" for n in range(5000))
    run = paste(client, url, text).context["run"]
    jobs.check_job(run.job.pk, **run.job.job_args)
    client.post(f"/imports/{run.pk}/confirmation/")
    job = ImportRun.objects.get().job
    with django_assert_max_num_queries(90):
        jobs.confirm_job(job.pk, **job.job_args)
    assert partnership.representatives.count() == 5000
    page = paste(client, url, "x@y.example " + text)
    assert "at most 5000" in page.text


def test_a_failure_leaves_nothing_half_done(client, url, partnership, monkeypatch):
    page = paste(client, url)
    before = Person.objects.count()
    monkeypatch.setattr(Representative.objects, "bulk_create", None)
    page = previews.confirm(client, page)
    assert "everything has been put back as it was" in page.text
    assert Person.objects.count() == before
    assert not Partner.objects.exists()


def test_only_coordinators_paste(client, url, partnership):
    client.force_login(factories.representative(factories.partner(partnership)))
    assert client.get(url).status_code == 403
    client.force_login(factories.person())
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("piece", ["[", '\\"', "\n", "< ", "a@", "@", "a "])
def test_a_long_text_that_is_nobody_is_read_in_good_time(piece):
    began = time.process_time()
    people, malformed, _repeats = addresses.read((piece * 100_000)[:100_000])
    assert time.process_time() - began < 10
    assert people == []
    assert all(len(one.text) <= 200 for one in malformed)


def test_a_founders_colleague_is_recognised_by_the_address(client, url):
    by = factories.person(email="ellen@rijnstede.example")
    founding.start(Partnership(name="Gezond Rijnstede"), by=by, organisation="Gemeente Rijnstede")
    page = paste(client, url, "Bas <bas@rijnstede.example>")
    assert previews.fields(page)["c-1-2"] == ["Gemeente Rijnstede"]
    assert previews.notes(page, "C1") == "Known by the address: rijnstede.example is theirs."
