"""A header as the lines that leave: the first one never empty, none over 78 characters that can be shorter, none over 998.

`Subject:` with nothing beside it and its words on the next line is allowed, and filters misread it. What is plain
ASCII is broken at its spaces. What is not, or would not fit, is written as encoded words (RFC 2047), each so short that
it fits; a subject of one long word too. An address in angle brackets can't be encoded: it stays whole on its line.
"""

from __future__ import annotations

import re
from base64 import b64encode
from email.header import decode_header, make_header
from email.utils import formataddr, parseaddr

from django.core.mail.message import ADDRESS_HEADERS, sanitize_address

ENCODING, LINE = "utf-8", "\r\n"
LONGEST, LONGEST_EVER = 78, 998
# Of a line with encoded words, and of such a word.
LONGEST_ENCODED, LONGEST_WORD = 76, 75
PLAIN = re.compile(r"[!-~]+(?: +[!-~]+)*")
WITH_SPACE_BEFORE = re.compile(r"[ \t]*[^ \t]+[ \t]*$|[ \t]*[^ \t]+")
BEFORE, AFTER = "=?utf-8?", "?="
# What stands for itself in an encoded word, in names too.
ITSELF = re.compile(r"[A-Za-z0-9!*+/-]")


def fold(name: str, value: str) -> str:
    """The header with all its line ends; `value` is one line."""
    if name.lower() in ADDRESS_HEADERS:
        pieces = _pieces_of_address(name, value)
    elif _stays_plain(name, value):
        pieces = WITH_SPACE_BEFORE.findall(value)
    else:
        pieces = list(_encoded(value, f"{name}: "))
    return _lines(f"{name}:", pieces)


def _lines(start, pieces):
    """The pieces, which bring the space before them along but for the first, on as few lines as they need."""
    lines = [start + " "]
    for number, piece in enumerate(pieces):
        longest = LONGEST_ENCODED if BEFORE in piece or BEFORE in lines[-1] else LONGEST
        if number and len(lines[-1]) + len(piece) > longest:
            lines.append("")
        lines[-1] += piece
    short = [part for line in lines for part in _chopped(line)]
    return LINE.join(short) + LINE


def _chopped(line):
    """What no space breaks and no mail server takes: such an address is read without the space (RFC 2369)."""
    while len(line) > LONGEST_EVER:
        yield line[:LONGEST_EVER]
        line = f" {line[LONGEST_EVER:]}"
    yield line


def _stays_plain(name, value):
    """Whether it is said without encoded words; only in a subject does a word that is too long ask for these."""
    if not value:
        return True
    if name.lower() != "subject":
        return value.isascii()
    if not PLAIN.fullmatch(value) or "=?" in value:
        return False
    pieces = WITH_SPACE_BEFORE.findall(value)
    return len(f"{name}: {pieces[0]}") <= LONGEST and max(map(len, pieces)) <= LONGEST


def _pieces_of_address(header, value):
    """One address with its name, which is encoded where it is foreign or can't be broken."""
    name, address = parseaddr(value)
    address = address if address.isascii() else sanitize_address(address, ENCODING)
    if not address:
        return WITH_SPACE_BEFORE.findall(value if value.isascii() else sanitize_address(value, ENCODING))
    if name.startswith("=?"):
        name = str(make_header(decode_header(name)))
    if not name:
        return [address]
    if name.isascii() and name.isprintable():
        pieces = WITH_SPACE_BEFORE.findall(formataddr((name, address)))
        if len(header) + 2 + max(map(len, pieces[:-1])) <= LONGEST:
            return pieces
    return [*_encoded(name, f"{header}: "), f" <{address}>"]


def _encoded(text, start):
    """Encoded words, all but the first with a space before them, which readers take away again."""
    space, room = "", LONGEST_ENCODED - len(start)
    while text:
        word, text = _next_word(text, room)
        yield space + word
        space, room = " ", LONGEST_WORD


def _next_word(text, room):
    """As many characters as fit, never a part of one; and the rest."""
    end = _fitting(text, room)
    return _shorter(text[:end]), text[end:]


def _fitting(text, room):
    low, high = 1, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(_shorter(text[:middle])) <= room else (low, middle - 1)
    return low


def _shorter(text):
    words = f"{BEFORE}b?{b64encode(text.encode()).decode()}{AFTER}", f"{BEFORE}q?{_quoted(text)}{AFTER}"
    return min(words, key=len)


def _quoted(text):
    return "".join(_quoted_character(one) for one in text)


def _quoted_character(one):
    if one == " ":
        return "_"
    return one if ITSELF.fullmatch(one) else "".join(f"={byte:02X}" for byte in one.encode())
