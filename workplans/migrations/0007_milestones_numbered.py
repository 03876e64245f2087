"""Milestones that are here get their numbers in the order in which they were made."""

from django.db import migrations

IN_ORDER = """
    UPDATE workplans_milestone SET number = made.place
    FROM (
        SELECT id, row_number() OVER (PARTITION BY partnership_id ORDER BY id) AS place FROM workplans_milestone
    ) AS made
    WHERE made.id = workplans_milestone.id
"""
COUNTERS = """
    INSERT INTO documents_counter (partnership_id, name, value)
    SELECT partnership_id, 'milestone', max(number) FROM workplans_milestone GROUP BY partnership_id
"""
# What the history tells of a milestone that is gone had no number.
HISTORY = """
    UPDATE workplans_milestoneevent SET number = coalesce(
        (SELECT number FROM workplans_milestone WHERE id = pgh_obj_id), 0
    )
    WHERE number IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workplans", "0006_milestone_numbers"),
        ("documents", "0002_report_kind"),
    ]

    operations = [migrations.RunSQL([IN_ORDER, COUNTERS, HISTORY], migrations.RunSQL.noop)]
