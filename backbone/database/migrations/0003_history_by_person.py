from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("database", "0002_search"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX history_by_person ON pghistory_context ((metadata -> 'user'))",
            "DROP INDEX history_by_person",
        ),
    ]
