from django.db import migrations

# What is no web address is kept as words beside the place; no mail or page may link to it.
MOVE = """
UPDATE meetings_meeting
SET place = left(concat_ws(' · ', nullif(place, ''), online_url), 200), online_url = ''
WHERE online_url <> '' AND online_url !~* '^https?://[^[:space:]]+$'
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [migrations.RunSQL(MOVE, migrations.RunSQL.noop)]
