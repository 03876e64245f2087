"""Words that say nothing are told from words that say something, in both languages."""

import pytest

from backbone.reading.placeholders import is_placeholder

pytestmark = pytest.mark.fast

NOTHING = [
    *(
        "",
        " ",
        "TBD",
        "T.B.D.",
        "tbc",
        "t.b.a",
        "x",
        "X",
        "xxx",
        "XX",
        "?",
        "??",
        "…",
        "...",
        "-",
        "—",
        "/",
        "1",
    ),
    *("N/A", "n.v.t.", "nvt", "N.V.T", "n.t.b.", "ntb", "pm", "p.m.", "geen", "Onbekend", "unknown", "volgt"),
    *(
        "to be decided",
        "To Be Determined",
        "To be decided in June",
        "to be agreed with partners",
        "still to be named",
    ),
    *(
        "nog te bepalen",
        "Nader te bepalen",
        "wordt nog bepaald",
        "nog niet bekend",
        "not yet known",
        "not known yet",
    ),
    *(
        "moet nog worden ingevuld",
        "nog vast te stellen",
        "volgt nog",
        "later",
        "nog te beslissen",
        "niet van toepassing",
    ),
    *("Not applicable", "To do", "undecided"),
]
SOMETHING = [
    *(
        "Sites agreed",
        "Report",
        "Plan (TBD)",
        "40 wells",
        "A map",
        "橋",
        "Tested pump",
        "Unclear water filtered",
    ),
    *(
        "Bestemmingsplan vastgesteld",
        "Beslissing genomen",
        "Nieuwe bekendheid",
        "Nog 40 putten",
        "Niet-pluis lijst",
    ),
    *("Notes of the board", "Later school start agreed", "Test report", "Decided list of sites"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_these_words_say_nothing(text):
    assert is_placeholder(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_these_words_say_something(text):
    assert not is_placeholder(text)
