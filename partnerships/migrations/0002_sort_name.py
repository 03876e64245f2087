"""Names sort as they are folded: Ø among the O's, ß as ss. A generated column can only be taken away and made anew."""

from django.db import migrations, models

from backbone.database.fields import FoldedSortKey
from backbone.database.history import InstallTriggers

SORT_NAME = models.GeneratedField(
    db_persist=True,
    expression=FoldedSortKey(models.F("name")),
    output_field=models.TextField(db_collation="C"),
)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]

    operations = [
        migrations.RemoveField("organisation", "sort_name"),
        migrations.AddField("organisation", "sort_name", SORT_NAME),
        migrations.RemoveField("organisationevent", "sort_name"),
        migrations.AddField("organisationevent", "sort_name", SORT_NAME),
        migrations.RemoveField("partnership", "sort_name"),
        migrations.AddField("partnership", "sort_name", SORT_NAME),
        migrations.RemoveField("partnershipevent", "sort_name"),
        migrations.AddField("partnershipevent", "sort_name", SORT_NAME),
        # A trigger that compares the old column went with it.
        InstallTriggers(),
    ]
