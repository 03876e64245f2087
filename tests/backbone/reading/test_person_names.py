"""Names as programs write them, read as people say them."""

import random

import pytest

from backbone.reading.person_names import readable

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("written", "name"),
    [
        # From reports of others.
        ("Van Der Berg, Anna", "Anna Van Der Berg"),
        ("King Jr., Martin", "Martin King Jr."),
        ("=?utf-8?Q?Kov=C3=A1cs,_B=C3=A9la?=", "Béla Kovács"),
        ("Berg, Anna van den", "Anna van den Berg"),
        ("García López, María José", "María José García López"),
        ("de Vries, Jan", "Jan de Vries"),
        ("de Vries, Anna", "Anna de Vries"),
        ("Jansen, Marieke (GGD)", "Marieke Jansen"),
        ("Support, IT", "Support, IT"),
        ("Prof. dr. B. Hassan", "Prof. dr. B. Hassan"),
        ("Sofie Jansen (alternate)", "Sofie Jansen"),
        # Their brothers.
        ("King, Martin, Jr.", "Martin King Jr."),
        ("King, Jr., Martin", "Martin King Jr."),
        ("Bos III, Willem", "Willem Bos III"),
        ("Jansen MSc, Jan", "Jan Jansen MSc"),
        ("Jan Jansen, PhD", "Jan Jansen, PhD"),
        ("=?iso-8859-1?Q?M=FCller=2C_J=F6rg?=", "Jörg Müller"),
        ("=?utf-8?B?S292w6Fjcywg?= =?utf-8?B?QsOpbGE=?=", "Béla Kovács"),
        ("=?nonsense?Q?Kov=C3?=", "=?nonsense?Q?Kov=C3?="),
        ("Vries, A.B. de", "A.B. de Vries"),
        ("Vries, A. D. de", "A. D. de Vries"),
        ("Berg, Anna van den (GGD Amsterdam)", "Anna van den Berg"),
        ("Jansen (GGD), Marieke", "Marieke Jansen"),
        ("von der Leyen, Ursula", "Ursula von der Leyen"),
        ("O'Brien, Siobhán", "Siobhán O'Brien"),
        ("'t Hart, Maarten", "Maarten 't Hart"),
        ("Jansen-de Boer, Anna", "Anna Jansen-de Boer"),
        ("Silva Santos, João Pedro", "João Pedro Silva Santos"),
        ("Fernández Ruiz, Ana Belén", "Ana Belén Fernández Ruiz"),
        ("van de Water, Anna", "Anna van de Water"),
        ("Hassan, Prof. dr. B.", "Prof. dr. B. Hassan"),
        ("DE VRIES, JAN", "JAN DE VRIES"),
        ("Nguyễn, Thị Lan", "Thị Lan Nguyễn"),
        ("Ma, Jack", "Jack Ma"),
        ("Jansen, JP", "JP Jansen"),
        ("'Ruth Nakato'", "Ruth Nakato"),
        ("Ruth Nansubuga, Coffee Platform", "Ruth Nansubuga, Coffee Platform"),
        ("Anna Bakker, Rotterdam", "Anna Bakker, Rotterdam"),
        ("Nakato, UNICEF", "Nakato, UNICEF"),
        ("Helpdesk, IT", "Helpdesk, IT"),
        ("Secretariaat, Gemeente Utrecht", "Secretariaat, Gemeente Utrecht"),
        ("HR, Team", "HR, Team"),
        ("Person, Number 3", "Person, Number 3"),
        ("(GGD)", "(GGD)"),
        ("Zoë 🌱 נועה", "Zoë 🌱 נועה"),
        ("李伟", "李伟"),
        ("", ""),
    ],
)
def test_a_name_is_read_as_people_say_it(written, name):
    assert readable(written) == name
    assert readable(name) == name


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("Jan Jansen, Philips", "jan.jansen@philips.example", "Jan Jansen, Philips"),
        ("Ruiz Soto, Xoan", "xoan.ruiz@ayto.example", "Xoan Ruiz Soto"),
        ("Akinyi Odhiambo, Kisumu", "akinyi.o@x.example", "Akinyi Odhiambo, Kisumu"),
        ("Kovács, Béla", "kovacs.bela@x.example", "Béla Kovács"),
    ],
)
def test_the_address_tells_which_word_is_the_first_name(written, address, name):
    assert readable(written, address) == name


FIRST = ["Anna", "José", "Ruth", "Béla", "Maarten", "Chidi", "Li", "María José", "J.P.", "Anne-Marie"]
PARTICLES = ["", "van", "van den", "de", "von der", "de la", "Van Der", "'t"]
LAST = ["Berg", "Nakato", "Kovács", "O'Brien", "Müller", "Jansen-Bos", "Okonkwo", "Øster", "Łukasik"]
SUFFIXES = ["", "Jr.", "MSc", "III"]


def generated(count):
    """(first name, particles, last name, suffix), always the same ones."""
    chance = random.Random(6)
    return [tuple(map(chance.choice, (FIRST, PARTICLES, LAST, SUFFIXES))) for _ in range(count)]


def joined(*parts):
    return " ".join(part for part in parts if part)


WAYS = [
    "{particles} {last} {suffix}, {first}",
    "{last} {suffix}, {first} {particles}",
    '"{particles} {last}, {first}, {suffix}"',
    "{particles} {last} {suffix}, {first} (GGD)",
    "{first} {particles} {last} {suffix}",
]


@pytest.mark.parametrize("way", WAYS)
def test_surname_first_and_back(way):
    for parts in generated(500):
        written = way.format(**dict(zip(["first", "particles", "last", "suffix"], parts, strict=True)))
        assert readable(written.replace(" ,", ",")) == joined(*parts)
