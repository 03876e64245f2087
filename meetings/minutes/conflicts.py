"""Two people saving the same line of the minutes: the second sees both texts and loses none."""

from django.db import transaction

from meetings.minutes import lines
from meetings.models import Line


@transaction.atomic
def rewrite_as_opened(line, opened, text, *, by):
    """Give the line these words if it still has the revision under which it was opened; False when it has not."""
    current = Line.objects.select_for_update(of=("self",)).filter(pk=line.pk, revision=opened).first()
    if current is None:
        return False
    current.meeting = line.meeting
    lines.rewrite(current, text, by=by)
    return True
