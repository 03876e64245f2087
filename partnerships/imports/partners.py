"""The table of partners: organisations and their place in the partnership; it never invents people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from backbone.reading.organisation_names import bare_key, by_every_name, loose_key, organisation_key
from backbone.registered.import_sheets import ImportSheet
from partnerships import countries, organisations
from partnerships.imports import comparing, values
from partnerships.imports.columns import Column
from partnerships.models import Organisation, Partner
from partnerships.models.organisation import Sector

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.imports.models import ImportRow
    from partnerships.imports.rows import Batch, Row
    from partnerships.models import Partnership

SECTORS = {
    Sector.PUBLIC: "public, public sector, government, governmental, publiek, overheid, overheidssector, gemeente",
    Sector.PRIVATE: "private, private sector, business, company, commercial, privaat, bedrijf, bedrijfsleven, markt",
    Sector.CIVIL: "civil society, civil, ngo, non profit, nonprofit, charity, voluntary, civil sector, "
    "maatschappelijk, maatschappelijk middenveld, stichting, vereniging, ngo's, vrijwilligers",
    Sector.ACADEMIC: "academic, academia, university, research, education, kennisinstelling, universiteit, "
    "onderwijs, onderzoek, hogeschool",
}

COLUMNS = [
    Column(
        "organisation",
        gettext_lazy("Organisation"),
        "organization, partner, partner organisation, name of organisation, organisatie, naam organisatie, "
        "instelling, samenwerkingspartner",
        required=True,
        loose="name, naam",
    ),
    Column(
        "short_name",
        gettext_lazy("Short name"),
        "short name, abbreviation, acronym, short, korte naam, afkorting, roepnaam",
    ),
    Column(
        "sector",
        gettext_lazy("Sector"),
        "type of organisation, soort organisatie",
        holds="words",
        loose="type",
        choices=lambda partnership: values.labels(SECTORS),
    ),
    Column(
        "country",
        gettext_lazy("Country"),
        "land",
        holds="words",
        choices=lambda partnership: countries.names(),
    ),
    Column(
        "role",
        gettext_lazy("Role"),
        "role in partnership, membership, rol, hoedanigheid",
        holds="words",
        loose="capacity, status",
    ),
    Column(
        "since",
        gettext_lazy("Since"),
        "joined, date joined, member since, partner since, sinds, lid sinds, partner sinds, toegetreden, "
        "datum toetreding",
        holds="period",
        loose="start date",
    ),
]

NO_NAME = gettext_noop("The name of the organisation is missing.")
OTHER_COUNTRY = gettext_noop(
    "An organisation of this name is known in another country (%(country)s). If this is another one, give it a name of "
    "its own, such as “%(example)s”; if it is the same, correct the country."
)
ALIKE = gettext_noop(
    "“%(name)s” is there as well. If that is the same organisation, give both the same name."
)
TWICE = gettext_noop("The same organisation as in row %(row)s; it is imported once.")


def check(batch: Batch, rows: list[Row]) -> None:
    """Check the rows (registered as the sheet's `check`).

    Each row's `makes` gets "organisation", "partner", both or, when they are here already, nothing; what is wrong
    is refused at its cell.
    """
    partners, known = known_partners(batch), known_organisations(batch)
    context = values.date_context(rows, "since", batch.partnership)
    given = batch.once("given", lambda: set(_load_partners(batch.partnership, only_given=True)))
    seen, alike = {}, {loose_key(organisation.name): organisation.name for organisation in known.values()}
    for row in rows:
        _read(row, context)
        if row.is_refused or _is_abroad(row, seen, known) or _is_repeated(row, seen):
            continue
        key = organisation_key(row.values["organisation"])
        if key in given:
            _note_differences(row, partners[key])
        else:
            row.makes += ["partner"] if key in known else ["organisation", "partner"]
            _note_alike(row, alike)
            _learn(row, partners, given)


def _is_repeated(row, seen):
    return comparing.is_repeated(
        row, seen, ["organisation"], "organisation", twice=TWICE, folding=organisation_key
    )


def _note_alike(row, alike):
    """Say that another organisation has nearly this name; `alike` is {loose_key: name}, handed on from row to row."""
    name = row.values["organisation"]
    other = alike.setdefault(loose_key(name), name)
    if organisation_key(other) != organisation_key(name):
        row.note("organisation", ALIKE, name=other)


def _is_abroad(row, seen, known):
    """Whether the name is one of another country's organisation, in a row above or here; the row then says so."""
    key = organisation_key(row.values["organisation"])
    first, stored = seen.get((key,)), known.get(key)
    there = first.values["country"] if first else stored.country if stored else ""
    here = row.values["country"]
    if not (here and there) or here == there:
        return False
    row.refuse("country", OTHER_COUNTRY, country=there, example=f"{row.values['organisation']} {here}")
    return True


def create(partnership: Partnership, rows: list[ImportRow], by: Person) -> None:
    """Make the organisations and partners that `rows` say; two statements, whatever their number."""
    known = _load_organisations(partnership)
    new = [row for row in rows if "organisation" in row.makes]
    made = Organisation.objects.bulk_create(
        [_organisation(partnership, row.values) for row in new], batch_size=1000
    )
    known |= {organisation_key(organisation.name): organisation for organisation in made}
    Partner.objects.bulk_create(
        [_partner(partnership, row.values, known) for row in rows if "partner" in row.makes],
        batch_size=1000,
    )


def known_partners(batch: Batch) -> dict:
    """{every way of naming it: Partner}; None for one that an earlier row of this import makes."""
    return batch.once("partners", lambda: _load_partners(batch.partnership))


def known_organisations(batch: Batch) -> dict:
    """{key of its name: Organisation} of everything this installation knows."""
    return batch.once("organisations", lambda: _load_organisations(batch.partnership))


def partners_by_name(partnership: Partnership) -> dict:
    """{every way of naming it: Partner}, as stored now."""
    return _load_partners(partnership)


def split_names(text: str, known: dict) -> tuple:
    """(keys of known names, other names) of "USGS, NPS": a known name may hold commas itself."""
    pieces = [" ".join(piece.split()) for piece in re.split(r"[;\n/|,]", text) if piece.strip()]
    if whole := _key(text, known):
        return [whole], []
    found, others = [], []
    while pieces:
        size = next((n for n in range(len(pieces), 0, -1) if _key(", ".join(pieces[:n]), known)), 0)
        if size:
            found.append(_key(", ".join(pieces[:size]), known))
        elif both := _joined(pieces[0], known):
            found += both
        else:
            others.append(pieces[0])
        pieces = pieces[size or 1 :]
    return list(dict.fromkeys(found)), others


def _key(name, known):
    """The key under which whom this names will be found, by whichever way it is named; "" for nobody known."""
    ways = (organisation_key(name), organisation_key(name.replace(".", "")), bare_key(name))
    way = next((way for way in ways if way and way in known), "")
    return organisation_key(known[way].organisation.name) if way and known[way] else way


def _joined(piece, known):
    """The keys of "NPS and USGS", when each of them is known."""
    keys = [_key(name, known) for name in re.split(r"\s(?:and|en|&|\+)\s", piece)]
    return keys if len(keys) > 1 and all(keys) else []


def _load_partners(partnership, *, only_given=False):
    rows = Partner.objects.filter(partnership=partnership).select_related("organisation").order_by("pk")
    return by_every_name(
        list(rows), lambda row: (row.organisation.name, row.organisation.short_name), only_given=only_given
    )


def _load_organisations(partnership):
    return organisations.by_name(is_demo=partnership.is_demo)


def _read(row, context):
    since = values.period(row, "since", context, most=60)
    row.values = {
        "organisation": values.fitting(row, "organisation", most=200),
        "short_name": values.fitting(row, "short_name", most=60),
        "sector": values.choice(row, "sector", SECTORS),
        "country": values.country(row, "country"),
        "role": values.fitting(row, "role", most=120),
        "since_words": since.words,
        "since": (since.start or since.end).isoformat() if since.is_read else None,
    }
    if not row.values["organisation"]:
        row.refuse("organisation", NO_NAME)
    comparing.note_unread(row, "since", since)


def _note_differences(row, partner):
    if partner is None:
        return
    stored = {
        "short_name": partner.organisation.short_name,
        "sector": partner.organisation.sector,
        "country": partner.organisation.country,
        "role": partner.role,
        "since_words": partner.since_words,
    }
    labels = {"sector": partner.organisation.get_sector_display()}
    comparing.note_differences(row, stored, labels)


def _learn(row, partners, given):
    """Remember whom this row makes, by the names that it gives."""
    name, short = (organisation_key(row.values[column]) for column in ("organisation", "short_name"))
    partners[name] = None
    given.add(name)
    if short:
        partners.setdefault(short, None)
        given.add(short)


def _organisation(partnership, fields):
    return Organisation(
        name=fields["organisation"],
        short_name=fields["short_name"],
        sector=fields["sector"],
        country=fields["country"],
        is_demo=partnership.is_demo,
    )


def _partner(partnership, fields, organisations):
    return Partner(
        partnership=partnership,
        organisation=organisations[organisation_key(fields["organisation"])],
        role=fields["role"],
        since_words=fields["since_words"],
        since=fields["since"],
    )


SHEET = ImportSheet(
    kind="partners",
    label=gettext_lazy("Partners"),
    columns=COLUMNS,
    check=check,
    create=create,
    order=10,
    things={
        "organisation": ngettext_lazy("%(n)s organisation", "%(n)s organisations", "n"),
        "partner": ngettext_lazy("%(n)s partner", "%(n)s partners", "n"),
    },
    url=lambda partnership: reverse("partners", args=[partnership.slug]),
)
