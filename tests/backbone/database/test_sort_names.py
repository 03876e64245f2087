"""The database sorts names as the one folding folds them."""

import pytest
from django.db.models import TextField, Value

from backbone.database.fields import FoldedSortKey
from backbone.reading.folding import unaccented
from partnerships.models import Organisation
from tests import factories

NAMES = [
    "Élan",
    "Österreich",
    "Øster Ærø",
    "STRASSE",
    "Straße",
    "ẞ",
    "Łódź",
    "Đorđe",
    "İzmir",
    "ﬁnance",
    "ＡＢＣ",
    "Œuvre",
    "Þór",
    "cafe\u0301",
    "O'Brien & Sons",
    "नेपाल",
    "नोपल",
    "が",
    "한글",
    "李伟",
    "🌱 Growers",
    "",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_the_database_folds_a_name_as_we_do(name):
    folded = FoldedSortKey(Value(name, output_field=TextField()))
    factories.organisation("Somebody")
    assert Organisation.objects.values_list(folded, flat=True).get() == unaccented(name)


@pytest.mark.django_db
def test_letters_with_strokes_and_ligatures_stand_among_the_plain_ones():
    for name in ["Pax", "Østland", "Opel", "Straßen", "Strand", "Zeta", "Ærø", "Adam", "Oz"]:
        factories.organisation(name)
    assert [row.name for row in Organisation.objects.all()] == [
        "Adam",
        "Ærø",
        "Opel",
        "Østland",
        "Oz",
        "Pax",
        "Strand",
        "Straßen",
        "Zeta",
    ]
