"""The meetings of a grown demo: items, decisions, and all partners' leads on each list."""

ITEMS, DECISIONS = 5, 3


def add_meetings(copies):
    """Each with items, decisions and all partners' leads; the last one of a partnership lies ahead."""
    each = copies.growth.meetings
    is_last = f"g % {each} = {each - 1}"
    meeting = copies.copy(
        "meetings_meeting",
        f"{copies.of_demo} AND state = 'issued'",
        copies.growth.partnerships * each,
        partnership_id=copies.its_partnership(each),
        title="'Meeting ' || g",
        body_id="NULL",
        document_id="NULL",
        current_item_id="NULL",
        chair_id="NULL",
        minute_taker_id="NULL",
        starts_at=f"now() + interval '14 days' - ({each - 1} - g % {each}) * interval '15 days'",
        started_at="NULL",
        ended_at="NULL",
        state=f"CASE WHEN {is_last} THEN 'planned' ELSE 'issued' END",
        issued_at=f"CASE WHEN {is_last} THEN NULL ELSE now() END",
    )
    _add_attendance(copies, meeting)
    _add_decisions(copies, meeting)


def _add_attendance(copies, meeting):
    size = copies.growth
    each = size.partners * size.meetings
    # The k-th partner of the meeting's partnership.
    partner = f"(g / {each}) * {size.partners} + g % {size.partners}"
    copies.copy(
        "meetings_attendance",
        copies.of_demo,
        size.partnerships * each,
        partnership_id=copies.its_partnership(each),
        meeting_id=f"{meeting} + g / {size.partners}",
        partner_id=f"{copies.partner} + {partner}",
        person_id=f"{copies.person} + ({partner}) * {size.people}",
        from_item_id="NULL",
        state="CASE WHEN g % 7 = 0 THEN 'absent' WHEN g % 5 = 0 THEN 'apologies' ELSE 'present' END",
        asked_at="NULL",
        expected="''",
        answered_at="NULL",
    )


def _add_decisions(copies, meeting):
    each = copies.growth.meetings
    item = copies.copy(
        "meetings_agendaitem",
        copies.of_demo,
        copies.growth.partnerships * each * ITEMS,
        partnership_id=copies.its_partnership(each * ITEMS),
        meeting_id=f"{meeting} + g / {ITEMS}",
        position=f"g % {ITEMS}",
        title="'Item ' || g",
        presenter_id="NULL",
    )
    count = copies.growth.partnerships * each * DECISIONS
    _add_lines(copies, meeting, item, count)
    copies.copy(
        "meetings_decision",
        copies.of_demo,
        count,
        partnership_id=copies.its_partnership(each * DECISIONS),
        meeting_id=f"{meeting} + g / {DECISIONS}",
        line_id=_line(meeting),
        number=f"g % {each * DECISIONS} + 1",
        text="'We agree on point ' || g || '.'",
    )


def _add_lines(copies, meeting, item, count):
    each = copies.growth.meetings * DECISIONS
    copies.insert(
        "meetings_line",
        "kind = 'decision' AND removed_at IS NULL",
        count,
        id=_line(meeting),
        partnership_id=copies.its_partnership(each),
        meeting_id=f"{meeting} + g / {DECISIONS}",
        item_id=f"{item} + (g / {DECISIONS}) * {ITEMS} + g % {DECISIONS}",
        position=f"g % {DECISIONS}",
        text="'We agree on point ' || g || '.'",
    )


def _line(meeting):
    return f"('00000000-0000-4000-8000-' || lpad(to_hex({meeting} * {DECISIONS} + g), 12, '0'))::uuid"
