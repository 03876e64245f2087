"""Scans that were added once their version was in force stay too; who accepted wishes nothing any more."""

from django.db import migrations

KEPT = """
UPDATE signing_signedscan SET is_kept = true FROM signing_signinground AS round
WHERE round.id = signing_signedscan.round_id AND round.in_force_on IS NOT NULL AND NOT is_kept
"""
ANSWERED = """
UPDATE signing_acceptance SET wish = '' WHERE wish <> '' AND state IN ('accepted', 'no_objection', 'refused')
"""


class Migration(migrations.Migration):
    dependencies = [("signing", "0011_nothing_hides")]

    operations = [
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(ANSWERED, migrations.RunSQL.noop),
    ]
