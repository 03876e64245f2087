"""A letter says what Django's would, whatever stands in it: its head is read as the same, and its body is the same bytes.

How its head is folded, `test_folding` looks at.
"""

import email
import re
from email import policy

import pytest
import time_machine
from django.core.mail.message import sanitize_address

from backbone.outbox.envelope import named_address
from backbone.outbox.letter import Letter

pytestmark = pytest.mark.fast
BOUNDARY = re.compile(rb"={15}[0-9a-f]+==")
LONG = "A sentence that goes on for longer than a header may, about the terms, " * 3
WORDS = [
    "Terms of the Coffee Platform",
    "Überprüfung – “Röstung”",
    "x" * 60,
    "x" * 69,
    "x" * 70,
    "x" * 71,
    "x" * 200,
    LONG,
    f"é {LONG}",
    "two  spaces",
    " begins and ends with one ",
    "tab\there",
    "日本語の件名" * 20,
    "",
]
TEXTS = [
    "Plain.\n",
    "Ends without",
    "Käse\r\nund\rBrot\n\n\n",
    ".\n..\n.hidden\n",
    "From here\n-- \nto there\n",
    "y" * 998,
    "y" * 999 + "\nend",
    "é" * 600,
    "",
]
NAMES = [
    "",
    "Ruth Nansubuga",
    'Ruth "R" \\ N.',
    "Zoë Ångström",
    "Ruth, Uganda Coffee Platform" * 4,
    "日本" * 6,
]


def letter(
    subject="Terms", text="Text.\n", html="<p>Text</p>\n", name="Ruth", address="ruth@example.org", **more
):
    fields = {"reply_to": None, "headers": {"Message-ID": "<1@example.org>"}, **more}
    made = Letter(
        subject,
        text,
        named_address(name, "office@example.org"),
        [named_address(name, address)],
        sender="office@example.org",
        address=address,
        **fields,
    )
    if html:
        made.attach_alternative(html, "text/html")
    return made


def assert_is_as_django_writes_it(one):
    with time_machine.travel("2026-12-02T09:00Z", tick=False):
        ours, theirs = one.as_bytes(), one.message().as_bytes(linesep="\r\n")
    assert _head(ours) == _head(theirs)
    found = [dict.fromkeys(BOUNDARY.findall(data)) for data in (ours, theirs)]
    assert len(found[0]) == len(found[1])
    bodies = [
        _numbered(data, own).partition(b"\r\n\r\n")[2]
        for data, own in zip((ours, theirs), found, strict=True)
    ]
    assert bodies[0] == bodies[1]


def _head(data):
    """Each header as a reader has it, but for the boundary and what folding before a long word adds to it."""
    read = email.message_from_bytes(data, policy=policy.default)
    return sorted(
        (name.lower(), BOUNDARY.sub(b"", str(value).encode()).strip()) for name, value in read.items()
    )


def _numbered(data, boundaries):
    for number, boundary in enumerate(boundaries):
        data = data.replace(boundary, b"boundary %d" % number)
    # Ours is longer by a few letters, with which this line is folded.
    return data.replace(b";\r\n boundary=", b"; boundary=")


@pytest.mark.parametrize("subject", WORDS)
def test_whatever_it_is_about(subject):
    assert_is_as_django_writes_it(letter(subject=subject))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("html", ["<p>Text</p>", "", *(f"<p>{text}</p>" for text in TEXTS)])
def test_whatever_it_says(text, html):
    assert_is_as_django_writes_it(letter(text=text, html=html))


@pytest.mark.parametrize("name", NAMES)
def test_whoever_gets_it(name):
    one = letter(name=name, reply_to=[named_address(name, "desk@example.org")])
    assert_is_as_django_writes_it(one)
    assert one.envelope == ("office@example.org", "ruth@example.org")


@pytest.mark.parametrize("value", WORDS)
@pytest.mark.parametrize("name", ["List-Unsubscribe", "References", "X-Long-Name-Of-A-Header"])
def test_whatever_else_its_head_carries(name, value):
    assert_is_as_django_writes_it(letter(headers={"Message-ID": "<1@example.org>", name: value}))


@pytest.mark.parametrize("name", ["Reply-To", "Date", "From"])
def test_what_stands_in_the_place_of_what_is_written_by_itself(name):
    assert_is_as_django_writes_it(
        letter(
            headers={name: "another@example.org", "Message-ID": "<1@example.org>"},
            reply_to=["desk@example.org"],
        )
    )


def test_with_files():
    one = letter()
    one.attach("Protokoll – Mai.pdf", bytes(range(256)) * 40, "application/pdf")
    one.attach("meeting.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    assert_is_as_django_writes_it(one)
    bare = letter(html="")
    bare.attach("a.pdf", b"%PDF", "application/pdf")
    assert_is_as_django_writes_it(bare)


@pytest.mark.parametrize("address", ["ruth@bücher.example", "r.u+t_h-1@Example.org", "o'hara@example.org"])
def test_the_server_is_told_the_address_as_django_tells_it(address):
    one = letter(name="", address=address)
    assert one.envelope[1] == sanitize_address(address, "utf-8")


@pytest.mark.parametrize("name", ["X-Evil\r\nBcc", "X Evil", "X:", "", "Xé"])
def test_a_header_with_no_name_of_one_is_refused(name):
    with pytest.raises(ValueError, match="no name of a header"):
        letter(headers={name: "1"}).as_bytes()


@pytest.mark.parametrize("value", ["1\r\nBcc: all@example.org", "1\nBcc: all@example.org"])
def test_a_second_line_is_refused(value):
    with pytest.raises(ValueError, match="newlines"):
        letter(headers={"X-Note": value}).as_bytes()
