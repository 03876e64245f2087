"""The last block of a document: its words stand beside the code, however long they are."""

from datetime import date

import pytest

from backbone.paper import pdf, pdf_renderer
from partnerships.models import Partnership
from tests.walks.paper.boxes import words_of

LONG = (
    "aanvaard door 12 van 60, 14 nemen deel met een brief van geen bezwaar, 3 van hen met een voorwaarde, "
    "2 geweigerd, stand van 28 november 2026"
)
# Millimetres: the code, and the gap on its right.
CODE = 21


@pytest.mark.parametrize("status", ["Issued", LONG, f"{LONG}; {LONG}", "Aanvaardingsronde" * 12])
def test_no_word_runs_through_the_code_beside_it(status):
    html = pdf.compose("pdf/base.html", {"title": "Report"}, Partnership(name="Coffee", language="en"))
    by = "Ir. Wilhelmina van den Berg-Oosterhuis tot Langenhoven"
    control = pdf.Control(2, date(2026, 9, 22), by, status, "ab" * 32, "http://testserver/verify/x/")
    words = words_of(pdf_renderer.render(pdf.stamp(html, control, "en")))
    texts = [word.text for word in words]
    facts = words[texts.index("Version") : texts.index("Is")]
    assert {"Status", "SHA-256"} <= {word.text for word in facts}
    assert max(word.right for word in facts) < words[texts.index("Is")].left - CODE
