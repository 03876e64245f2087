"""What somebody put off, or gave to another coordinator."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from partnerships.models.partnership import Partnership

PERSON = settings.AUTH_USER_MODEL


class PutOffNeed(models.Model):
    """A row of somebody's "Needs you" that is out of their sight: until a day, or since another coordinator has it."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    # Where it leads, and how it stood: in another state it is another need.
    address = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    title = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True)
    given_to = models.ForeignKey(PERSON, models.CASCADE, null=True, related_name="+")
    # Where whoever has it coordinates; once they do not, it needs the giver again.
    given_in = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "address", "state"], name="put_off_once"),
            models.CheckConstraint(
                condition=models.Q(until=None, given_to__isnull=False)
                | models.Q(until__isnull=False, given_to=None),
                name="put_off_or_given",
            ),
            models.CheckConstraint(
                condition=models.Q(given_in=None) | models.Q(given_to__isnull=False),
                name="put_off_given_in_when_given",
            ),
        ]

    def __str__(self):
        return self.title or self.address
