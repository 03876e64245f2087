"""Turns a story (demo/stories) into rows with a past.

The product's own functions make what they can; moments are moved back afterwards.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from backbone.time import dates
from backbone.time.days import day_of, start_of_day
from demo.above_rows import add_above
from demo.comment_rows import add_comments
from demo.convener_rows import add_conveners
from demo.giving_rows import add_giving
from demo.group_rows import add_groups
from demo.identity_rows import add_identity
from demo.mandate_rows import add_mandates
from demo.meeting_rows import add_meeting
from demo.partner_rows import add_body, add_partners, add_people, add_purposes
from demo.plan_rows import add_plan
from demo.proposal_rows import add_proposals
from demo.prospect_rows import add_prospects
from demo.results import add_results
from demo.scoping_rows import add_rounds
from demo.signing_rows import add_round
from demo.task_rows import add_task
from partnerships.agreements import arranging, writing
from partnerships.agreements.models import Agreement
from partnerships.documents import versions
from partnerships.models import Partnership

FRIDAY = 4
HOLIDAYS = {(1, 1), (5, 1), (12, 25), (12, 26)}


class Builder:
    """Builds one partnership from its story.

    What the story calls by short keys is kept by them: `people`, `partners`, `indicators`, `milestones`. `partnership`,
    `coordinator` and `body` are None until `build` has made them, in that order; `above` has what it is a part of.
    """

    def __init__(self, story):
        self.story = story
        self.today = day_of(timezone.now(), ZoneInfo(story["partnership"]["timezone"]))
        self.people, self.partners, self.indicators, self.milestones = {}, {}, {}, {}
        self.partnership = self.coordinator = self.body = None
        self.above = None

    def build(self) -> None:
        """Everything, in the order in which it came about."""
        self.partnership = Partnership.objects.create(
            **self.story["partnership"], started_on=self.day(self.story["started"]), is_demo=True
        )
        add_people(self)
        self.coordinator = self.people[self.story["coordinator"]]
        add_partners(self)
        add_conveners(self)
        add_identity(self)
        add_purposes(self)
        self.body = add_body(self)
        add_plan(self)
        self.add_agreement()
        for entry in self.story["meetings"]:
            add_meeting(self, entry)
        for entry in self.story["tasks"]:
            add_task(self, **entry)
        add_results(self)
        add_prospects(self)
        add_rounds(self)
        add_comments(self)
        add_groups(self)
        add_giving(self)
        add_mandates(self)
        add_proposals(self)
        if "above" in self.story:
            self.above = Builder(self.story["above"] | {"partners": self.story["partners"]})
            add_above(self, self.above)

    def day(self, days: int | None) -> date | None:
        """The working day so many days from today, or the next one away from today; None stays None."""
        if days is None:
            return None
        day, away = self.today + timedelta(days=days), timedelta(days=1 if days > 0 else -1)
        while days and (day.weekday() > FRIDAY or (day.month, day.day) in HOLIDAYS):
            day += away
        return day

    @property
    def began(self) -> datetime:
        """The moment at which the partnership's first day began."""
        return start_of_day(self.partnership.started_on, self.partnership.zone)

    def moment(self, days: int, hour: int = 10, minute: int = 0, after: datetime | None = None) -> datetime:
        """A moment on that day, in the partnership's time zone: past `after`, and not ahead when the day is not.

        A day that is moved to a working day can become the day of what came before it.
        """
        moment = datetime.combine(self.day(days), time(hour, minute), tzinfo=self._zone).astimezone(UTC)
        moment = max(moment, after + timedelta(hours=1)) if after else moment
        return min(moment, timezone.now()) if days <= 0 else moment

    def over(self, last: date, days: int) -> datetime:
        """The moment on that day, or the morning after the `last` day of what is told then."""
        return self.moment(days, after=start_of_day(last + timedelta(days=1), self._zone))

    @property
    def _zone(self):
        return ZoneInfo(self.partnership.timezone)

    def period(self, start: date, end: date) -> dict:
        """The columns of a period from one day to another, in the words that the partnership's people would write."""
        with translation.override(self.partnership.language):
            words = f"{dates.dated(start)} – {dates.dated(end)}"
        return {"period_words": words, "period_start": start, "period_end": end}

    def add_agreement(self) -> None:
        """The agreement as it was issued, with the day on which it is looked at again."""
        entry = self.story["agreement"]
        agreement = writing.write(self.partnership)
        agreement.review_on = self.day(entry["review"])
        agreement.save(update_fields=["review_on"])
        self._add_own_clause(agreement, *entry["own clause"])
        clauses = list(agreement.clauses.all())
        version = versions.issue(
            agreement.document,
            data=writing.frozen(agreement, clauses),
            html=writing.compose(agreement, clauses),
            by=self.coordinator,
            at=self.moment(entry["issued"]),
        )
        add_round(self, agreement, version)

    def _add_own_clause(self, agreement: Agreement, group: str, heading: str, text: str) -> None:
        own = arranging.begin_own(agreement)
        own.group, own.heading, own.text = group, heading, text
        own.save()
