"""A text as rows: between which letters its cells lie, and each vCard of it as a row of one cell."""

import csv

DELIMITERS = ",;\t|"

CARD = "BEGIN:VCARD"
END = "END:VCARD"
# Pictures, sounds and keys: no text.
LEFT_OUT = ("PHOTO", "LOGO", "SOUND", "KEY")


def is_of_cards(text: str) -> bool:
    """Whether the text begins with a vCard."""
    return text[:100].lstrip().upper().startswith(CARD)


def cards_of(text: str) -> list[list]:
    """[[number of its last line, [the card]], ...], without what is no text in them; lines of one card end in \\n."""
    rows, card, is_left_out = [], [], False
    for number, line in enumerate(text.splitlines(), 1):
        word = line.strip().upper()
        if word == CARD:
            card = []
        if line[:1] not in (" ", "\t"):
            is_left_out = line.replace(":", ";").split(";", 1)[0].upper().split(".")[-1] in LEFT_OUT
        if not is_left_out:
            card.append(line)
        if word == END:
            rows.append([number, ["\n".join(card)]])
            card = []
    return rows


def delimiter_of(text: str) -> str:
    """The separator that cuts the first lines into most cells of which the lines agree.

    Cells that were copied have tabs between them, and their texts may well hold commas.
    """
    sample = text[:20_000].splitlines(keepends=True)[:60]
    filled = [line for line in sample if line.strip()]
    if filled and sum("\t" in line for line in filled) * 2 > len(filled):
        return "\t"
    return max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample, delimiter):
    try:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if any(cells)]
    except csv.Error:
        return 0
    usual = max(widths, key=widths.count, default=0)
    return 0 if usual < 2 else widths.count(usual) / len(widths) + usual / 1000
