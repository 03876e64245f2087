"""Public health in a city, told in Dutch. Everybody in it is made up."""

from decimal import Decimal

DOMAIN = "wijk.example.org"
SOURCE = "Verzonnen voor de demo"
GIVEN_SOURCE = "Jaargesprekken met de partners"
QUARTER = "{quarter}e kwartaal {year}"
COORDINATOR, LEADER = "marieke", "harriet-nl"
STARTED = -480

PARTNERSHIP = {
    "name": "Gezond Opgroeien Lindekwartier",
    "slug": "lindekwartier",
    "purpose": "In 2029 groeit ieder kind in het Lindekwartier op met een gezond gewicht en genoeg beweging.",
    "problem": "Eén op de vijf kinderen in de wijk heeft overgewicht, en gezinnen krijgen van vijf organisaties vijf verschillende adviezen.",
    "target_population": "1.900 kinderen van 0 tot 12 jaar en hun ouders in het Lindekwartier.",
    "only_together": "Eén advies, één aanspreekpunt per gezin, en een route van school naar sportclub die iedereen kent.",
    "phase": "managing",
    "language": "nl",
    "country": "NL",
    "timezone": "Europe/Amsterdam",
    "currency": "EUR",
    "hue": 262,
}
PURPOSES = [(-470, PARTNERSHIP["purpose"], "Vastgesteld in het eerste overleg.")]
PEOPLE = {
    "marieke": "Marieke van Doorn",
    "harriet-nl": "Hugo Terpstra",
    "fatima": "Fatima el Idrissi",
    "joost": "Joost Brandsma",
    "saskia": "Saskia Wiersum",
    "noor": "Noor Veenhof",
    "emre": "Emre Kaplanoglu",
    "lotte": "Lotte Hazelaar",
}
ROLES = [("marieke", "coordinator"), ("harriet-nl", "leader")]
PARTNERS = {
    "city": {
        "name": "Gemeente Lindestad",
        "short": "Gemeente",
        "sector": "public",
        "role": "Oprichter",
        "convener": True,
        "people": [("fatima", "lead")],
        "wants": "Minder kinderen op de wachtlijst van de jeugdhulp.",
        "gives": [
            ("cash", "Wijkbudget", None, "", Decimal(60000), "delivered"),
            ("kind", "Vergaderruimte in het wijkhuis", None, "", Decimal(3600), "delivered"),
        ],
        "gets": [("Eén aanspreekpunt in de wijk", False)],
    },
    "ggd": {
        "name": "GGD Lindestreek",
        "short": "GGD",
        "sector": "public",
        "role": "Oprichter",
        "convener": True,
        "people": [("joost", "lead"), ("saskia", "alternate")],
        "wants": "Cijfers die elk jaar met elkaar te vergelijken zijn.",
        "gives": [("hours", "Jeugdverpleegkundigen", Decimal(180), "uur", Decimal(9900), "delivered")],
        "gets": [("We zien gezinnen die we eerder niet bereikten.", True)],
    },
    "school": {
        "name": "Basisschool De Kastanje",
        "short": "De Kastanje",
        "sector": "public",
        "role": "Partner",
        "people": [("noor", "lead")],
        "wants": "Rust in de klas na de pauze.",
        "gives": [("hours", "Leerkrachten, voorbereiding", Decimal(90), "uur", Decimal(4500), "delivered")],
        "gets": [("Beweeglessen op drie middagen", False)],
    },
    "club": {
        "name": "Sportvereniging Lindeboys",
        "short": "Lindeboys",
        "sector": "civil",
        "role": "Partner",
        "people": [("emre", "lead")],
        "wants": "Vijftig nieuwe jeugdleden, ook meisjes.",
        "gives": [
            ("kind", "Velden en kleedkamers", None, "", None, "delivered"),
            ("hours", "Vrijwillige trainers", Decimal(400), "uur", None, "delivered"),
        ],
        "gets": [("32 nieuwe jeugdleden", False)],
        "notes": [
            ("barrier", "Emre werkt in ploegendienst: overleg na vijf uur lukt alleen in de even weken.")
        ],
    },
    "backbone": {
        "name": "Wijkteam Lindekwartier",
        "sector": "civil",
        "role": "Ondersteuning",
        "people": [("marieke", "lead"), ("lotte", "alternate")],
        "gives": [("kind", "Coördinatie", None, "", Decimal(18000), "delivered")],
    },
}
BODY = {
    "name": "Stuurgroep",
    "remit": "Besluit over plan en geld, en bespreekt elk kwartaal de cijfers.",
    "chair": "fatima",
    "quorum": 3,
    "decision_rule": "consensus",
}
PLAN_TITLE = "Uitvoeringsplan"
PLAN_PERIOD = (-300, 430)
OUTCOMES = [
    {
        "key": "weight",
        "goal": "Gezond opgroeien",
        "outcome": "Kinderen met een gezond gewicht",
        "objective": "Eén advies voor elk gezin",
        "indicator": {
            "name": "Kinderen met een gezond gewicht",
            "unit": "%",
            "baseline": 79,
            "baseline_period": "bij de start",
            "target": 85,
            "due_words": "2029",
            "informs": "Of de aanpak naar een tweede wijk gaat",
        },
        "milestones": [
            {
                "key": "advice",
                "title": "Alle partners geven hetzelfde advies over eten en drinken",
                "deliverable": "Adviesblad, door vijf partners ondertekend",
                "lead": "ggd",
                "person": "joost",
                "with": ("school", "city"),
                "mode": "joint",
                "start": -280,
                "due": -180,
                "reached": -176,
                "state": "reached",
                "celebrate": True,
                "answers": [
                    ("S", "Klaar als vijf partners hebben getekend.", None),
                    ("A", "Uren zijn vrijgemaakt.", 4),
                    ("R", "Ouders horen overal hetzelfde.", None),
                ],
            },
            {
                "key": "parents",
                "title": "Ouders hebben het adviesblad beoordeeld en aangepast",
                "deliverable": "Verslag van twee oudergroepen",
                "lead": "school",
                "person": "noor",
                "with": ("ggd",),
                "mode": "joint",
                "start": -120,
                "due": 33,
                "state": "under_way",
            },
            {
                "key": "weighing",
                "title": "Tweede meting op vier scholen",
                "deliverable": "Cijfers van vier scholen",
                "measured": True,
                "lead": "ggd",
                "person": "saskia",
                "mode": "independent",
                "start": 30,
                "due": 140,
                "state": "planned",
            },
        ],
    },
    {
        "key": "moving",
        "goal": "Gezond opgroeien",
        "outcome": "Kinderen die genoeg bewegen",
        "objective": "Van school naar sportclub",
        "indicator": {
            "name": "Kinderen die elke week sporten",
            "unit": "kinderen",
            "baseline": 610,
            "baseline_period": "bij de start",
            "target": 950,
            "due_words": "eind volgend jaar",
            "informs": "Welke sporten we na schooltijd aanbieden",
        },
        "milestones": [
            {
                "key": "route",
                "title": "Route van school naar sportclub loopt op drie middagen",
                "deliverable": "Rooster van een heel schooljaar",
                "measured": True,
                "lead": "club",
                "person": "emre",
                "with": ("school", "city"),
                "mode": "coordinated",
                "start": -200,
                "due": -20,
                "state": "at_risk",
                "needs": [("Begeleiders", "mensen", 6, 4)],
            },
            {
                "key": "girls",
                "title": "Aanbod dat meisjes zelf hebben gekozen",
                "deliverable": "Keuze van twee meidengroepen",
                "lead": "city",
                "person": "fatima",
                "mode": "coordinated",
                "start": 5,
                "due": 90,
                "state": "planned",
                "celebrate": True,
            },
        ],
    },
]
AGREEMENT = {"issued": -260, "review": 105}
TASKS = [
    (
        "advice",
        "Handtekeningen van alle partners verzamelen",
        "joost",
        "ggd",
        -210,
        -178,
        "done",
        -177,
        "Getekend blad, gemaild aan iedereen",
    ),
    ("parents", "Tweede oudergroep uitnodigen", "noor", "school", -35, -4),
    ("route", "Twee begeleiders voor de dinsdag vinden", "emre", "club", -60, -15),
    ("route", "Oversteek bij de Lindelaan laten bekijken", "fatima", "city", -30, 14),
    ("girls", "Meiden van groep 8 vragen wat zij willen", "noor", "school", -6, 28, "proposed"),
    (None, "Contactlijst bijwerken", "lotte", "backbone", -20, 6),
]
AGENDA = [
    ("Opening en verslag vorig overleg", "inform", 10, None),
    ("Actielijst", "discuss", 15, None),
    ("Cijfers van het kwartaal", "discuss", 20, "ggd"),
    ("Van school naar sportclub", "decide", 25, "club"),
    ("Rondje: wat ging goed, wat kan anders", "on", 10, None),
]
GOAL = "Weten hoe het ervoor staat en besluiten wat er nodig is."
EARLIER = [
    (
        -290,
        1,
        {},
        "We geven vanaf september allemaal hetzelfde advies.",
        "Joost maakt een eerste adviesblad",
        "joost",
        "ggd",
        -255,
        -258,
    ),
    (
        -215,
        2,
        {"emre": "apologies"},
        "De route van school naar sportclub begint op dinsdag.",
        "Emre maakt een rooster",
        "emre",
        "club",
        -180,
        -170,
    ),
    (
        -140,
        3,
        {},
        "Ouders beoordelen het adviesblad voordat het gedrukt wordt.",
        "Noor vraagt twee oudergroepen",
        "noor",
        "school",
        -100,
        -96,
    ),
    (
        -70,
        4,
        {"emre": "absent"},
        "De gemeente betaalt de begeleiders tot de zomer.",
        "Fatima regelt de vergoeding",
        "fatima",
        "city",
        -40,
        -42,
    ),
]
MEETINGS = [
    {
        "days": days,
        "title": f"Stuurgroep {n}",
        "goal": GOAL,
        "place": "Wijkhuis De Linde",
        "there": there,
        "agenda": AGENDA,
        "issued": days + 2,
        "ended": 20,
        "mailed": n == 4,
        "lines": [
            (1, "note", "De actielijst is doorgelopen."),
            (3, "decision", words, "consensus", "Iedereen akkoord", None),
            (3, "action", task, owner, partner, due, "done", done, "Rondgestuurd"),
        ],
    }
    for days, n, there, words, task, owner, partner, due, done in EARLIER
] + [
    {
        "days": -4,
        "title": "Stuurgroep 5",
        "goal": GOAL,
        "place": "Wijkhuis De Linde",
        "agenda": AGENDA,
        "ended": 25,
        "there": {"emre": "apologies"},
        "lines": [
            (
                2,
                "note",
                "Het aantal kinderen dat elke week sport groeit, maar langzamer dan in het voorjaar.",
            ),
            (
                3,
                "decision",
                "We zoeken twee begeleiders via de sportopleiding.",
                "consensus",
                "Iedereen akkoord",
                None,
            ),
            (3, "action", "Fatima belt de sportopleiding", "fatima", "city", 12),
        ],
    },
    {
        "days": 31,
        "title": "Stuurgroep 6",
        "goal": "Besluiten over het aanbod voor meisjes.",
        "place": "De Kastanje",
        "agenda": AGENDA,
    },
]
MEASURED = {
    "weight": {
        "values": [79, None, None, 80, None, 81],
        "source": "Meting jeugdgezondheidszorg, vier scholen",
    },
    "moving": {
        "values": [610, 640, 690, 700, 745, 760],
        "source": "Ledenlijst sportverenigingen en rooster naschoolse sport",
    },
}
VALUED = {
    "moving": {
        "quantity": 150,
        "quantity_source": "Toename volgens de ledenlijsten",
        "proxy": None,
        "proxy_source": "",
        "deadweight": Decimal("0.30"),
        "displacement": Decimal("0.05"),
        "attribution": Decimal("0.30"),
        "drop_off": None,
        "years": 2,
    },
}
HOUR_VALUE = None
STORY = {
    "title": "Van school naar sportclub",
    "need": PARTNERSHIP["problem"],
    "only_together": PARTNERSHIP["only_together"],
    "what_we_did": "School, club en gemeente maakten één rooster. Een begeleider loopt met de kinderen mee, van het schoolplein naar het veld.",
    "what_changed": "Meer kinderen sporten elke week. Hoeveel het gewicht daardoor verandert, weten we nog niet.",
    "quote": "Ik dacht dat voetbal niks voor mij was. Nu ben ik keeper.",
    "quote_by": "Een meisje uit groep 7, met toestemming van haar ouders",
    "consent": -30,
    "consent_how": "Schriftelijk, door beide ouders",
    "limits": "Wij dragen bij; andere programma's in de stad doen dat ook.",
    "ask": "Twee betaalde begeleiders per middag, voor een heel schooljaar.",
}
