"""What came from an email without a code says no longer that there was one."""

from django.db import migrations, models
from django.db.models import Q

WITHOUT_A_CODE = """
UPDATE signing_acceptance SET way = 'link'
WHERE way = 'mail' AND state NOT IN ('accepted', 'no_objection')
AND NOT EXISTS (SELECT FROM signing_acceptanceevidence WHERE acceptance_id = signing_acceptance.id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0005_ways"),
    ]

    operations = [
        migrations.RunSQL(WITHOUT_A_CODE, migrations.RunSQL.noop),
        # The history rows that the update wrote are checked before the table changes.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.CheckConstraint(
                condition=~Q(way="mail") | Q(state__in=["accepted", "no_objection", "left"]),
                name="acceptance_with_a_code",
            ),
        ),
    ]
