"""The demo grown: rows copied by INSERT … SELECT, so that half a million mails take minutes and not hours.

Each new row is a copy of one of the demo's rows, with what has to differ worked out in SQL. Triggers and foreign
keys are not asked meanwhile: what is made here is right by construction, and the audit trail is no part of the sizes.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from bench.copies import Copies
from bench.grown_agreements import add_agreements
from bench.grown_meetings import add_meetings

COORDINATED = """(SELECT person_id FROM partnerships_role WHERE kind = 'coordinator' AND partnership_id = {demo} LIMIT 1)"""


@dataclass(frozen=True)
class Growth:
    """What is put beside the demo; all but `partnerships` and `people` (of each partner) is a partnership's."""

    slug: str
    partnerships: int
    partners: int
    people: int
    milestones: int
    tasks: int
    meetings: int
    mails: int
    # Whether the demo's coordinator coordinates these, too.
    is_coordinated: bool = False
    # What each partner gives.
    gifts: int = 1
    # Versions of the agreement, each with a round of its own.
    versions: int = 1


HUNDRED = Growth("hundred", 200, 20, 2, 15, 30, 6, 500)
# Beside the hundred: half a million mails and a hundred thousand tasks in all, and one partnership of this size.
CROWD = Growth("crowd", 200, 20, 2, 15, 420, 6, 1_500)
LARGE = Growth("large", 1, 200, 25, 1_000, 10_000, 200, 100_000, is_coordinated=True, gifts=100, versions=300)


@transaction.atomic
def grow(growth: Growth) -> None:
    """Put a `Growth` beside the demo."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        _Grower(cursor, growth).grow()
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")


def tidy() -> None:
    """Tidy up as PostgreSQL does by itself within minutes; not within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


class _Grower(Copies):
    def grow(self):
        self._partnerships()
        self._partners()
        self._plan()
        add_meetings(self)
        add_agreements(self)
        self._mails()

    def _partnerships(self):
        size, slug = self.growth, self.growth.slug
        self.partnership = self.copy(
            "partnerships_partnership",
            f"id = {self.demo}",
            size.partnerships,
            name=f"'Partnership {slug} ' || g",
            slug=f"'{slug}-' || g",
            parent_id="NULL",
            is_demo="false",
        )
        if size.is_coordinated:
            self.copy(
                "partnerships_role",
                f"kind = 'coordinator' AND {self.of_demo}",
                size.partnerships,
                partnership_id=f"{self.partnership} + g",
                person_id=COORDINATED.format(demo=self.demo),
            )

    def _partners(self):
        """Organisations and people of their own; a partner's first person leads it, the second is the alternate."""
        size, slug = self.growth, self.growth.slug
        count = size.partnerships * size.partners
        organisation = self.copy(
            "partnerships_organisation",
            "NOT is_backbone",
            count,
            name=f"'Organisation {slug} ' || lpad(g::text, 5, '0')",
            short_name=f"'Org {slug} ' || g",
            domains="'{}'",
            is_demo="false",
        )
        self.partner = self.copy(
            "partnerships_partner",
            f"{self.of_demo} AND NOT is_convener",
            count,
            partnership_id=self.its_partnership(size.partners),
            organisation_id=f"{organisation} + g",
            withdrawn_on="NULL",
        )
        self.copy(
            "partnerships_contribution",
            self.of_demo,
            count * size.gifts,
            partnership_id=self.its_partnership(size.partners * size.gifts),
            partner_id=f"{self.partner} + g / {size.gifts}",
            description="'Gift ' || g",
        )
        self._people(count)

    def _people(self, partners):
        size, slug = self.growth, self.growth.slug
        count, each = partners * size.people, size.people
        self.person = self.copy(
            "accounts_person",
            "email = 'anna@coffee.example.org'",
            count,
            name=f"'Person {slug} Nr ' || g",
            email=f"'p' || g || '@{slug}.example.org'",
            contact_email="''",
            is_demo="false",
        )
        self.copy(
            "partnerships_representative",
            f"{self.of_demo} AND until IS NULL",
            count,
            partnership_id=self.its_partnership(size.partners * each),
            partner_id=f"{self.partner} + g / {each}",
            person_id=f"{self.person} + g",
            capacity=f"CASE g % {each} WHEN 0 THEN 'lead' WHEN 1 THEN 'alternate' ELSE 'member' END",
        )

    def _plan(self):
        size = self.growth
        objectives = max(3, size.milestones // 20)
        document = self.copy(
            "documents_document",
            f"kind = 'plan' AND {self.of_demo}",
            size.partnerships,
            partnership_id=f"{self.partnership} + g",
        )
        plan = self.copy(
            "workplans_plan",
            self.of_demo,
            size.partnerships,
            partnership_id=f"{self.partnership} + g",
            document_id=f"{document} + g",
        )
        self.objective = self.copy(
            "workplans_objective",
            self.of_demo,
            size.partnerships * objectives,
            partnership_id=self.its_partnership(objectives),
            plan_id=f"{plan} + g / {objectives}",
            title="'Objective ' || g",
            position=f"g % {objectives}",
            outcome_id="NULL",
        )
        self._milestones(objectives)
        self._tasks()

    def _milestones(self, objectives):
        each = self.growth.milestones
        self.milestone = self.copy(
            "workplans_milestone",
            f"{self.of_demo} AND state = 'planned'",
            self.growth.partnerships * each,
            partnership_id=self.its_partnership(each),
            objective_id=f"{self.objective} + (g / {each}) * {objectives} + g % {objectives}",
            number=f"g % {each} + 1",
            title="'Milestone ' || g || ' of the joint plan'",
            indicator_id="NULL",
            lead_partner_id=self.a_partner(each),
            lead_person_id=self.its_lead(each),
            lead_accepted_at="CASE WHEN g % 5 = 0 THEN NULL ELSE now() END",
            position=f"(g % {each}) / {objectives}",
            start="current_date - 90",
            due="current_date - 20 + (g * 37 % 400)",
            state="(ARRAY['planned', 'under_way', 'reached', 'under_way', 'planned'])[g % 5 + 1]",
            reached_on="CASE WHEN g % 5 = 2 THEN current_date - 30 END",
        )

    def _tasks(self):
        each = self.growth.tasks
        its_milestone = (
            f"{self.milestone} + (g / {each}) * {self.growth.milestones} + g % {self.growth.milestones}"
        )
        self.copy(
            "workplans_task",
            f"{self.of_demo} AND state = 'open'",
            self.growth.partnerships * each,
            partnership_id=self.its_partnership(each),
            milestone_id=f"CASE WHEN g % 3 = 0 THEN NULL ELSE {its_milestone} END",
            number=f"g % {each} + 1",
            title="'Task ' || g || ': arrange the visit and report back'",
            owner_id=self.its_lead(each),
            partner_id=self.a_partner(each),
            backup_id="NULL",
            wanted_due_on="NULL",
            state="CASE WHEN g % 10 < 6 THEN 'done' WHEN g % 10 < 9 THEN 'open' ELSE 'proposed' END",
            due_on="current_date - 20 + (g * 53 % 300)",
            closed_at="CASE WHEN g % 10 < 6 THEN now() END",
            raised_on="current_date - 100",
            reminder_held_at="NULL",
            next_reminder_at="CASE WHEN g % 10 BETWEEN 6 AND 8 THEN now() + interval '7 days' END",
        )

    def _mails(self):
        """Short ones that ask one thing each, one in two hundred not delivered."""
        size, slug = self.growth, self.growth.slug
        count = size.partnerships * size.mails
        message = self.copy(
            "outbox_message",
            "state = 'sent'",
            count,
            key=f"'{slug}:' || g",
            message_id=f"'<{slug}.' || g || '@example.org>'",
            text="'A short mail.'",
            html="'<p>A short mail.</p>'",
            state="CASE WHEN g % 200 = 0 THEN 'given_up' ELSE 'sent' END",
            sent_at="CASE WHEN g % 200 = 0 THEN NULL ELSE now() END",
            error="CASE WHEN g % 200 = 0 THEN 'refused' ELSE '' END",
            created_at="now() - (g % 400) * interval '1 day'",
        )
        self.copy(
            "correspondence_correspondence",
            f"{self.of_demo} AND partner_id IS NOT NULL",
            count,
            partnership_id=self.its_partnership(size.mails),
            message_id=f"{message} + g",
            partner_id=self.a_partner(size.mails),
            person_id=self.its_lead(size.mails),
            at="now() - (g % 400) * interval '1 day' - (g % 1000) * interval '1 second'",
            cause_id="NULL",
            asks="1",
            undelivered="CASE WHEN g % 200 = 0 THEN 'given_up' ELSE '' END",
        )
