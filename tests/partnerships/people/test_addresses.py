import pytest

from partnerships.people.domains import organisation_name
from partnerships.people.reading import read

pytestmark = pytest.mark.fast


def names(text):
    people, malformed, _repeats = read(text)
    assert not malformed
    return [(person.name, person.address) for person in people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruth Nansubuga <ruth@example.org>", [("Ruth Nansubuga", "ruth@example.org")]),
        (
            "a@example.org, b@example.org; c@example.org\nd@example.org",
            [(n, f"{n.lower()}@example.org") for n in "ABCD"],
        ),
        ('"Nansubuga, Ruth" <Ruth@Example.org>', [("Ruth Nansubuga", "ruth@example.org")]),
        ('"van Dijk, Anna" <a@example.nl>', [("Anna van Dijk", "a@example.nl")]),
        ('"Jansen, Marieke (GGD)" <m@example.nl>', [("Marieke Jansen", "m@example.nl")]),
        (
            '"Ruth Nansubuga, Coffee Platform" <r@example.org>',
            [("Ruth Nansubuga, Coffee Platform", "r@example.org")],
        ),
        (
            "Nansubuga, Ruth <ruth@example.org>; Jansen, Piet <piet@example.nl>",
            [("Ruth Nansubuga", "ruth@example.org"), ("Piet Jansen", "piet@example.nl")],
        ),
        (
            "To: Ruth <ruth@example.org>\nCc: Piet <piet@example.nl>",
            [("Ruth", "ruth@example.org"), ("Piet", "piet@example.nl")],
        ),
        (
            "Ruth Nansubuga\truth@example.org\r\nPiet\tpiet@example.nl",
            [("Ruth Nansubuga", "ruth@example.org"), ("Piet", "piet@example.nl")],
        ),
        ("ruth.nansubuga@example.org", [("Ruth Nansubuga", "ruth.nansubuga@example.org")]),
        ("ruth@example.org (Ruth N.)", [("Ruth N.", "ruth@example.org")]),
        ("=?utf-8?q?J=C3=BCrgen?= <j@example.org>", [("Jürgen", "j@example.org")]),
        ("Zoë 🌱 נועה <zoe@example.org>", [("Zoë 🌱 נועה", "zoe@example.org")]),
        ("<script>alert(1)</script> <x@example.org>", [("<script>alert(1)</script>", "x@example.org")]),
        ("<mailto:ruth@example.org>", [("Ruth", "ruth@example.org")]),
        ("", []),
        (" ,;;\n\n , ", []),
    ],
)
def test_what_people_paste_is_understood(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Ruth Nansubuga", "no email address"),
        ("ruth@", "not an address"),
        ("ruth@@example.org", "more than one"),
        ("ruth@example.org piet@example.org", "more than one address"),
        ("<ruth>", "no @"),
        (f"{'x' * 130} <ruth@example.org>", "too long"),
        (f"{'x' * 300}@example.org", "too long"),
    ],
)
def test_what_is_malformed_is_named_with_what_is_wrong(text, problem):
    people, malformed, _repeats = read(f"good@example.org\n{text}")
    assert [person.address for person in people] == ["good@example.org"]
    assert problem in malformed[0].problem
    assert malformed[0].text[:10] == text[:10]


def test_the_same_address_twice_is_one_person():
    people, _malformed, repeats = read("Ruth <ruth@example.org>, R. <RUTH@example.org>")
    assert (len(people), people[0].name, [one.name for one in repeats]) == (1, "Ruth", ["R."])


def test_five_thousand_addresses_are_read_within_a_second():
    text = "; ".join(f'"Person, Number {n}" <p{n}@org{n % 300}.example>' for n in range(5000))
    assert len(read(text)[0]) == 5000


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("rwenzori-growers.co.ug", "Rwenzori Growers"),
        ("example.org", "Example"),
        ("ggd.nl", "GGD"),
        ("mail.stichting-samen.nl", "Stichting Samen"),
        ("gov.uk", ""),
    ],
)
def test_organisations_are_guessed_from_domains(domain, name):
    assert organisation_name(domain) == name
