"""What stood as coordinated because that was the default is not chosen."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def forget_defaults(apps, schema_editor):
    """A mode was chosen where the history has another one before it: nobody changes to a default by accident."""
    Milestone = apps.get_model("workplans", "Milestone")
    History = apps.get_model("workplans", "MilestoneEvent")
    other = History.objects.filter(pgh_obj_id=OuterRef("pk")).exclude(mode="coordinated")
    Milestone.objects.filter(~Exists(other), mode="coordinated").update(mode="")


class Migration(migrations.Migration):
    dependencies = [("workplans", "0004_reminders_and_modes")]

    operations = [migrations.RunPython(forget_defaults, migrations.RunPython.noop)]
