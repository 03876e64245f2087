"""Turns a told story (impact/demo/coffee.py) into rows with a past.

Days are counted from today: -30 is thirty days ago. The product's own functions make what they can;
moments are moved back afterwards.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from backbone.accounts.models import Person
from impact.demo.meeting_rows import add_meeting
from impact.demo.plan_rows import add_plan
from impact.demo.results import add_results
from partnerships import agreements, documents
from partnerships.models import (
    Benefit,
    Body,
    Contribution,
    Organisation,
    Partner,
    Partnership,
    PrivateNote,
    PurposeStatement,
    Representative,
    Role,
)
from workplans import todo
from workplans.models import (
    Change,
    Task,
)


class Builder:
    """Builds one partnership; keeps its people and partners by the short keys of the story."""

    def __init__(self, story):
        self.story = story
        self.today = timezone.localdate()
        self.people, self.partners, self.milestones, self.tasks = {}, {}, {}, {}

    def build(self):
        """Everything, in the order in which it came about."""
        self.partnership = Partnership.objects.create(
            **self.story.PARTNERSHIP, started_on=self.day(self.story.STARTED), is_demo=True
        )
        self.add_people()
        self.add_partners()
        self.add_purpose()
        self.add_body()
        add_plan(self)
        self.add_agreement()
        for meeting in self.story.MEETINGS:
            add_meeting(self, meeting)
        self.add_tasks()
        add_results(self)

    # Time

    def day(self, days):
        """A date so many days from today."""
        return self.today + timedelta(days=days)

    def moment(self, days, hour=10, minute=0):
        """A moment on that day, in the partnership's time zone."""
        zone = ZoneInfo(self.partnership.timezone)
        return datetime.combine(self.day(days), time(hour, minute), tzinfo=zone).astimezone(UTC)

    # Who

    def add_people(self):
        for key, name in self.story.PEOPLE.items():
            self.people[key] = Person.objects.create_user(
                email=f"{key}@{self.story.DOMAIN}",
                name=name,
                language=self.partnership.language,
                timezone=self.partnership.timezone,
                source=self.story.SOURCE,
                is_demo=True,
            )
        for key, kind in self.story.ROLES:
            Role.objects.create(
                person=self.people[key],
                kind=kind,
                partnership=self.partnership,
                since=self.day(self.story.STARTED),
            )

    def add_partners(self):
        for key, told in self.story.PARTNERS.items():
            organisation = Organisation.objects.create(
                name=told["name"],
                short_name=told.get("short", ""),
                sector=told["sector"],
                country=self.partnership.country,
                is_backbone=told.get("backbone", False),
                is_demo=True,
            )
            partner = Partner.objects.create(
                partnership=self.partnership,
                organisation=organisation,
                role=told["role"],
                is_convener=told.get("convener", False),
                since=self.day(told.get("since", self.story.STARTED)),
                since_words=str(self.day(told.get("since", self.story.STARTED)).year),
                own_objectives=told.get("wants", ""),
                mandate=told.get("mandate", ""),
            )
            self.partners[key] = partner
            self._add_terms(partner, told)

    def _add_terms(self, partner, told):
        coordinator = self.people[self.story.COORDINATOR]
        for person, capacity in told["people"]:
            Representative.objects.create(
                partnership=self.partnership,
                partner=partner,
                person=self.people[person],
                capacity=capacity,
                since=partner.since,
            )
        for kind, what, quantity, unit, value, state in told.get("gives", ()):
            Contribution.objects.create(
                partnership=self.partnership,
                partner=partner,
                kind=kind,
                description=what,
                quantity=quantity,
                unit=unit,
                value=value,
                currency=self.partnership.currency,
                state=state,
                recorded_by=coordinator,
                source=told.get("source", self.story.GIVEN_SOURCE),
                recorded_at=self.moment(-30),
            )
        for words, own in told.get("gets", ()):
            Benefit.objects.create(
                partnership=self.partnership,
                partner=partner,
                description=words,
                own_words=own,
                recorded_by=coordinator,
                source=self.story.GIVEN_SOURCE,
                recorded_at=self.moment(-30),
            )
        for about, words in told.get("notes", ()):
            PrivateNote.objects.create(
                partnership=self.partnership,
                partner=partner,
                about=about,
                text=words,
                by=coordinator,
                at=self.moment(-20),
            )

    def add_purpose(self):
        coordinator = self.people[self.story.COORDINATOR]
        for days, words, reason in self.story.PURPOSES:
            PurposeStatement.objects.create(
                partnership=self.partnership, text=words, reason=reason, by=coordinator, at=self.moment(days)
            )

    def add_body(self):
        told = dict(self.story.BODY)
        told["chair"] = self.people[told["chair"]]
        self.body = Body.objects.create(partnership=self.partnership, **told)
        self.body.partners.set(self.partners.values())

    # What

    def add_agreement(self):
        agreement = agreements.write(self.partnership)
        agreement.review_on = self.day(self.story.AGREEMENT["review"])
        agreement.save(update_fields=["review_on"])
        coordinator = self.people[self.story.COORDINATOR]
        clauses = list(agreement.clauses.all())
        self.agreement_version = documents.issue(
            agreement.document,
            data=agreements.frozen(agreement, clauses),
            html=agreements.compose(agreement, clauses),
            by=coordinator,
            at=self.moment(self.story.AGREEMENT["issued"]),
        )

    # Who does what by when

    def add_tasks(self):
        for told in self.story.TASKS:
            self.add_task(*told)

    def add_task(self, milestone, title, owner, partner, raised, due, end=None, days=None, words=""):
        """A task raised and due on some day; `end` is what became of it, on day `days`."""
        task = todo.create(
            self.partnership,
            title=title,
            owner=self.people[owner],
            partner=self.partners[partner],
            milestone=self.milestones.get(milestone),
            raised_on=self.day(raised),
            due_on=self.day(due),
            proposed=end == "proposed",
            by=self.people[self.story.COORDINATOR],
        )
        self.finish(task, end, days, words)
        self.move_back(task, raised, days)
        return task

    def finish(self, task, end, days, words):
        """Take the task to the state in which the story leaves it."""
        if end == "done":
            todo.complete(task, by=task.owner, evidence=words, via="link")
        elif end == "declined":
            Task.objects.filter(pk=task.pk).update(state=Task.State.PROPOSED)
            todo.decline(task, by=task.owner, words=words, via="link")
        elif end == "wants":
            todo.ask_for_time(task, by=task.owner, wanted_due_on=self.day(days), reason=words, via="link")
        elif end == "dropped":
            todo.drop(task, by=self.people[self.story.COORDINATOR], words=words)

    def move_back(self, task, raised, closed):
        """The history happened when the story says, not while the demo was loaded."""
        changes = list(Change.objects.filter(task=task).order_by("pk"))
        for change in changes:
            first = change is changes[0]
            days = raised if first or closed is None or closed > 0 else closed
            Change.objects.filter(pk=change.pk).update(at=self.moment(min(days, 0), 9 if first else 15))
        if closed is not None and closed <= 0:
            Task.objects.filter(pk=task.pk, closed_at__isnull=False).update(closed_at=self.moment(closed, 15))
