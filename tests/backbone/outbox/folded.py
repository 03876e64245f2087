"""What the head of a mail has to be like, as it arrives at a mail server."""

import email
import re
from email import policy

ADDRESS = re.compile("[^ ]*<[^ ]*>|[^ @]+@[^ ]+")


def head_lines(data):
    """The lines of the head and of the head of each part."""
    blocks = re.split(rb"\r\n\r\n", data)
    heads = [
        blocks[0],
        *(block.partition(b"\r\nContent-")[2] for block in blocks[1:] if b"\r\nContent-" in block),
    ]
    return [line.decode("ascii") for head in heads for line in head.split(b"\r\n")]


def assert_well_folded(data):
    lines = head_lines(data)
    for line in lines:
        assert line.strip(), "an empty line in a head"
        assert not re.fullmatch(r"[!-9;-~]+:\s*", line), f"an empty first line: {line!r}"
        assert len(line) <= 998
        assert len(line) <= 78 or ADDRESS.fullmatch(line.partition(": ")[2] or line.strip()), line
        if "=?utf-8?" in line:
            assert len(line) <= 76, line
            assert all(len(word) <= 75 for word in re.findall(r"=\?.*?\?=", line))
    return email.message_from_bytes(data, policy=policy.default)
