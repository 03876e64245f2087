"""The demo's tasks, each taken to the state in which the story leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workplans import todo
from workplans.answers import more_time
from workplans.models import Change, Task

if TYPE_CHECKING:
    from demo.builder import Builder


def add_task(
    builder: Builder,
    title: str,
    owner: str,
    partner: str,
    raised: int,
    due: int | None = None,
    milestone: str | None = None,
    end: str | None = None,
    on: int | None = None,
    words: str = "",
) -> Task:
    """A task raised and due on some day; `end` is what became of it on day `on`, in these `words`."""
    task = todo.create(
        builder.partnership,
        title=title,
        owner=builder.people[owner],
        partner=builder.partners[partner],
        milestone=builder.milestones.get(milestone),
        raised_on=builder.day(raised),
        numbered_on=builder.day(raised),
        due_on=builder.day(due),
        proposed=end == "proposed",
        by=builder.coordinator,
    )
    _finish(builder, task, end, on, words)
    _move_back(builder, task, raised, on)
    return task


def _finish(builder, task, end, on, words):
    if end == "done":
        todo.complete(task, by=task.owner, evidence=words, via="link")
    elif end == "declined":
        Task.objects.filter(pk=task.pk).update(state=Task.State.PROPOSED)
        todo.decline(task, by=task.owner, words=words, via="link")
    elif end == "wants":
        more_time.ask(task, by=task.owner, wanted_due_on=builder.day(on), reason=words, via="link")
    elif end == "dropped":
        todo.drop(task, by=builder.coordinator, words=words)


def _move_back(builder, task, raised, closed):
    """The history happened when the story says, not while the demo was loaded."""
    changes = list(Change.objects.filter(task=task).order_by("pk"))
    for change in changes:
        first = change is changes[0]
        days = raised if first or closed is None or closed > 0 else closed
        Change.objects.filter(pk=change.pk).update(at=builder.moment(min(days, 0), 9 if first else 15))
    if closed is not None and closed <= 0:
        Task.objects.filter(pk=task.pk, closed_at__isnull=False).update(closed_at=builder.moment(closed, 15))
