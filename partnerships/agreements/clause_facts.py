"""What the records say for a clause, as Markdown in the language that is active; "" when they say nothing.

Names and notes come from people: `plain` keeps them from turning into emphasis, links or lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import money, number
from backbone.panels import registry
from backbone.time import dates
from partnerships.models import Role

if TYPE_CHECKING:
    from partnerships.agreements.records import Records

# Of what one partner brings; who brings more has it in the records.
MOST_NAMED = 20
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>])")


def known(key: str, records: Records) -> str:
    """The text for a clause from the records, or from what an app registered for it."""
    own = OWN[key](records) if key in OWN else ""
    writer = registry.clauses.get(key)
    return own or (writer(records.partnership) if writer else "")


def plain(text: Any) -> str:
    """Somebody's words as one line of Markdown that reads as they stand."""
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def _each(rows):
    """A list: **name**: text."""
    return "\n".join(
        f"- **{plain(name)}**: {text}" if text else f"- **{plain(name)}**" for name, text in rows
    )


def _partners(records):
    convening = {role.partner_id for role in records.convening}
    rows = [(partner, _as_what(partner, partner.pk in convening)) for partner in records.partners]
    return _("The partners are:") + "\n\n" + _each(rows) if rows else ""


def _as_what(partner, convenes):
    words = [_("convener")] if convenes else []
    if partner.role and partner.role.casefold() not in words:
        words.append(plain(partner.role))
    return ", ".join(words)


def _mission(records):
    return records.partnership.purpose


def _representatives(records):
    if not records.people:
        return ""
    return _each((partner, _speakers(partner, _people(partner, records))) for partner in records.partners)


def _people(partner, records):
    """A partner's people; where there are very many in all whoever speaks for it, and how many more there are."""
    named = records.named.get(partner.pk, [])
    words = [f"{plain(row.person)} ({row.get_capacity_display().lower()})" for row in named]
    if more := records.people.get(partner.pk, 0) - len(named):
        words.append((_and_more(more) if named else _on_record(more)) % {"n": number(more)})
    return words


def _and_more(n):
    return ngettext("and %(n)s more who is on record", "and %(n)s more who are on record", n)


def _on_record(n):
    return ngettext("%(n)s person who is on record", "%(n)s people who are on record", n)


def _speakers(partner, people):
    words = ", ".join(people) if people else _("names its representatives later")
    mandate = _("Mandate: %(mandate)s") % {"mandate": plain(partner.mandate)} if partner.mandate else ""
    return f"{words}. {mandate}".strip()


def _vision(records):
    partnership = records.partnership
    lines = [
        (_("What is not going well now: %(text)s"), partnership.problem),
        (_("Who it is for: %(text)s"), partnership.target_population),
        (_("What we can do only together: %(text)s"), partnership.only_together),
    ]
    return "\n\n".join(line % {"text": text} for line, text in lines if text)


def _own_objectives(records):
    return _each((p, plain(p.own_objectives)) for p in records.partners if p.own_objectives)


def _resources(records):
    rows = [(partner, _gifts(partner, records)) for partner in records.partners]
    rows = [(partner, gifts) for partner, gifts in rows if gifts]
    return _("What partners bring, all of it with the same weight:") + "\n\n" + _each(rows) if rows else ""


def _gifts(partner, records):
    """The first few of a partner's contributions in words, and how many more are agreed."""
    named = records.gifts.get(partner.pk, [])[:MOST_NAMED]
    words = [_gift(row) for row in named]
    if more := records.given.get(partner.pk, 0) - len(named):
        words.append((_further(more) if named else _in_all(more)) % {"n": number(more)})
    return "; ".join(words)


def _further(n):
    return ngettext(
        "and %(n)s further contribution that is on record",
        "and %(n)s further contributions that are on record",
        n,
    )


def _in_all(n):
    return ngettext("%(n)s contribution that is on record", "%(n)s contributions that are on record", n)


def _gift(row):
    amount = [f"{number(row.quantity)} {plain(row.unit)}".strip()] if row.quantity is not None else []
    value = [money(row.value, row.currency)] if row.value is not None else []
    when = [plain(row.period_words)] if row.period_words else []
    words = ", ".join([plain(row.description), *amount, *when])
    only = [_("condition: %(words)s") % {"words": plain(row.conditions)}] if row.conditions else []
    return f"{words} ({', '.join([row.get_kind_display().lower(), *value, *only])})"


def _roles(records):
    partnership, convening = records.partnership, records.convening
    conveners = list(dict.fromkeys(plain(role.partner) for role in convening))
    people = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    coordinators = [plain(role.person) for role in people.select_related("person")]
    lines = []
    if conveners:
        words = ngettext(
            "%(names)s convenes the partnership.",
            "%(names)s convene the partnership as equals.",
            len(conveners),
        )
        lines.append(words % {"names": _list(conveners)})
    if said := [(role.partner, plain(role.words)) for role in convening if role.words]:
        lines.append(_each(said))
    if coordinators:
        words = _(
            "The coordination is in the hands of %(names)s, on behalf of all partners alike: agreement, plan, "
            "meetings and follow-up."
        )
        lines.append(words % {"names": _list(coordinators)})
    if lines:
        lines.append(_("Each partner does what it took on and says in time when it can’t."))
    return "\n\n".join(lines)


def _bodies(records):
    return _each((body, _body_in_words(body)) for body in records.bodies)


def _body_in_words(body):
    members = [plain(seat.partner) for seat in body.seats.all()]
    parts = [plain(body.remit)] if body.remit else []
    if members:
        parts.append(_("Partners: %(names)s.") % {"names": _list(members)})
    if body.chair_now:
        parts.append(_("Chair: %(name)s.") % {"name": plain(body.chair_now)})
    return " ".join(parts)


def _decisions(records):
    if not records.bodies:
        return ""
    first = _("Each organisation has one voice. Decisions are written down word for word.")
    return first + "\n\n" + _each((body, _rule(body)) for body in records.bodies)


def _rule(body):
    parts = [f"{body.get_decision_rule_display()}."]
    if body.quorum:
        words = ngettext(
            "At least %(n)s partner is there.", "At least %(n)s partners are there.", body.quorum
        )
        parts.append(words % {"n": number(body.quorum)})
    elif body.quorum_share:
        parts.append(_("Quorum: %(share)s.") % {"share": body.get_quorum_share_display()})
    parts.append(
        _("Silence counts as consent.")
        if body.silence_is_consent
        else _("Silence does not count as consent.")
    )
    return " ".join(parts)


def _communication(records):
    partnership = records.partnership
    minutes = ngettext(
        "Minutes are sent within %(n)s working day after each meeting, with each person’s action points first.",
        "Minutes are sent within %(n)s working days after each meeting, with each person’s action points first.",
        partnership.minutes_working_days,
    ) % {"n": number(partnership.minutes_working_days)}
    asks = ngettext(
        "Nobody is asked more than %(n)s thing a month in the name of the partnership.",
        "Nobody is asked more than %(n)s things a month in the name of the partnership.",
        partnership.asks_per_month,
    ) % {"n": number(partnership.asks_per_month)}
    rest = _(
        "Partners pass news on within their own organisation, and speak to the press about the partnership only "
        "after telling the others."
    )
    return f"{minutes} {asks} {rest}"


def _review(records):
    words = _(
        "By %(date)s the partners look together at what is agreed here, and say whether it still applies."
    )
    return _on_a_day(words, records.agreement.review_on)


def _start_and_end(records):
    words = _(
        "This covenant starts on the day after the last of the partners named in it has accepted it. It ends on "
        "%(date)s, unless the partners decide in writing, half a year before, that it goes on."
    )
    return _on_a_day(words, records.agreement.end_on)


def _memorandum_period(records):
    words = _(
        "This memorandum holds from the day on which all partners named in it have accepted it, until %(date)s. "
        "Each partner may leave with three months’ notice in writing."
    )
    return _on_a_day(words, records.agreement.end_on)


def _on_a_day(words, day):
    """Nothing while the day is not known."""
    return words % {"date": dates.long(day)} if day else ""


def _list(names):
    """`A, B and C` in the active language."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


OWN = {
    "partners": _partners,
    "mission": _mission,
    "representatives": _representatives,
    "vision": _vision,
    "own_objectives": _own_objectives,
    "resources": _resources,
    "roles": _roles,
    "bodies": _bodies,
    "decisions": _decisions,
    "communication": _communication,
    "review": _review,
    "start_and_end": _start_and_end,
    "memorandum_period": _memorandum_period,
}
