"""People in whatever is pasted: lists, tables with and without headings, exports of address books, vCards."""

import random
from pathlib import Path

import pytest

from partnerships.people.reading import read
from tests.steps import lines_run

pytestmark = pytest.mark.fast

DATA = Path(__file__).parents[2] / "data" / "people"


def table_read(text):
    """(name, address, organisation, further addresses) of each person, and what could not be read."""
    people, malformed, _repeats = read(text)
    return [(p.name, p.address, p.organisation, p.other_addresses) for p in people], [
        m.text for m in malformed
    ]


def person(name, address, organisation="", *others):
    return name, address, organisation, others


OUTLOOK = """\
Title,First Name,Middle Name,Last Name,Suffix,Company,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes
,Ruth,,Nakato,,Rwenzori Growers,ruth@growers.example,SMTP,"Ruth Nakato (ruth@growers.example)",ruth@home.example,"two
lines"
,Jan,van der,Berg,Jr.,"Water, Land & Co",jan@water.example,SMTP,Jan van der Berg (jan@water.example),,
"""
CARDS = """\
BEGIN:VCARD
VERSION:3.0
N:van den Berg;Anna;;;
FN:Berg\\, Anna van den
item1.EMAIL;type=INTERNET:anna@home.example
EMAIL;TYPE=work,pref:anna@water
 .example
ORG:Water\\, Land & Co;Board
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6=
rg
EMAIL;PREF;INTERNET:joerg@mueller.example
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:The whole office
EMAIL:office@water.example
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Sukarno
TEL:+62 8
END:VCARD
"""

READ = [
    # From reports of others.
    ('"Van Der Berg, Anna" <b@x.example>', [person("Anna Van Der Berg", "b@x.example")]),
    ('"King Jr., Martin" <mk@x.example>', [person("Martin King Jr.", "mk@x.example")]),
    ("=?utf-8?Q?Kov=C3=A1cs,_B=C3=A9la?= <kb@x.example>", [person("Béla Kovács", "kb@x.example")]),
    (
        "Anna Bakker <info@school.example>, Bram Visser <info@school.example>",
        [person("Anna Bakker", "info@school.example"), person("Bram Visser", "info@school.example")],
    ),
    (
        "First name\tLast name\tE-mail\tOrganisation\nRuth\tNakato\truth@growers.example\tRwenzori Growers\n"
        "Jan\tde Boer\tjan@gmail.com\tStichting De Brug",
        [
            person("Ruth Nakato", "ruth@growers.example", "Rwenzori Growers"),
            person("Jan de Boer", "jan@gmail.com", "Stichting De Brug"),
        ],
    ),
    (
        "Name,Email,Organisation\nRuth Nakato,ruth@growers.example,Rwenzori Growers",
        [person("Ruth Nakato", "ruth@growers.example", "Rwenzori Growers")],
    ),
    (
        "Ruth Nakato\truth@a.example; ruth.home@b.example",
        [person("Ruth Nakato", "ruth@a.example", "", "ruth.home@b.example")],
    ),
    # Their brothers.
    (
        OUTLOOK,
        [
            person("Ruth Nakato", "ruth@growers.example", "Rwenzori Growers", "ruth@home.example"),
            person("Jan van der Berg Jr.", "jan@water.example", "Water, Land & Co"),
        ],
    ),
    (
        CARDS,
        [
            person("Anna van den Berg", "anna@water.example", "Water, Land & Co", "anna@home.example"),
            person("Jörg Müller", "joerg@mueller.example"),
        ],
    ),
    (
        "Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Organisatie\nAnna;van den;Berg;anna@x.example;De Brug",
        [person("Anna van den Berg", "anna@x.example", "De Brug")],
    ),
    (
        "Achternaam\tVoornaam\tE-mail\nBerg, van den\tAnna\tanna@x.example",
        [person("Anna van den Berg", "anna@x.example")],
    ),
    (
        "Contactpersoon\tMailadres\nSmit, Jan / Bakker, Els\tj.smit@n.example / e.bakker@n.example",
        [person("Jan Smit", "j.smit@n.example"), person("Els Bakker", "e.bakker@n.example")],
    ),
    (
        "Rwenzori Growers\tRuth Nakato\truth@x.example\t+256 700 000 000",
        [person("Ruth Nakato", "ruth@x.example", "Rwenzori Growers")],
    ),
    (
        "Ruth\tNakato\truth@x.example\tRwenzori Growers",
        [person("Ruth Nakato", "ruth@x.example", "Rwenzori Growers")],
    ),
    ("Nakato, Ruth, ruth@x.example", [person("Ruth Nakato", "ruth@x.example")]),
    (
        "Ruth Nakato,ruth@a.example;ruth@b.example",
        [person("Ruth Nakato", "ruth@a.example", "", "ruth@b.example")],
    ),
    (
        "Ruth Nakato <ruth@a.example; ruth@b.example>",
        [person("Ruth Nakato", "ruth@a.example", "", "ruth@b.example")],
    ),
    (
        "a@growers.example / b@growers.example",
        [person("A", "a@growers.example"), person("B", "b@growers.example")],
    ),
    (
        'To: "Berg, Anna van den (GGD)" <a@x.example>,\n\t"García López, María José" <m@x.example>',
        [person("Anna van den Berg", "a@x.example"), person("María José García López", "m@x.example")],
    ),
    ("=?utf-8?B?S292w6Fjcywg?=\n =?utf-8?B?QsOpbGE=?= <b@x.example>", [person("Béla Kovács", "b@x.example")]),
    ("Support, IT <support@x.example>", [person("Support, IT", "support@x.example")]),
    ('"Bob ""the builder"" Smith" <bob@x.example>', [person('Bob "the builder" Smith', "bob@x.example")]),
    (
        'Name,Email\n"a quote that stays open,a@x.example\nPiet,piet@x.example',
        [person("a quote that stays open", "a@x.example"), person("Piet", "piet@x.example")],
    ),
    ("Name\tE-mail\tOrganisation\nRuth\truth@x.example\tTBD", [person("Ruth", "ruth@x.example")]),
]


@pytest.mark.parametrize(("text", "people"), READ)
def test_what_programs_write_is_read(text, people):
    assert table_read(text)[0] == people


def test_an_export_of_google_contacts_is_read():
    assert table_read((DATA / "google-contacts.csv").read_text("utf-8")) == (
        [
            person("Ruth Nakato", "ruth@growers.example", "Rwenzori Growers", "ruth@home.example"),
            person("Jan van der Berg", "jan@water.example", "Water, Land & Co"),
        ],
        ["Sukarno"],
    )


def test_an_export_of_a_telephone_is_read():
    assert table_read((DATA / "contacts.vcf").read_text("utf-8"))[0] == [
        person("Ruth Nakato", "ruth@growers.example", "Rwenzori Growers"),
        person("José Núñez", "jose@ayto.example"),
    ]


def test_a_text_of_everything_at_once_is_read():
    people, malformed = table_read((DATA / "mixed.txt").read_text("utf-8"))
    assert [(name, organisation) for name, _address, organisation, _others in people] == [
        ("Anna de Vries", ""),
        ("Chidi Okonkwo", ""),
        ("Maria Lopez", "Friends of the Bay"),
        ("Prof. dr. B. Hassan", ""),
        ("Li Wei", ""),
        ("J Smit", ""),
        ("E Bakker", ""),
        ("Sofie Jansen", ""),
        ("Piet Jansen", ""),
        ("Tom de Boer", "Dockworkers' Union FNH"),
        ("Ana Ruiz", "Friends of the Bay"),
        ('Bob "the builder" Smith', ""),
        ("李伟", ""),
        ("Kees Prins", ""),
    ]
    assert malformed == ["TBD", "no-at-sign.example"]


def test_a_card_that_is_no_persons_or_has_no_address_is_named():
    assert table_read(CARDS)[1] == ["The whole office office@water.example", "Sukarno"]


@pytest.mark.parametrize("separator", ["\n", ", ", "; "])
def test_a_name_said_later_beats_the_one_guessed_from_the_address(separator):
    people, _malformed, repeats = read(f"r.nakato@x.example{separator}Ruth Nakato <R.Nakato@x.example>")
    assert [(p.name, p.is_guessed) for p in people] == [("Ruth Nakato", False)]
    assert len(repeats) == 1


def test_the_whole_name_beats_the_short_one():
    assert table_read("Ruth <r@x.example>, Ruth Nakato <r@x.example>, R. <r@x.example>")[0] == [
        person("Ruth Nakato", "r@x.example")
    ]


KINDS = ["first", "last", "email", "organisation"]
HEADINGS = {
    "en": {"first": "First name", "last": "Last name", "email": "E-mail", "organisation": "Organisation"},
    "nl": {"first": "Voornaam", "last": "Achternaam", "email": "E-mailadres", "organisation": "Organisatie"},
}
FIRST = ["Ruth", "José", "Anne-Marie", "Chidi"]
LAST = ["Nakato", "van den Berg", "O'Brien", "García López"]
ORGANISATIONS = ["Water, Land & Co", "Stichting De Brug", "GGD", '"Growers" Union']


@pytest.mark.parametrize("seed", range(60))
def test_columns_are_read_in_any_order(seed):
    """In both languages, with each sign between the cells."""
    chance = random.Random(seed)
    order, sign = chance.sample(KINDS, 4), chance.choice("\t;,")
    names = HEADINGS[chance.choice(["en", "nl"])]
    rows = [
        {"first": first, "last": last, "email": f"p{n}@x.example", "organisation": where}
        for n, (first, last, where) in enumerate(
            zip(FIRST, LAST, chance.sample(ORGANISATIONS, 4), strict=True)
        )
    ]
    table = [[names[kind] for kind in order], *([row[kind] for kind in order] for row in rows)]
    text = "\n".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in table)
    assert table_read(text) == (
        [person(f"{r['first']} {r['last']}", r["email"], r["organisation"]) for r in rows],
        [],
    )


def test_five_thousand_people_are_read_from_each_kind_of_text():
    rows = [(f"Person{chr(97 + n % 26)} Nakato", f"p{n}@x.example", f"Org {n % 9}") for n in range(5000)]
    for text in (
        "\n".join(["Name\tE-mail\tOrganisation", *("\t".join(row) for row in rows)]),
        "\n".join("\t".join(row) for row in rows),
        "; ".join(f'"{name}" <{address}>' for name, address, _organisation in rows),
        "\n".join(f"BEGIN:VCARD\nFN:{row[0]}\nEMAIL:{row[1]}\nORG:{row[2]}\nEND:VCARD" for row in rows),
    ):
        assert len(read(text)[0]) == 5000


@pytest.mark.parametrize(
    "piece",
    [
        "Name\tE-mail\n",
        'Name,Email\n"',
        '"a, ',
        'x,"y\n',
        "BEGIN:VCARD\n",
        "BEGIN:VCARD\nFN:a\n",
        "a <a@x.example>, ",
        "Ruth,ruth@x.example\n",
        "=?utf-8?Q?a,",
        "To: ",
        "a\t",
        " / a@b",
        "(",
        "N;X=",
    ],
)
def test_a_text_twice_as_long_takes_twice_the_steps(piece):
    read(piece)
    once, twice = (lines_run(lambda text=piece * count: read(text)) for count in (300, 600))
    assert twice < 2.3 * once + 2000
