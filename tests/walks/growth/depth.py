"""What belongs to one partner, one milestone, one indicator …, as many rows of each as a test asks for."""

import math
from datetime import date

from django.db import connection, transaction

from backbone.accounts.models import Person
from bench.copies import Copies
from bench.growth import COORDINATED
from impact.models import Report
from impact.reports import request_report
from meetings.minutes import issuing
from meetings.models import Meeting
from partnerships.agreements import writing
from partnerships.commenting.models import ClauseComment
from partnerships.disputes.models import MOST_STEPS
from partnerships.documents import versions
from partnerships.documents.models import Counter, Version
from partnerships.imports import checking, reading
from partnerships.models import Partnership
from partnerships.signing import proposing
from tests.given import add_family, add_scans
from workplans import printing

# The room shows the lines of one item.
LINES_OF_AN_ITEM = 20


@transaction.atomic
def deepen(of: Partnership, rows: int, by: Person) -> None:
    """Give the newest of each kind in this partnership so many rows of what belongs to it; `grow` made the kinds."""
    writing.write(of)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        _Deepener(cursor, of, rows).deepen()
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")
    _issue(of, rows, by)
    _import(of, rows, by)
    add_family(of, rows=rows)


class _Deepener(Copies):
    def __init__(self, cursor, of, rows):
        super().__init__(cursor, None)
        self.of, self.rows = of, rows

    def deepen(self):
        self._terms()
        self._plan()
        self._impact()
        self._meetings()

    def own(self, table, template="TRUE", count=None, **columns):
        """Copy one of the demo's rows into this partnership; returns the first new id."""
        where = f"{template} AND {self.of_demo}"
        return self.copy(table, where, count or self.rows, **({"partnership_id": str(self.of.pk)} | columns))

    def newest(self, table):
        self.cursor.execute(f"SELECT max(id) FROM {table} WHERE partnership_id = {self.of.pk}")
        return self.cursor.fetchone()[0]

    def each_of(self, table, column="id"):
        """SQL for the g-th of the partnership's rows of this table, all in turn."""
        listed = f"SELECT array_agg({column} ORDER BY id) FROM {table} WHERE partnership_id = {self.of.pk}"
        return f"(SELECT ids[1 + g % array_length(ids, 1)] FROM ({listed}) AS one (ids))"

    def _terms(self):
        partner = str(self.newest("partnerships_partner"))
        for table in ("partnerships_contribution", "partnerships_benefit", "partnerships_privatenote"):
            self.own(table, partner_id=partner)
        self.own("partnerships_purposestatement")
        self.own("partnerships_removal")
        self.own("prospects_prospect", "known_by_id IS NOT NULL", name="'Prospect ' || g")
        self.own("cards_card", count=1, partner_id=partner)
        self.own("conveners_convenerrole", partner_id=partner)
        self.own("conveners_tension")
        self.own("conveners_localconvening", partner_id=partner)
        self.own("giving_match", funder="'Fund ' || g")
        at = "now() - g * interval '1 day'"
        self.own("giving_renegotiation", partner_id=partner, settled_at=at)
        self.own("giving_quarterline", partner_id=partner, starts_on="date '1900-01-01' + g")
        self.own("inviting_partnerinvitation", organisation="'Invited ' || g", prospect_id="NULL")
        self._word_files(partner)
        self._round()
        self._dispute()
        self.own("identity_word", word="'Word ' || g")
        self.own("identity_identity", count=1, is_public="true")
        self._other_partnerships()
        # One more, since a group asks another.
        body = self.own("partnerships_body", count=self.rows + 1, name="'Group ' || g", chair_id="NULL")
        partners = self.each_of("partnerships_partner")
        self.own("partnerships_bodypartner", body_id=str(body + self.rows), partner_id=partners)
        first = f"(SELECT min(id) FROM partnerships_body WHERE partnership_id = {self.of.pk})"
        asked = {"body_id": str(body + self.rows), "to_id": first, "item_id": "NULL"}
        self.own("meetings_bodyask", answered_in_id="NULL", **asked)
        person = f"{self._people()} + g"
        self.own("partnerships_bodyguest", body_id=str(body + self.rows), person_id=person)
        seat = self.own(
            "partnerships_representative",
            "until IS NULL",
            partner_id=partner,
            person_id=person,
            capacity="'member'",
        )
        for table in ("mandate", "mandateletter", "sponsorconfirmation"):
            self.own(f"mandates_{table}", seat_id=f"{seat} + g")
        self.own("partnerships_role", "kind = 'coordinator'", person_id=person, kind="'observer'")

    def _other_partnerships(self):
        """As many that the same people coordinate."""
        first = self.copy(
            "partnerships_partnership",
            f"id = {self.demo}",
            self.rows,
            name=f"'Other of {self.of.slug} ' || g",
            slug=f"'other-{self.of.slug}-' || g",
            parent_id="NULL",
            is_demo="false",
        )
        self.own(
            "partnerships_role",
            "kind = 'coordinator'",
            partnership_id=f"{first} + g",
            person_id=COORDINATED.format(demo=self.demo),
        )

    def _word_files(self, partner):
        """Files that the partner sent back; the newest proposes as much."""
        agreement = str(self.newest("agreements_agreement"))
        reading = self.own("proposals_wordreading", partner_id=partner, agreement_id=agreement)
        of = {"reading_id": str(reading + self.rows - 1), "clause_id": "NULL", "place": "g"}
        self.own("proposals_clauseproposal", "kind = 'text'", **of)

    def _round(self):
        """Rounds that are closed, and an open one in which half of the partners answered, and others did."""
        self.own("scoping_canvas", "closed_at IS NOT NULL", name="'Round ' || g")
        canvas = str(self.own("scoping_canvas", "closed_at IS NULL", count=1))
        self.own("scoping_canvasanswer", "partner_id IS NULL", canvas_id=canvas, organisation="'Said ' || g")
        self.own(
            "scoping_canvasanswer",
            "partner_id IS NOT NULL",
            math.ceil(self.rows / 2),
            canvas_id=canvas,
            partner_id=self.each_of("partnerships_partner"),
        )

    def _dispute(self):
        """Disputes, the newest with as many parties and steps as it can have."""
        newest = str(self.own("disputes_dispute") + self.rows - 1)
        most = min(self.rows, MOST_STEPS)
        partners = self.each_of("partnerships_partner")
        self.own("disputes_disputeparty", count=most, dispute_id=newest, partner_id=partners)
        self.own("disputes_disputestep", count=most, dispute_id=newest, place="g + 1")

    def _people(self):
        return self.copy(
            "accounts_person",
            "email = 'anna@coffee.example.org'",
            self.rows,
            name="'Member Nr ' || g",
            email=f"'member' || g || '@{self.of.slug}.example.org'",
            contact_email="''",
        )

    def _plan(self):
        partners = self.each_of("partnerships_partner")
        milestone, task = (str(self.newest(f"workplans_{kind}")) for kind in ("milestone", "task"))
        self.own("workplans_milestonesupporter", milestone_id=milestone, partner_id=partners)
        self.own("workplans_resource", milestone_id=milestone, pledged_by_id="NULL")
        self.own("workplans_smartanswer", milestone_id=milestone)
        self.own("workplans_change", milestone_id=milestone, task_id="NULL")
        self.own("workplans_change", milestone_id="NULL", task_id=task)
        self.cursor.execute(
            "UPDATE workplans_task SET state = 'open', closed_at = NULL, due_on = current_date + 14, "
            "next_reminder_at = now() + interval '7 days' WHERE id = %s",
            [task],
        )
        outcome = self.own("workplans_outcome", name="'Outcome ' || g", lead_body_id="NULL")
        self.outcome = str(outcome + self.rows - 1)
        self.indicator = self.own("workplans_indicator", name="'Indicator ' || g", outcome_id=self.outcome)

    def _impact(self):
        indicator = str(self.indicator + self.rows - 1)
        year = {
            "period_words": "(1700 + g)::text",
            "period_start": "make_date(1700 + g, 1, 1)",
            "period_end": "make_date(1700 + g, 12, 31)",
        }
        measured = self.own(
            "impact_measurement", "supersedes_id IS NULL", indicator_id=indicator, fingerprint="''", **year
        )
        self.own("impact_valuation", outcome_id=self.outcome, **year)
        self.own("impact_hourvalue")
        self.own("impact_discountrate")
        story = self.own("impact_story", title="'Story ' || g")
        self.own("impact_citation", story_id=str(story + self.rows - 1), measurement_id=f"{measured} + g")

    def _meetings(self):
        """One that was closed and one whose minutes can be issued, each with as many people and lines."""
        meeting = self.own(
            "meetings_meeting",
            "state = 'issued'",
            2,
            title="'Long meeting ' || g",
            body_id="NULL",
            document_id="NULL",
            approved_id="NULL",
            current_item_id="NULL",
            chair_id="NULL",
            minute_taker_id="NULL",
            state="'closed'",
            issued_at="NULL",
        )
        items = math.ceil(self.rows / LINES_OF_AN_ITEM)
        item = self.own(
            "meetings_agendaitem",
            count=2 * items,
            meeting_id=f"{meeting} + g / {items}",
            position=f"g % {items}",
            title="'Item ' || g",
            presenter_id="NULL",
        )
        for number in range(2):
            own = {"meeting_id": f"{meeting + number}", "partner_id": self.each_of("partnerships_partner")}
            person = self.each_of("partnerships_representative", "person_id")
            self.own("meetings_attendance", person_id=person, from_item_id="NULL", **own)
            own |= {
                "item_id": f"{item + number * items} + g / {LINES_OF_AN_ITEM}",
                "id": "gen_random_uuid()",
                "partnership_id": f"{self.of.pk}",
                "position": "g",
            }
            where = f"kind = 'note' AND removed_at IS NULL AND {self.of_demo}"
            self.insert(
                "meetings_line",
                where,
                self.rows,
                text="'It was warm on day ' || g",
                **own | {"partner_id": "NULL"},
            )


def _issue(of, rows, by):
    """The minutes of the newest meeting, in as many versions; the last is mailed to everybody."""
    meeting = Meeting.objects.filter(partnership=of, state="closed").latest("pk")
    issuing.issue(meeting, number=1, to={*meeting.attendance.values_list("person", flat=True)}, by=by)
    _propose(of, rows, by)
    _comment(writing.write(of), rows, by)
    printing.issue_plan(of, by, "")
    report = Report(partnership=of, start=date(1700, 1, 1), end=date(2025, 12, 31))
    request_report(report, by)


def _propose(of, rows, by):
    """The agreement in as many versions, of which the first came with it; the last is before the partners."""
    agreement = writing.write(of)
    document = agreement.document
    Version.objects.bulk_create(
        Version(
            partnership=of, document=document, number=n, data={}, html="", sha256=f"{n:064x}", issued_by=by
        )
        for n in range(2, rows + 1)
    )
    Counter.objects.create(partnership=of, name=versions.counter_of(document), value=rows)
    proposing.propose(agreement, by, "all")
    add_scans(of, 1, by)


def _comment(agreement, rows, by):
    """So many comments of one partner on one clause."""
    clause = agreement.clauses.first()
    said = {
        "partnership": agreement.partnership,
        "agreement": agreement,
        "clause": clause,
        "heading": "Partners",
    }
    said |= {"partner": agreement.partnership.partners.latest("pk"), "way": "paper", "told_on": "2026-01-05"}
    ClauseComment.objects.bulk_create(
        ClauseComment(text=f"Too short {n}", by=by, **said) for n in range(rows)
    )


def _import(of, rows, by):
    text = "Organisation,Role\n" + "".join(f"New partner {n},Member\n" for n in range(rows))
    run, _errors = reading.begin(of, [("partners.csv", "text/csv", text.encode())], by)
    checking.check(run)
