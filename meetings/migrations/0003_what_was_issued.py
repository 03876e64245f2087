"""Lines have how decisions were taken; decisions have the words that were issued; what waits for a version is marked."""

from django.db import migrations
from django.utils import timezone


def give_lines_their_rules(apps, schema_editor):
    """How a decision was taken stands with its line from now on."""
    Line = apps.get_model("meetings", "Line")
    for row in apps.get_model("meetings", "Decision").objects.all():
        Line.objects.filter(pk=row.line_id).update(rule=row.rule, result=row.result, review_on=row.review_on)


def compare_with_issued(apps, schema_editor):
    """A decision has the words of the last version, and a line that this version does not have waits for the next."""
    Version = apps.get_model("documents", "Version")
    for meeting in apps.get_model("meetings", "Meeting").objects.filter(state="issued"):
        version = Version.objects.filter(document=meeting.document_id).order_by("-number").first()
        if version:
            _compare(apps, meeting, [line for item in version.data["items"] for line in item["lines"]])


def _compare(apps, meeting, frozen):
    for line in frozen:
        if line["kind"] == "decision" and line["number"]:
            rows = apps.get_model("meetings", "Decision").objects
            rows.filter(meeting=meeting, number=line["number"]).update(text=line["text"])
    issued = {(line["kind"], line["text"]) for line in frozen}
    waiting = [
        line.pk
        for line in apps.get_model("meetings", "Line").objects.filter(meeting=meeting, removed_at=None)
        if (line.kind, line.text) not in issued
    ]
    rows = apps.get_model("meetings", "Line").objects
    rows.filter(pk__in=waiting).update(unissued_since=timezone.now())


def say_what_was_approved(apps, schema_editor):
    """The minutes that a meeting approved are the last ones of its own group that were issued."""
    Meeting = apps.get_model("meetings", "Meeting")
    for meeting in Meeting.objects.exclude(previous_minutes="").exclude(state="cancelled"):
        earlier = Meeting.objects.filter(
            partnership=meeting.partnership_id, body=meeting.body_id, starts_at__lt=meeting.starts_at
        )
        before = earlier.exclude(state="cancelled").order_by("-starts_at", "-pk").first()
        if before and before.state == "issued":
            Meeting.objects.filter(pk=meeting.pk).update(approved=before)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_issued_by_version"), ("documents", "0002_report_kind")]

    operations = [
        migrations.RunPython(give_lines_their_rules, migrations.RunPython.noop),
        migrations.RunPython(compare_with_issued, migrations.RunPython.noop),
        migrations.RunPython(say_what_was_approved, migrations.RunPython.noop),
    ]
