"""Contributions whose period was kept as words alone get its days where the words say them."""

from django.db import migrations

from backbone.reading.dates import read
from backbone.reading.date_context import DateContext, Policy


def read_periods(apps, schema_editor):
    """What is not understood stays as it is, and a report names it."""
    Contribution = apps.get_model("partnerships", "Contribution")
    rows = Contribution.objects.filter(period_end=None).select_related("partnership")
    for row in rows.exclude(period_words=""):
        reading = read(row.period_words, DateContext(policy=Policy.PERIOD, country=row.partnership.country))
        if reading.start and reading.end:
            Contribution.objects.filter(pk=row.pk).update(period_start=reading.start, period_end=reading.end)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_delivered_on")]

    operations = [migrations.RunPython(read_periods, migrations.RunPython.noop)]
