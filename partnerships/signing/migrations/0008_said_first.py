"""What still holds says how it was said first, and rows say whether their version entered into force without them."""

from django.db import migrations
from django.db.models import F

GIVEN = ("accepted", "no_objection")


def say_first(apps, schema_editor):
    """From the version before; the older ones first, so that it goes on from one to the next."""
    rows = apps.get_model("signing", "Acceptance").objects.filter(still_holds=True, state__in=GIVEN)
    for row in rows.exclude(carried_from=None).select_related("carried_from").order_by("pk"):
        before = row.carried_from
        by = ", ".join(one for one in (before.signer_name, before.signer_office) if one)
        row.first_on = before.first_on or before.answered_on
        row.first_by = before.first_by or by
        row.first_way = before.first_way or before.way
        row.save(update_fields=["first_on", "first_by", "first_way"])


def stand_apart(apps, schema_editor):
    """Those that left before it was in force, and those whose row was made since."""
    rows = apps.get_model("signing", "Acceptance").objects.exclude(round__in_force_on=None)
    rows.filter(state="left", left_on__lt=F("round__in_force_on")).update(stands_apart=True)
    made = apps.get_model("signing", "AcceptanceEvent").objects.filter(pgh_label="insert")
    entered = apps.get_model("signing", "SigningRoundEvent").objects.filter(state="in_force")
    for row in rows.filter(is_needed=False).iterator():
        first = entered.filter(pgh_obj_id=row.round_id).order_by("pgh_id").first()
        since = first and made.filter(pgh_obj_id=row.pk, pgh_created_at__gt=first.pgh_created_at)
        if since and since.exists():
            row.stands_apart = True
            row.save(update_fields=["stands_apart"])


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0007_first_said"),
    ]

    operations = [
        migrations.RunPython(say_first, migrations.RunPython.noop),
        migrations.RunPython(stand_apart, migrations.RunPython.noop),
    ]
