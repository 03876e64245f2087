"""What the last report of a partnership took as hour value and rate is its first decision; words that say when are read."""

from django.db import migrations

from backbone.reading.dates import read
from backbone.reading.date_context import DateContext, Policy


def keep_decisions(apps, schema_editor):
    """Each partnership's latest hour value and rate, as decided on the day on which somebody put them in a report."""
    Report = apps.get_model("impact", "Report")
    for report in Report.objects.select_related("document", "asked_by").order_by("partnership", "asked_at", "pk"):
        _keep(apps, report, "HourValue", "value", report.hour_value)
        _keep(apps, report, "DiscountRate", "rate", report.discount_rate)


def _keep(apps, report, model, name, value):
    if value is None:
        return
    apps.get_model("impact", model).objects.update_or_create(
        partnership=report.partnership,
        **({"kind": ""} if model == "HourValue" else {}),
        defaults={
            name: value,
            "decided_on": report.asked_at.date(),
            "decided_by": str(report.asked_by.name if report.asked_by else "") or "?",
            "reason": report.document.title,
            "recorded_by": report.asked_by,
            "recorded_at": report.asked_at,
        },
    )


def read_periods(apps, schema_editor):
    """Figures whose period was kept as words alone; what is not understood stays so and is shown as such."""
    Measurement = apps.get_model("impact", "Measurement")
    rows = Measurement.objects.filter(period_end=None).select_related("partnership")
    for row in rows.exclude(period_words=""):
        reading = read(row.period_words, DateContext(policy=Policy.PERIOD, country=row.partnership.country))
        if reading.start and reading.end:
            Measurement.objects.filter(pk=row.pk).update(period_start=reading.start, period_end=reading.end)


class Migration(migrations.Migration):
    dependencies = [("impact", "0002_figures_standing"), ("documents", "0002_report_kind")]

    operations = [
        migrations.RunPython(keep_decisions, migrations.RunPython.noop),
        migrations.RunPython(read_periods, migrations.RunPython.noop),
    ]
