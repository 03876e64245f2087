"""Numbers as people of a language write them, for reading them back."""

LANGUAGES = ("en", "nl")
MARKS = {"en": (".", ","), "nl": (",", ".")}


def texts_of(value, language, dice):
    """A value plain, grouped by the language's mark, a space and an apostrophe, and with signs around it."""
    mark, thousands = MARKS[language]
    plain = f"{abs(value):f}".replace(".", mark)
    groups = [f"{abs(value):,f}".translate({ord(","): gap, ord("."): mark}) for gap in (thousands, " ", "’")]
    minus = dice.choice("-−–") if value < 0 else ""
    texts = [minus + text for text in [plain, *groups]]
    texts += [f"{text} %" for text in texts] + [f"{minus}€ {groups[0]}", f"{minus}{groups[1]} euro"]
    return texts + [f"({text})" for text in groups if value < 0]
