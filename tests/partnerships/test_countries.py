import pytest
from django.utils import translation

from partnerships import countries

pytestmark = pytest.mark.fast

NAMES = {
    "NL": [
        "NL",
        "nld",
        "Netherlands",
        "The Netherlands",
        "the netherlands ",
        "Nederland",
        "Holland",
        "Netherlands, the",
    ],
    "GB": [
        "GB",
        "UK",
        "U.K.",
        "GBR",
        "United Kingdom",
        "Great Britain",
        "Verenigd Koninkrijk",
        "Groot-Brittannië",
    ],
    "US": [
        "US",
        "U.S.",
        "USA",
        "U.S.A.",
        "United States",
        "United States of America",
        "Verenigde Staten",
        "VS",
    ],
    "CI": ["CI", "CIV", "Ivory Coast", "Côte d'Ivoire", "Cote d’Ivoire", "Côte d Ivoire", "Ivoorkust"],
    "TR": ["Turkey", "Türkiye", "Turkije", "TUR"],
    "CD": [
        "DR Congo",
        "DRC",
        "D.R. Congo",
        "Democratic Republic of the Congo",
        "Congo (DRC)",
        "Congo-Kinshasa",
    ],
    "CG": ["Congo", "Republic of the Congo", "Congo-Brazzaville"],
    "NP": ["Nepal", "NP", "NPL"],
    "JO": ["Jordan", "Jordanië"],
    "IN": ["India", "IN", "Republic of India"],
    "BR": ["Brazil", "Brazilië"],
    "ZA": ["South Africa", "Zuid-Afrika", "ZAF"],
    "GH": ["Ghana"],
    "ET": ["Ethiopia", "Ethiopië"],
    "AU": ["Australia", "Australië"],
    "JP": ["Japan"],
    "ID": ["Indonesia", "Indonesië"],
    "KE": ["Kenya", "Kenia", "Republic of Kenya", "Kenya (KE)"],
    "UG": ["Uganda", "Oeganda", "UG"],
    "DE": ["Germany", "Duitsland", "Deutschland"],
    "BE": ["Belgium", "België", "Belgie"],
    "GM": ["The Gambia", "Gambia"],
    "PH": ["Philippines", "the Philippines", "de Filipijnen", "Filipijnen"],
    "KR": ["South Korea", "Zuid-Korea"],
    "CZ": ["Czech Republic", "Czechia", "Tsjechië"],
    "TZ": ["Tanzania", "United Republic of Tanzania"],
    "VN": ["Vietnam", "Viet Nam"],
    "SZ": ["Eswatini", "Swaziland"],
    "MM": ["Myanmar", "Burma"],
    "DO": ["Dominican Republic", "Dominicaanse Republiek"],
    "DM": ["Dominica"],
    "NE": ["Niger"],
    "NG": ["Nigeria"],
    "GN": ["Guinea"],
    "GQ": ["Equatorial Guinea", "Equatoriaal-Guinea"],
    "IE": ["Ireland", "Ierland", "Republic of Ireland"],
    "SS": ["South Sudan", "Zuid-Soedan"],
    "SD": ["Sudan", "Soedan"],
    "RU": ["Russia", "Russian Federation", "Rusland"],
    "CN": ["China", "People's Republic of China"],
}


@pytest.mark.parametrize(
    ("name", "letters"), [(name, code) for code, names in NAMES.items() for name in names]
)
def test_a_country_is_found_by_its_names_and_codes(name, letters):
    assert countries.find(name) == letters


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_country_is_found_by_the_name_that_the_forms_show(language):
    with translation.override(language):
        shown = {letters: str(name) for letters, name in countries.NAMES.items()}
    assert {letters: countries.find(name) for letters, name in shown.items()} == {
        code: code for code in shown
    }


@pytest.mark.parametrize(
    "text", ["XX", "ZZ", "QQQ", "Atlantis", "", "  ", "-", "12", "Kampala", "🌱", "x" * 500]
)
def test_what_is_no_country_is_none(text):
    assert countries.find(text) == ""
