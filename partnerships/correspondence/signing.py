"""In whose name and in whose words mails go and for which partner they are filed: asked once for all that leave together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from backbone.accounts.models import Person
from backbone.outbox.models import SenderSettings
from backbone.registered.mail_kinds import Words
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.wording.in_use import WordsInUse
from partnerships.models import Partner, Partnership, Representative, Role

if TYPE_CHECKING:
    from partnerships.correspondence.digests import Digest
    from partnerships.correspondence.drafts import Draft


class Signing:
    """The sender's settings, who signs for each partnership, and for which partners each person answers."""

    def __init__(self, people: Iterable[Person], partnerships: Iterable[Partnership]):
        self.settings = SenderSettings.load()
        self._people = {person.pk for person in people}
        self._partnerships = {partnership.pk for partnership in partnerships}

    @cached_property
    def _coordinators(self):
        return _coordinators(self._partnerships)

    @cached_property
    def _partners(self):
        return _partners(self._people, self._partnerships)

    @cached_property
    def _mailed(self):
        rows = Correspondence.objects.filter(person__in=self._people).order_by()
        return set(rows.values_list("person", flat=True).distinct())

    @cached_property
    def _words(self):
        return WordsInUse(self._partnerships)

    @classmethod
    def for_drafts(cls, drafts: Iterable[Draft | Digest]) -> Signing:
        """What these mails need, in five queries at most."""
        drafts = list(drafts)
        partnerships = [partnership for draft in drafts for partnership in draft.partnerships]
        return cls([draft.person for draft in drafts], partnerships)

    def coordinator(self, partnership: Partnership) -> Person | None:
        """The coordinator who signs the mails: the one who has been it longest."""
        return self._coordinators.get(partnership.pk)

    def words(self, kind: str, language: str, partnership: Partnership | None) -> Words:
        """The partnership's own words for such a mail in this language, before the installation's, before ours."""
        return self._words.of(kind, language, partnership)

    def is_first_to(self, person: Person) -> bool:
        """Whether no mail of a partnership went to this person before: then it says where their details come from."""
        return person.pk not in self._mailed

    def partner(
        self, person: Person, partnership: Partnership, named: Partner | None = None
    ) -> Partner | None:
        """The partner for which a person answers: the named one when they represent it, else the only one that they do.

        None for who represents nobody, and where they represent several and none of them is named.
        """
        return _chosen(self._partners.get((person.pk, partnership.pk), {}), named)


def coordinator_of(partnership: Partnership) -> Person | None:
    """The coordinator who signs the mails of one partnership."""
    return _coordinators({partnership.pk}).get(partnership.pk)


def partner_for(person: Person, partnership: Partnership, named: Partner | None = None) -> Partner | None:
    """The partner for which one person answers, as `Signing.partner` says."""
    return _chosen(_partners({person.pk}, {partnership.pk}).get((person.pk, partnership.pk), {}), named)


def _chosen(own, named):
    if named and named.pk in own:
        return named
    return next(iter(own.values())) if len(own) == 1 else None


def _coordinators(partnerships):
    roles = Role.objects.current().filter(partnership__in=partnerships, kind=Role.Kind.COORDINATOR)
    rows = (
        roles.select_related("person")
        .order_by("partnership_id", "granted_at", "pk")
        .distinct("partnership_id")
    )
    return {role.partnership_id: role.person for role in rows}


def _partners(people, partnerships):
    rows = Representative.objects.current().filter(person__in=people, partnership__in=partnerships)
    found: dict[tuple[int, int], dict[int, Partner]] = {}
    for row in rows.select_related("partner"):
        found.setdefault((row.person_id, row.partnership_id), {})[row.partner_id] = row.partner
    return found
